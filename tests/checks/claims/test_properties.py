"""What holds of every text: quotes are exact, numbers come back, nothing raises, lines are read apart."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

from checks.claims import extract_claims, languages
from checks.claims.lexicon import lexicon, read_decimal
from qa.domain.claim import DateClaim
from qa.domain.fact import Duration, Money

_DAYS = {"pl": "w ciągu {} dni", "en": "within {} days", "pt": "em até {} dias"}
_SIGNS = [
    "14",
    "1 299,00",
    "zł",
    "R$",
    "%",
    "29.02",
    "31.02.2026",
    "99999/99999/99999",
    "İ",
    "٣",
    "๑๔",
    "?",
    ".",
    ",",
    "\n",
]


@pytest.mark.parametrize("language", sorted(_DAYS))
@given(n=st.integers(min_value=2, max_value=399))
@settings(max_examples=60, deadline=None)
def test_a_number_in_words_is_the_number(language: str, n: int) -> None:
    text = _DAYS[language].format(num2words(n, lang=language).replace(",", ""))
    (claim,) = extract_claims(text, language=language)
    assert isinstance(claim.value, Duration)
    assert claim.value.n == n


@pytest.mark.parametrize("language", languages())
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_every_quote_is_what_stands_there(language: str, data: st.DataObject) -> None:
    known = [*sorted(lexicon(language).words()), *_SIGNS]
    text = data.draw(st.sampled_from(["", " "])).join(data.draw(st.lists(st.sampled_from(known), max_size=12)))
    for claim in extract_claims(text, language=language, sent_at=datetime(2026, 2, 28, 23, 30, tzinfo=UTC)):
        assert claim.quote == text[claim.start : claim.end] != ""


@given(text=st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_text_can_be_read(text: str) -> None:
    for language in languages():
        extract_claims(text, language=language)


def test_a_list_is_read_line_by_line() -> None:
    text = "Zwrot towaru – 14 dni\nZwrot pieniędzy – 7 dni"
    assert [claim.topic for claim in extract_claims(text, language="pl")] == ["return.period", "refund.time"]


def test_a_language_without_tables_states_nothing() -> None:
    assert extract_claims("14 Tage Rückgabe", language="de") == ()


def test_a_time_in_utc_is_the_day_of_the_country() -> None:
    late = datetime(2026, 5, 12, 23, 30, tzinfo=UTC)
    (claim,) = extract_claims("Paczka dotrze jutro.", language="pl", sent_at=late, country="PL")
    assert isinstance(claim.value, DateClaim)
    assert claim.value.date.isoformat() == "2026-05-14"


@pytest.mark.parametrize(
    ("country", "expected"),
    [pytest.param("US", "2026-05-10", id="month first"), pytest.param("GB", "2026-10-05", id="day first")],
)
def test_the_country_decides_the_order_of_day_and_month(country: str, expected: str) -> None:
    (claim,) = extract_claims("Your parcel will arrive on 05/10/2026.", language="en", country=country)
    assert isinstance(claim.value, DateClaim)
    assert claim.value.date.isoformat() == expected


def test_the_country_decides_which_riyal_is_meant() -> None:
    (claim,) = extract_claims("رسوم التوصيل ٢٥ ريال.", language="ar", country="QA")
    assert isinstance(claim.value, Money)
    assert claim.value.currency == "QAR"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("1.299,00", "1299.00", id="point for thousands"),
        pytest.param("1,299.00", "1299.00", id="comma for thousands"),
        pytest.param("1.299", "1299", id="three digits are a group"),
        pytest.param("12,5", "12.5", id="a decimal comma"),
        pytest.param("0.125", "0.125", id="nothing before the point"),
        pytest.param("1.299.000", "1299000", id="two groups"),
        pytest.param("12.06.2025", "None", id="a date"),
    ],
)
def test_a_number_is_read_in_either_writing(text: str, expected: str) -> None:
    assert str(read_decimal(text)) == expected


def test_a_very_long_message_is_read_in_proportion() -> None:
    assert len(extract_claims("Zwrot pieniędzy trwa 14 dni. " * 2000, language="pl")) == 2000
