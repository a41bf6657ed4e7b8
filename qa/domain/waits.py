"""When nobody spoke on the line, in silence or on hold, and whose words stand before and after."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

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


class _Speech:
    """All that people said in a call, to be asked who spoke before and after a moment."""

    def __init__(self, said: Sequence[_Said]) -> None:
        self._said = said
        self._starts = [one.stretch.start_ms for one in said]
        self._latest = list(accumulate(said, _longer))

    def begins_between(self, start_ms: int, end_ms: int) -> bool:
        """Tell whether anybody begins to speak from one moment on and before the other."""
        first = bisect_left(self._starts, start_ms)
        return first < len(self._starts) and self._starts[first] < end_ms

    def before(self, moment_ms: int) -> int | None:
        """Return the position of what was said last before a moment."""
        begun = bisect_left(self._starts, moment_ms)
        return self._latest[begun - 1].position if begun else None

    def after(self, start_ms: int, end_ms: int) -> int | None:
        """Return the position of what begins after a wait does and is not over before it is."""
        following = (self._said[place] for place in range(bisect_right(self._starts, start_ms), len(self._said)))
        return next((one.position for one in following if one.stretch.end_ms > end_ms), None)


def _longer(one: _Said, other: _Said) -> _Said:
    """Return which of two ends later."""
    return one if one.stretch.end_ms >= other.stretch.end_ms else other


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
    speech = _Speech(_said(conversation))
    idle = [(one, one.length_ms) for one in measures.silences] + [(one, 0) for one in measures.hold]
    idle.sort(key=lambda pair: (pair[0].start_ms, pair[0].end_ms))
    return tuple(_wait(run, speech) for run in _runs(idle, speech))


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


def _runs(idle: Sequence[tuple[Stretch, int]], speech: _Speech) -> Iterator[list[tuple[Stretch, int]]]:
    """Yield stretches that no person's words part."""
    run: list[tuple[Stretch, int]] = []
    end_ms = 0
    for one, silence_ms in idle:
        if run and speech.begins_between(end_ms, one.start_ms):
            yield run
            run = []
        run.append((one, silence_ms))
        end_ms = max(end_ms, one.end_ms)
    if run:
        yield run


def _wait(run: Sequence[tuple[Stretch, int]], speech: _Speech) -> Wait:
    start_ms, end_ms = run[0][0].start_ms, max(one.end_ms for one, _ in run)
    return Wait(
        start_ms=start_ms,
        end_ms=end_ms,
        silence_ms=sum(silence_ms for _, silence_ms in run),
        before=speech.before(start_ms),
        after=speech.after(start_ms, end_ms),
    )
