"""What a caller says into a line of the agent proves who calls from when it was said, not from where it is listed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa.domain.conversation import Conversation
from qa.domain.finding import Verdict
from qa.domain.transcript import Word
from tests.build import conversation
from tests.checks.kinds.build import judge

LINE = "Your order number please thanks so your delivery address is 12 Green Lane I see"


def _call(answered_ms: int) -> Conversation:
    """Build a call whose agent talks on, a word a second, while the caller answers."""
    said = conversation(
        ("customer", "Where do you deliver my parcel?"),
        ("agent", LINE),
        ("customer", "Order 10457, my mail is jo@mail.example"),
        channel="call",
        customer=None,
    )
    asked, line, answer = said.messages
    words = tuple(Word(text, 1000 * place, 1000 * place + 900) for place, text in enumerate(LINE.split(), start=5))
    heard = (
        replace(asked, start_ms=0, end_ms=4_000),
        replace(line, start_ms=5_000, end_ms=20_000, words=words),
        replace(answer, start_ms=answered_ms - 2_000, end_ms=answered_ms),
    )
    return replace(said, messages=heard)


@pytest.mark.parametrize(
    ("answered_ms", "verdict"),
    [
        pytest.param(10_000, Verdict.PASS, id="before the address"),
        pytest.param(19_000, Verdict.FAIL, id="after it"),
    ],
)
def test_a_proof_counts_from_when_it_was_said(answered_ms: int, verdict: Verdict) -> None:
    assert judge("identity", _call(answered_ms)).verdict is verdict
