"""Waits of a call: silence and hold in one, by stored measures or by the times of messages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa.domain.call import Mark, MarkKind, Stretch, measure_call
from qa.domain.conversation import Channel, Conversation, Message, Recording, Role
from qa.domain.transcript import Word
from qa.domain.waits import Wait, measures_of_call, waits_of

AGENT, CUSTOMER, SYSTEM = Role.AGENT, Role.CUSTOMER, Role.SYSTEM


def _call(*turns: tuple[Role, int, int], marks: tuple[Mark, ...] = (), seconds: int | None = None) -> Conversation:
    """Build a call from (role, start second, end second)."""
    said = tuple(Message(role, "Hm.", start_ms=1000 * start, end_ms=1000 * end) for role, start, end in turns)
    recording = Recording("call.flac", marks=marks, duration_ms=1000 * seconds if seconds else None)
    return Conversation("1", Channel.CALL, said, recording=recording)


def _mark(kind: MarkKind, start: int, end: int) -> Mark:
    return Mark(kind, 1000 * start, 1000 * end)


MUSIC, HOLD = _mark(MarkKind.MUSIC, 10, 60), _mark(MarkKind.HOLD, 12, 80)
MENU = _mark(MarkKind.ANNOUNCEMENT, 60, 65)


@pytest.mark.parametrize(
    ("call", "waits"),
    [
        pytest.param(
            _call((AGENT, 0, 2), (CUSTOMER, 32, 34)), [Wait(2_000, 32_000, 30_000, before=0, after=1)], id="silence"
        ),
        pytest.param(_call((AGENT, 0, 2), (CUSTOMER, 3, 4)), [], id="taking turns"),
        pytest.param(
            _call((AGENT, 0, 5), (AGENT, 63, 65), marks=(MUSIC,)),
            [Wait(5_000, 63_000, 8_000, before=0, after=1)],
            id="silence, music and silence are one",
        ),
        pytest.param(
            _call((AGENT, 0, 10), (SYSTEM, 60, 65), (AGENT, 120, 121), marks=(MUSIC, MENU)),
            [Wait(10_000, 120_000, 55_000, before=0, after=2)],
            id="a machine's words part nothing",
        ),
        pytest.param(
            _call((AGENT, 0, 10), (SYSTEM, 60, 65), (AGENT, 120, 121), marks=(MUSIC,)),
            [Wait(10_000, 60_000, 0, before=0, after=1), Wait(65_000, 120_000, 55_000, before=1, after=2)],
            id="words of somebody unknown part a wait",
        ),
        pytest.param(
            _call((AGENT, 0, 12), (CUSTOMER, 40, 41), (AGENT, 79, 90), marks=(HOLD,)),
            [Wait(12_000, 80_000, 0, before=0, after=2)],
            id="a customer who mutters on hold goes on waiting",
        ),
        pytest.param(
            _call((AGENT, 0, 30), (CUSTOMER, 10, 11), (AGENT, 50, 51)),
            [Wait(30_000, 50_000, 20_000, before=0, after=2)],
            id="a word in between ends nothing",
        ),
        pytest.param(
            _call((CUSTOMER, 4, 5), seconds=9),
            [Wait(0, 4_000, 4_000, after=0), Wait(5_000, 9_000, 4_000, before=0)],
            id="at the beginning and the end",
        ),
        pytest.param(
            replace(_call((AGENT, 0, 2)), messages=(Message(AGENT, "Hm."), Message(CUSTOMER, "Yes?"))),
            [],
            id="no times",
        ),
    ],
)
def test_when_nobody_spoke(call: Conversation, waits: list[Wait]) -> None:
    assert list(waits_of(call)) == waits


def test_a_pause_within_a_message_is_a_wait() -> None:
    words = (Word("One", 0, 500), Word("moment", 600, 1_000), Word("ready", 40_000, 40_500))
    message = Message(AGENT, "One moment ready", start_ms=0, end_ms=40_500, words=words)
    assert waits_of(Conversation("1", Channel.CALL, (message,))) == (Wait(1_000, 40_000, 39_000, before=0, after=0),)


def test_stored_measures_come_before_the_times_of_messages() -> None:
    call = _call((AGENT, 0, 2), (CUSTOMER, 32, 34))
    measured = measure_call(call.messages)
    assert call.recording and measured
    stored = replace(measured, silences=(), hold=(Stretch(3_000, 30_000),))
    known = replace(call, recording=replace(call.recording, measures=stored))
    assert measures_of_call(known) is stored
    assert waits_of(known) == (Wait(3_000, 30_000, 0, before=0, after=1),)
    assert waits_of(known)[0].is_held
