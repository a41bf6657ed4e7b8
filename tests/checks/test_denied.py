"""What a writer denies, or tells of somebody else, is not held against them; what they say after a contrast is."""

from __future__ import annotations

import pytest

from checks.denied import is_disclaimed
from checks.reading import ConversationReader
from qa.ports import Materials, Span
from qa.settings import Settings
from tests.build import conversation

READER = ConversationReader(Settings.from_environment({}))


@pytest.mark.parametrize(
    ("language", "text", "words", "is_innocent"),
    [
        pytest.param("pt", "Não é verdade que perca a garantia.", "perca a garantia", True, id="pt-denied"),
        pytest.param("pt", "O estafeta disse que não há nada a fazer.", "não há nada a fazer", True, id="pt-told"),
        pytest.param("pt", "O estafeta disse que ligou, mas a culpa é sua.", "a culpa é sua", False, id="pt-contrast"),
        pytest.param("pt", "A culpa é sua. Não é verdade que falhámos.", "A culpa é sua", False, id="pt-before"),
        pytest.param("ar", "هذا لا يعني أن الخطأ منك.", "الخطأ منك", True, id="ar-denied"),
        pytest.param("ar", "المندوب قال إنه اتصل، لكن الخطأ منك.", "الخطأ منك", False, id="ar-contrast"),
        pytest.param("th", "ไม่ใช่ว่าทำอะไรไม่ได้นะคะ", "ทำอะไรไม่ได้", True, id="th-denied"),
        pytest.param("th", "พนักงานส่งของบอกว่าโทรแล้ว แต่ทำอะไรไม่ได้", "ทำอะไรไม่ได้", False, id="th-contrast"),
    ],
)
def test_words_are_disclaimed_by_what_stands_before_them(
    language: str, text: str, words: str, is_innocent: bool
) -> None:
    start = text.index(words)
    reading = READER.read(conversation(("agent", text), language=language), Materials())
    assert is_disclaimed(reading, 0, Span(start, start + len(words))) is is_innocent
