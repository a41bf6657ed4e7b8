"""Sentences too long to be read at once."""

from __future__ import annotations

import pytest

from qa.domain.finding import Verdict
from tests.build import conversation
from tests.checks.kinds.build import judge

SHORT = "Your parcel left today. It should reach you on Thursday."


def _words(count: int, *, end: str = ".") -> str:
    return " ".join(["We", *["word"] * (count - 1)]) + end


@pytest.mark.parametrize(
    ("text", "channel", "verdict"),
    [
        pytest.param(SHORT, "chat", Verdict.PASS, id="short"),
        pytest.param(" ".join([_words(20)] * 3), "chat", Verdict.NEEDS_HUMAN, id="all above the limit of a chat"),
        pytest.param(" ".join([_words(20)] * 3), "email", Verdict.PASS, id="a mail may have longer ones"),
        pytest.param(" ".join([_words(26)] * 3), "email", Verdict.NEEDS_HUMAN, id="all above the limit of a mail"),
        pytest.param(" ".join([_words(20)] * 2), "chat", Verdict.PASS, id="two are not most of a conversation"),
        pytest.param(" ".join([_words(20)] * 3 + [SHORT, SHORT]), "chat", Verdict.PASS, id="less than half"),
        pytest.param(_words(46), "email", Verdict.FAIL, id="one that nobody reads at once"),
        pytest.param(f"From 150 zł {_words(46)}", "email", Verdict.NEEDS_HUMAN, id="one with figures"),
        pytest.param(", ".join(["a red jug"] * 20) + ".", "email", Verdict.NEEDS_HUMAN, id="things named one by one"),
        pytest.param(f"{_words(30, end=' 150 zł.')} {_words(20)}", "email", Verdict.PASS, id="two parted by zł."),
        pytest.param(_words(45), "email", Verdict.PASS, id="one just short enough"),
        pytest.param(
            "You need: " + "; ".join(["a form of three pages and a label"] * 7) + ".",
            "email",
            Verdict.NOT_APPLICABLE,
            id="a list alone",
        ),
        pytest.param(f"You wrote: “{_words(50)}” I see.", "email", Verdict.PASS, id="a quotation"),
        pytest.param(_words(60), "call", Verdict.NOT_APPLICABLE, id="a call"),
        pytest.param("ขอบคุณที่รอนะคะ " * 40, "chat", Verdict.PASS, id="Thai clauses with spaces"),
        pytest.param("เรื่องที่แจ้งมาซึ่งส่งต่อให้ทีมที่ดูแล" * 5, "chat", Verdict.FAIL, id="a Thai chain of relatives"),
    ],
)
def test_long_sentences(text: str, channel: str, verdict: Verdict) -> None:
    said = conversation(("customer", "Hello?"), ("agent", text), channel=channel, language=None)
    assert judge("sentence_length", said).verdict is verdict


def test_one_long_sentence_earns_half() -> None:
    result = judge("sentence_length", conversation(("agent", f"{SHORT} {_words(50)}"), channel="email"))
    assert (result.verdict, result.score, result.findings[0].found) == (Verdict.FAIL, 0.5, "50")


def test_limits_can_be_given() -> None:
    said = conversation(("agent", " ".join([_words(12)] * 3)), channel="email")
    assert judge("sentence_length", said, other=10).verdict is Verdict.NEEDS_HUMAN
    assert judge("sentence_length", said, other=12).verdict is Verdict.PASS
