"""Forms of the agent's own gender, against the agent's other words and the name the agent gives."""

from __future__ import annotations

import pytest

from checks.polish_gender import is_womans, speaker_forms
from qa.domain.finding import Verdict
from tests.build import conversation
from tests.checks.kinds.build import judge, quotes

KAROLINA = "Karolina Maj"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("Chciałbym pomóc.", [("Chciałbym", False)], id="conditional"),
        pytest.param("Powinnam to wiedzieć.", [("Powinnam", True)], id="obligation"),
        pytest.param("Jestem bardzo wdzięczna.", [("Jestem bardzo wdzięczna", True)], id="adjective"),
        pytest.param("Jestem w stanie to zrobić, dam znać.", [], id="no gender shown"),
        pytest.param("Paczka jest pewna, a kurier zdziwiony.", [], id="somebody else"),
    ],
)
def test_polish_forms_of_the_speaker(text: str, found: list[tuple[str, bool]]) -> None:
    assert [(text[span.start : span.end], is_female) for span, is_female in speaker_forms(text)] == found


@pytest.mark.parametrize(("name", "gender"), [("Karolina", True), ("Rafał", False), ("Kuba", False), ("Kim", None)])
def test_a_name_that_one_gender_bears(name: str, gender: bool | None) -> None:
    assert is_womans(name) is gender


@pytest.mark.parametrize(
    ("greeting", "verdict"),
    [
        pytest.param("Dzień dobry, z tej strony Karolina.", Verdict.FAIL, id="the agent said the name"),
        pytest.param("Dzień dobry.", Verdict.NEEDS_HUMAN, id="only the source has it"),
    ],
)
def test_a_mans_form_of_a_woman(greeting: str, verdict: Verdict) -> None:
    said = conversation(("agent", f"{greeting} Jestem pewien, że dojdzie."), language="pl", agent=KAROLINA)
    result = judge("gender_agreement", said)
    assert (result.verdict, quotes(result)) == (verdict, ["Jestem pewien"])


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        pytest.param("Olá, D. Inês. Se o senhor preferir, envio já.", Verdict.FAIL, id="the name was said"),
        pytest.param("Se o senhor preferir, envio já.", Verdict.NEEDS_HUMAN, id="only the source has it"),
        pytest.param("Olá, D. Inês. Se a senhora preferir, envio já.", Verdict.PASS, id="right"),
        pytest.param("Olá, D. Inês. Falei com o senhor da transportadora.", Verdict.NOT_APPLICABLE, id="another man"),
    ],
)
def test_a_portuguese_customer_of_the_other_gender(text: str, verdict: Verdict) -> None:
    said = conversation(("agent", text), language="pt", customer="Inês Alves")
    assert judge("gender_agreement", said).verdict is verdict


def test_an_arabic_word_of_the_agents_own_gender() -> None:
    said = conversation(("agent", "معك أحمد من المتجر. أنا آسفة على التأخير."), language="ar", agent="أحمد العلي")
    assert quotes(judge("gender_agreement", said)) == ["أنا آسفة"]


@pytest.mark.parametrize("noun", ["z naszym działem zwrotów", "tyłem do kierunku jazdy", "podziałem na raty"])
def test_a_noun_that_looks_like_a_mans_verb_shows_no_gender(noun: str) -> None:
    said = conversation(("agent", f"Sprawdziłam to, chodzi o kontakt {noun}. Zapisałam zgłoszenie."), language="pl")
    assert judge("gender_agreement", said).verdict is Verdict.PASS
