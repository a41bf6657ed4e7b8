"""Numbers that are often heard as one another need words heard more surely."""

from __future__ import annotations

import pytest

from qa.domain.conversation import Role
from qa.domain.finding import Evidence, Finding, Verdict
from qa.rubric.doubt import LEAST_CONFIDENCE, LEAST_FOR_DOUBLES, LEAST_FOR_NUMBERS, least_confidence
from qa.rubric.misheard import may_be_misheard, numbers_in


@pytest.mark.parametrize(
    ("language", "said", "meant"),
    [
        pytest.param("en", "within 13 days", "30 days", id="thirteen and thirty"),
        pytest.param("en", "within fifteen days", "50 day calendar", id="in words"),
        pytest.param("pl", "sześćset złotych", "6 PLN", id="sześć and sześćset"),
        pytest.param("pl", "w ciągu 14 dni", "40 dni", id="czternaście and czterdzieści"),
        pytest.param("pt", "sete dias", "6 dias", id="sete and seis"),
        pytest.param("pt-BR", "treze reais", "30 BRL", id="treze and trinta"),
        pytest.param("ar", "خلال ثلاثة أيام", "30 day", id="ثلاثة and ثلاثين"),
        pytest.param("th", "ภายในสี่วัน", "10 day", id="สี่ and สิบ"),
    ],
)
def test_numbers_that_sound_alike_are_known(language: str, said: str, meant: str) -> None:
    assert may_be_misheard(said, meant, language=language)


@pytest.mark.parametrize(
    ("language", "said", "meant"),
    [
        pytest.param("en", "within 14 days", "30 days", id="do not sound alike"),
        pytest.param("en", "within 30 days", "30 days", id="the same"),
        pytest.param("pl", "zadzwonię o 13:30", "30 dni", id="a time of day"),
        pytest.param("en", "order 48213", "30 days", id="a long number"),
        pytest.param("xx", "13", "30", id="no such language"),
    ],
)
def test_other_numbers_are_not(language: str, said: str, meant: str) -> None:
    assert not may_be_misheard(said, meant, language=language)


def test_a_word_within_another_is_not_read() -> None:
    assert numbers_in("sześćdziesiąt dni", language="pl") == {60}


@pytest.mark.parametrize(
    ("quote", "expected", "bar"),
    [
        pytest.param("13 days", "30 days", LEAST_FOR_DOUBLES, id="its double would be right"),
        pytest.param("13 days", "14 days", LEAST_FOR_NUMBERS, id="often misheard"),
        pytest.param("21 days", "14 days", LEAST_CONFIDENCE, id="clear"),
        pytest.param("your own fault", None, LEAST_CONFIDENCE, id="words"),
    ],
)
def test_the_bar_is_higher_for_them(quote: str, expected: str | None, bar: float) -> None:
    evidence = Evidence(message=0, start=0, end=len(quote), quote=quote, role=Role.AGENT)
    finding = Finding(check="durations", verdict=Verdict.FAIL, evidence=evidence, explanation="", expected=expected)
    assert least_confidence(finding, language="en") == bar
