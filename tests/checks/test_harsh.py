"""What is harsh beyond doubt: two ways of leaving a customer alone, and no kindness."""

from __future__ import annotations

import pytest

from checks.harsh import is_harsh
from checks.reading import ConversationReader
from qa.ports import Materials
from qa.settings import Settings
from tests.build import conversation


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        pytest.param("en", "No receipt, no complaint. Contact the manufacturer.", True, id="two ways"),
        pytest.param("en", "Contact the manufacturer.", False, id="one way only"),
        pytest.param("en", "No receipt, no complaint. Please contact the manufacturer.", False, id="courteous"),
        pytest.param("en", "No receipt, no complaint, Mr Kowalski. Contact the manufacturer.", False, id="by name"),
        pytest.param("pl", "To nie nasz problem. Trzeba było nie rzucać.", True, id="Polish, two ways"),
        pytest.param("pl", "To nie nasz problem.", False, id="Polish, one way"),
        pytest.param("pl", "Przykro mi, to nie nasz błąd, tylko kuriera.", False, id="Polish, sorry"),
    ],
)
def test_only_two_ways_without_kindness_are_harsh(language: str, text: str, expected: bool) -> None:
    talk = conversation(("customer", "?"), ("agent", text), language=language)
    reading = ConversationReader(Settings.from_environment({})).read(talk, Materials())

    assert is_harsh(reading, 1) is expected
