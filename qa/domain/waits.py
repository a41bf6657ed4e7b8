"""When nobody spoke on the line, in silence or on hold, and whose words stand before and after."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.domain.call import CallMeasures, Mark, MarkKind, Stretch, measure_call, speech_of
from qa.domain.conversation import Conversation, Message, Role


@dataclass(frozen=True, slots=True)
class Wait:
    """A part of a call in which no person spoke, in milliseconds.

    `silence_ms` of it were silence; the rest was hold, music or a machine's words. `before` and `after` are the
    positions of the messages around it, None at the beginning and the end of the call.
    """

    start_ms: int
    end_ms: int
    silence_ms: int
    before: int | None = None
    after: int | None = None

    @property
    def length_ms(self) -> int:
        """Return how long it lasted."""
        return self.end_ms - self.start_ms

    @property
    def is_held(self) -> bool:
        """Tell whether hold, music or a machine's words filled the greater part."""
        return 2 * self.silence_ms < self.length_ms


@dataclass(frozen=True, slots=True)
class _Said:
    """A stretch of a person's speech and the position of its message."""

    stretch: Stretch
    position: int


def measures_of_call(conversation: Conversation) -> CallMeasures | None:
    """Return the measures stored with a call; else take them from the times of its messages, None without any."""
    recording = conversation.recording
    if recording is None:
        return measure_call(conversation.messages)
    if recording.measures is not None:
        return recording.measures
    return measure_call(conversation.messages, duration_ms=recording.duration_ms, marks=recording.marks)


def waits_of(conversation: Conversation) -> tuple[Wait, ...]:
    """Return the waits of a call in order: silence and hold one after the other are one wait; none without times."""
    measures = measures_of_call(conversation)
    if measures is None:
        return ()
    said = _said(conversation)
    idle = sorted((*measures.silences, *measures.hold), key=lambda one: (one.start_ms, one.end_ms))
    return tuple(_wait(run, measures, said) for run in _runs(idle, said))


def _said(conversation: Conversation) -> list[_Said]:
    """Return what people said, in order; bots and recorded announcements are nobody."""
    marks = conversation.recording.marks if conversation.recording else ()
    recorded = [mark for mark in marks if mark.kind is MarkKind.ANNOUNCEMENT]
    found = [
        _Said(stretch, position)
        for position, message in enumerate(conversation.messages)
        if message.start_ms is not None and message.end_ms is not None and not message.is_internal
        if not _is_machines(message, recorded)
        for stretch in speech_of(message)
    ]
    return sorted(found, key=lambda one: (one.stretch.start_ms, one.position))


def _is_machines(message: Message, recorded: Sequence[Mark]) -> bool:
    if message.role is not Role.SYSTEM:
        return message.role is Role.BOT
    return any(mark.start_ms <= (message.start_ms or 0) < mark.end_ms for mark in recorded)


def _runs(idle: Sequence[Stretch], said: Sequence[_Said]) -> Iterator[list[Stretch]]:
    """Yield stretches that no person's words part."""
    starts = [one.stretch.start_ms for one in said]
    run: list[Stretch] = []
    for one in idle:
        spoken = bisect_left(starts, max(each.end_ms for each in run)) if run else 0
        if run and spoken < len(starts) and starts[spoken] < one.start_ms:
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _wait(run: Sequence[Stretch], measures: CallMeasures, said: Sequence[_Said]) -> Wait:
    start_ms, end_ms = run[0].start_ms, max(one.end_ms for one in run)
    spoken = [one for one in said if one.stretch.start_ms < start_ms]
    last = max(spoken, key=lambda one: min(one.stretch.end_ms, start_ms), default=None)
    follow = (one for one in said if one.stretch.start_ms > start_ms and one.stretch.end_ms > end_ms)
    return Wait(
        start_ms=start_ms,
        end_ms=end_ms,
        silence_ms=sum(one.length_ms for one in measures.silences if start_ms <= one.start_ms and one.end_ms <= end_ms),
        before=last.position if last else None,
        after=next((one.position for one in follow), None),
    )
