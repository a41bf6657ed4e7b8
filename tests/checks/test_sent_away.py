"""What only sends away: a move elsewhere with nothing beside it but courtesy and opening hours."""

from __future__ import annotations

import pytest

from checks.sent_away import only_sends
from qa.ports import Materials
from tests.build import conversation
from tests.checks.kinds.build import READER


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        pytest.param("en", "Hello Ann, thanks for writing! Please call our hotline, weekdays 9 to 5.", True, id="en"),
        pytest.param("en", "Hello Ann! Please call our hotline. The lid costs 12 euros.", False, id="en, a price"),
        pytest.param(
            "en", "Hello Ann! Please call our hotline. It fits every stove we sell.", False, id="en, an answer"
        ),
        pytest.param(
            "pl", "Dzień dobry, dziękuję za wiadomość. Proszę zadzwonić na infolinię od 8 do 16.", True, id="pl"
        ),
        pytest.param(
            "pl", "Dzień dobry. Proszę zadzwonić na infolinię. Pokrywka jest w komplecie.", False, id="pl, an answer"
        ),
        pytest.param("pt", "Bom dia. Ligue para a linha de apoio, de segunda a sexta.", True, id="pt"),
        pytest.param("pt", "Bom dia. Ligue para a linha de apoio. A tampa vem incluída.", False, id="pt, an answer"),
        pytest.param("en", "Hello Ann, thanks for writing!", False, id="no move"),
    ],
)
def test_only_a_move_without_an_answer_only_sends(language: str, text: str, expected: bool) -> None:
    reading = READER.read(conversation(("customer", "?"), ("agent", text), language=language), Materials())
    moves = (*reading.phrases(1, "channel-move"), *reading.phrases(1, "channel-soft"))

    assert only_sends(reading, 1, moves) is expected
