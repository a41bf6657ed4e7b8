"""By when something is due is read from a sentence and the time it was said."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from checks.claims.due import due_in

WARSAW = ZoneInfo("Europe/Warsaw")
FRIDAY_MORNING = datetime(2026, 5, 15, 10, 0, tzinfo=WARSAW)


@pytest.mark.parametrize(
    ("language", "text", "due"),
    [
        pytest.param("pl", "Odezwę się jutro.", "2026-05-16 23:59", id="tomorrow"),
        pytest.param("en", "I'll write by close of business.", "2026-05-15 23:59", id="the end of the day"),
        pytest.param("en", "I'll write by the end of next week.", "2026-05-24 23:59", id="next week"),
        pytest.param("pl", "Dam znać do końca tygodnia.", "2026-05-17 23:59", id="this week"),
        pytest.param("pl", "Dam znać do piętnastej.", "2026-05-15 23:59", id="an hour in a word"),
        pytest.param("pt", "Digo-lhe algo esta tarde.", "2026-05-15 23:59", id="this afternoon"),
        pytest.param("pl", "Odpiszę do 15:00.", "2026-05-15 15:00", id="an hour today"),
        pytest.param("pl", "Odezwę się jutro do godziny 12.", "2026-05-16 12:00", id="an hour tomorrow"),
        pytest.param("pl", "Odpowiemy w ciągu 2 dni roboczych.", "2026-05-19 23:59", id="working days"),
        pytest.param("pl", "Damy znać w ciągu 24 godzin.", "2026-05-16 10:00", id="hours"),
        pytest.param("pl", "Odezwę się wkrótce.", None, id="no time"),
        pytest.param("en", "I'll write by 3 pm.", "2026-05-15 15:00", id="by 3 pm"),
        pytest.param("en", "I'll write by 9 am.", None, id="an hour that is over"),
        pytest.param("en", "We will reply by Monday.", "2026-05-18 23:59", id="a weekday"),
        pytest.param("en", "We will reply within 3 days.", "2026-05-18 23:59", id="days"),
        pytest.param("de", "Morgen.", None, id="an unknown language"),
    ],
)
def test_when_it_is_due(language: str, text: str, due: str | None) -> None:
    found = due_in(text, language=language, sent_at=FRIDAY_MORNING, zone=WARSAW)
    assert (f"{found.at:%Y-%m-%d %H:%M}" if found else None) == due


@pytest.mark.parametrize(
    ("country", "due"),
    [
        pytest.param("PL", "2026-05-19", id="Saturday and Sunday are free in Poland"),
        pytest.param("SA", "2026-05-18", id="Friday and Saturday are free in Saudi Arabia"),
        pytest.param(None, "2026-05-19", id="no country"),
    ],
)
def test_working_days_are_those_of_the_country(country: str | None, due: str) -> None:
    found = due_in("Within 2 working days.", language="en", sent_at=FRIDAY_MORNING, zone=WARSAW, country=country)
    assert found is not None
    assert f"{found.at:%Y-%m-%d}" == due


def test_working_days_leave_out_public_holidays() -> None:
    before = datetime(2026, 12, 23, 10, 0, tzinfo=WARSAW)
    found = due_in("W ciągu 2 dni roboczych.", language="pl", sent_at=before, zone=WARSAW, country="PL")
    assert found is not None
    assert f"{found.at:%Y-%m-%d}" == "2026-12-29"
