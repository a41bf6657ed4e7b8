"""The kinds that read the clock: `response_time`, `unanswered`, `silence`."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from qa.domain.conversation import Conversation
from qa.domain.fact import FactBase
from qa.domain.finding import Verdict
from qa.ports import Materials
from tests.build import conversation
from tests.checks.kinds.build import judge, quotes, use

TUESDAY = datetime.fromisoformat("2026-05-12T10:00:00+02:00")
FRIDAY = datetime.fromisoformat("2026-05-15T16:00:00+02:00")
SUNDAY = datetime.fromisoformat("2026-05-17T10:00:00+02:00")


def answered(after: timedelta, *, channel: str = "chat", asked: datetime = TUESDAY) -> Conversation:
    """Build a question answered after some time."""
    said = conversation(("customer", "Hello?"), ("agent", "Good morning."), channel=channel, started_at=asked)
    question, answer = said.messages
    return replace(said, messages=(question, replace(answer, sent_at=asked + after)))


def spoken(*turns: tuple[str, str, int, int]) -> Conversation:
    """Build a call from (role, text, start second, end second)."""
    said = conversation(*((role, text) for role, text, _, _ in turns), channel="call")
    timed = [
        replace(message, start_ms=1000 * start, end_ms=1000 * end)
        for message, (_, _, start, end) in zip(said.messages, turns, strict=True)
    ]
    return replace(said, messages=tuple(timed))


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        pytest.param(answered(timedelta(minutes=10)), Verdict.PASS, id="on the minute"),
        pytest.param(answered(timedelta(minutes=11)), Verdict.FAIL, id="a minute late"),
        pytest.param(answered(timedelta(minutes=30), asked=SUNDAY), Verdict.NEEDS_HUMAN, id="late on a Sunday"),
        pytest.param(answered(timedelta(hours=66), channel="email", asked=FRIDAY), Verdict.PASS, id="over a weekend"),
        pytest.param(answered(timedelta(hours=75), channel="email", asked=FRIDAY), Verdict.FAIL, id="late on Monday"),
        pytest.param(answered(timedelta(hours=9), channel="call"), Verdict.NOT_APPLICABLE, id="a call"),
        pytest.param(conversation(("customer", "Hello?")), Verdict.NOT_APPLICABLE, id="nobody answered"),
        pytest.param(conversation(("agent", "Hi"), ("customer", "Hi")), Verdict.NOT_APPLICABLE, id="agent began"),
        pytest.param(
            conversation(("customer", "Hello?"), ("agent", "Hi"), started_at=None), Verdict.NEEDS_HUMAN, id="no times"
        ),
    ],
)
def test_the_first_answer_is_timed(said: Conversation, verdict: Verdict) -> None:
    assert judge("response_time", said, chat=10, email=1440).verdict is verdict


def test_the_targets_of_the_facts_come_first() -> None:
    strict = Materials(facts=FactBase(first_response_minutes={"chat": 1}))
    assert judge("response_time", answered(timedelta(minutes=5)), materials=strict, chat=10).verdict is Verdict.FAIL


@pytest.mark.parametrize(
    ("last", "status", "verdict"),
    [
        pytest.param("Any news?", None, Verdict.FAIL, id="a question"),
        pytest.param("It is still broken", None, Verdict.FAIL, id="a problem"),
        pytest.param("Any news?", "open", Verdict.NEEDS_HUMAN, id="a question of an open case"),
        pytest.param("My number is 10457", None, Verdict.NEEDS_HUMAN, id="a statement"),
        pytest.param("Thanks, bye!", None, Verdict.PASS, id="a goodbye"),
        pytest.param("\U0001f44d", None, Verdict.PASS, id="an emoji"),
        pytest.param("Ok, thanks. And the invoice?", None, Verdict.FAIL, id="thanks and a question"),
    ],
)
def test_last_words_without_an_answer(last: str, status: str | None, verdict: Verdict) -> None:
    said = replace(conversation(("agent", "Checking."), ("customer", last)), status=status)
    assert judge("unanswered", said).verdict is verdict


def test_an_answer_days_late_fails_at_the_question() -> None:
    said = conversation(("customer", "Hi?"), ("agent", "Yes."), ("customer", "Any news?"), ("agent", "No, goodbye."))
    late = replace(said.messages[3], sent_at=TUESDAY + timedelta(days=9))
    result = judge("unanswered", replace(said, messages=(*said.messages[:3], late)))
    assert result.verdict is Verdict.FAIL
    assert quotes(result) == ["Any news?"]


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        pytest.param(
            spoken(("agent", "Hello.", 0, 2), ("agent", "I have it.", 90, 92)), Verdict.FAIL, id="unannounced"
        ),
        pytest.param(
            spoken(("agent", "One moment please.", 0, 2), ("agent", "Ready.", 90, 92)), Verdict.PASS, id="announced"
        ),
        pytest.param(spoken(("agent", "Number?", 0, 2), ("customer", "10457", 90, 92)), Verdict.PASS, id="customer's"),
        pytest.param(spoken(("agent", "Hello.", 0, 2), ("agent", "I have it.", 40, 42)), Verdict.PASS, id="short"),
        pytest.param(conversation(("agent", "Hello."), channel="chat"), Verdict.NOT_APPLICABLE, id="a chat"),
    ],
)
def test_silence_on_the_line(said: Conversation, verdict: Verdict) -> None:
    assert judge("silence", said, seconds=60, unless=use("hold-request")).verdict is verdict
