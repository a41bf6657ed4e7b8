"""What findings compare is said in the reader's words."""

from __future__ import annotations

import pytest
from flask_babel import force_locale

from tests.web.seeded import Seeded
from web.value_words import value_words


@pytest.mark.parametrize(
    ("kept", "language", "said"),
    [
        pytest.param("14 day calendar from goods_received", "en", "14 days from receiving the goods", id="length"),
        pytest.param("at most 1 day working", "en", "at most 1 working day", id="bound"),
        pytest.param("at least 14 day calendar", "pl", "co najmniej 14 dni", id="Polish"),
        pytest.param("3 to 5 day working", "pl", "3–5 dni roboczych", id="range"),
        pytest.param("1 to 2 day calendar", "ar", "1–2 أيام", id="a range keeps its numbers where two is a word"),
        pytest.param("2 year calendar", "ar", "سنتان", id="two is a word"),
        pytest.param("1.5 hour calendar", "pl", "1,5 godziny", id="fraction"),
        pytest.param("12.99 PLN", "pl", "12,99\xa0zł", id="money"),
        pytest.param("at most 98.00 PLN", "pl", "najwyżej 98,00\xa0zł", id="money with a bound"),
        pytest.param("10.5 %", "pl", "10,5 %", id="percent"),
        pytest.param("delivered", "pl", "doręczone", id="status"),
        pytest.param("returned on 2026-10-12", "pl", "zwrócone, 12 paź 2026", id="status on a day"),
        pytest.param("2026-10-12: 5 day calendar", "pl", "12 paź 2026 (5 dni)", id="day and length"),
        pytest.param(
            "12 min, 2026-10-05 13:30 to 2026-10-05 13:42 by clock",
            "pl",
            "12 min według zegara: 5 paź 2026 13:30 – 13:42",
            id="waited",
        ),
        pytest.param("at most 1440 min", "pl", "najwyżej 1\xa0440 min", id="minutes"),
        pytest.param("Informuję, że", "en", "Informuję, że", id="other words stay"),
        pytest.param("at most one", "en", "at most one", id="an unknown value with a bound stays"),
        pytest.param("2026-99-99", "en", "2026-99-99", id="no day of the calendar stays"),
        pytest.param(None, "en", "", id="nothing"),
    ],
)
def test_a_value_is_said_in_the_readers_words(seeded: Seeded, kept: str | None, language: str, said: str) -> None:
    with seeded.app.test_request_context("/"), force_locale(language):
        assert value_words(kept) == said
