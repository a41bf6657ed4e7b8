"""What a call was besides its words: stretches that were not talk, and measures of who spoke when."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qa.domain.conversation import Message, Role

SILENCE_MS = 2_000
"""A pause of the whole line this long counts as silence; shorter ones are taking turns."""

PAUSE_MS = 300
"""Words of one speaker further apart than this are two stretches of speech."""

OVERTALK_MS = 300
"""Two speakers at once for less than this is taking turns, not overtalk."""

INTERRUPTION_MS = 500
"""Who begins this long before the other's turn ends, and keeps the floor, has interrupted."""

_BACKCHANNEL_WORDS, _BACKCHANNEL_LETTERS = 2, 12


class MarkKind(enum.Enum):
    """What a stretch that was not talk between people was."""

    HOLD = "hold"
    MUSIC = "music"
    ANNOUNCEMENT = "announcement"
    INVENTED = "invented"
    CROSSTALK = "crosstalk"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a call that is not what a person said in it. Times are milliseconds from the start.

    `channel` is None for the whole line. `reason` says what gave it away; `text` is what the engine wrote there, kept
    so that a person can look, and never part of the transcript. Nothing a mark covers may decide a verdict.
    """

    kind: MarkKind
    start_ms: int
    end_ms: int
    channel: int | None = None
    reason: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a call, in milliseconds. `role` is whose it is; None where it is nobody's or not known."""

    start_ms: int
    end_ms: int
    role: Role | None = None

    @property
    def length_ms(self) -> int:
        """Return how long it is."""
        return self.end_ms - self.start_ms


@dataclass(frozen=True, slots=True)
class SpeakerMeasures:
    """One speaker in a call.

    `share` is of all talk, 0 to 1. `words_per_minute` is of their own talk, None for less than ten seconds of it and
    for Thai, whose words nobody writes apart: engines count pieces of them.
    `response_gaps` run from the end of the other's turn to the start of theirs; only gaps above zero are in it.
    """

    role: Role
    talk_ms: int
    share: float
    turns: int
    longest_turn_ms: int
    words: int
    words_per_minute: float | None
    interruptions: tuple[Stretch, ...]
    response_gaps: tuple[Stretch, ...]

    @property
    def median_response_ms(self) -> int | None:
        """Return the middle response gap; None without any."""
        gaps = sorted(gap.length_ms for gap in self.response_gaps)
        return gaps[len(gaps) // 2] if gaps else None


@dataclass(frozen=True, slots=True)
class CallMeasures:
    """The measures of one call, each a list of stretches that can be listened to.

    A silence carries the role of who was to speak: whoever ended it. `hold` holds music and announced waiting alike.
    """

    duration_ms: int
    speakers: tuple[SpeakerMeasures, ...]
    silences: tuple[Stretch, ...]
    hold: tuple[Stretch, ...]
    overtalk: tuple[Stretch, ...]

    @property
    def silence_ms(self) -> int:
        """Return all silence together."""
        return sum(one.length_ms for one in self.silences)

    @property
    def longest_silence_ms(self) -> int:
        """Return the longest silence; 0 without any."""
        return max((one.length_ms for one in self.silences), default=0)

    @property
    def hold_ms(self) -> int:
        """Return all hold together."""
        return sum(one.length_ms for one in self.hold)

    @property
    def overtalk_ms(self) -> int:
        """Return how long people spoke at once."""
        return sum(one.length_ms for one in self.overtalk)

    def silence_of(self, role: Role) -> int:
        """Return the milliseconds of silence in which `role` was to speak."""
        return sum(one.length_ms for one in self.silences if one.role is role)


def measure_call(
    messages: Sequence[Message], *, duration_ms: int | None = None, marks: Iterable[Mark] = ()
) -> CallMeasures | None:
    """Measure a call from its messages; None where they carry no times.

    Times of words are used where there are any: within a message, words further apart than PAUSE_MS are separate
    speech. No emotion, stress or identity is read from a voice, here or anywhere.
    """
    turns = [one for one in messages if one.start_ms is not None and one.end_ms is not None and not one.is_internal]
    if not turns:
        return None
    turns.sort(key=lambda one: (one.start_ms or 0, one.end_ms or 0))
    speech = sorted((one for turn in turns for one in speech_of(turn)), key=lambda one: (one.start_ms, one.end_ms))
    end_ms = max(duration_ms or 0, max(one.end_ms for one in speech))
    aside = tuple(mark for mark in marks if mark.kind in _NOT_TALK)
    overtalk = tuple(_overlaps(speech))
    people = [role for role in (Role.AGENT, Role.CUSTOMER, Role.SYSTEM) if any(one.role is role for one in speech)]
    total = sum(one.length_ms for one in speech) or 1
    return CallMeasures(
        duration_ms=end_ms,
        speakers=tuple(_measure_speaker(role, turns, speech, total_ms=total) for role in people),
        silences=tuple(_silences(speech, aside, end_ms=end_ms)),
        hold=_joined(Stretch(mark.start_ms, mark.end_ms) for mark in aside if mark.kind is not MarkKind.ANNOUNCEMENT),
        overtalk=overtalk,
    )


def talk_of(messages: Iterable[Message]) -> tuple[Stretch, ...]:
    """Return when who spoke, in order of time; nothing where messages carry no times."""
    turns = [one for one in messages if one.start_ms is not None and one.end_ms is not None and not one.is_internal]
    return tuple(sorted((one for turn in turns for one in speech_of(turn)), key=lambda one: (one.start_ms, one.end_ms)))


def speech_of(turn: Message) -> Iterator[Stretch]:
    """Yield the stretches in which somebody speaks within a message that has times."""
    if not turn.words:
        yield Stretch(turn.start_ms or 0, turn.end_ms or 0, turn.role)
        return
    start, end = turn.words[0].start_ms, turn.words[0].end_ms
    for word in turn.words[1:]:
        if word.start_ms - end > PAUSE_MS:
            yield Stretch(start, end, turn.role)
            start = word.start_ms
        end = max(end, word.end_ms)
    yield Stretch(start, end, turn.role)


_NOT_TALK = (MarkKind.HOLD, MarkKind.MUSIC, MarkKind.ANNOUNCEMENT)


def _measure_speaker(
    role: Role, turns: Sequence[Message], speech: Sequence[Stretch], *, total_ms: int
) -> SpeakerMeasures:
    own = [turn for turn in turns if turn.role is role]
    talk_ms = sum(one.length_ms for one in _joined(one for one in speech if one.role is role))
    words = sum(len(turn.words) or len(turn.text.split()) for turn in own)
    return SpeakerMeasures(
        role=role,
        talk_ms=talk_ms,
        share=round(min(1.0, talk_ms / total_ms), 4),
        turns=len(own),
        longest_turn_ms=max(((turn.end_ms or 0) - (turn.start_ms or 0) for turn in own), default=0),
        words=words,
        words_per_minute=None if talk_ms < 10_000 or _is_thai(*own) else round(words * 60_000 / talk_ms, 1),
        interruptions=tuple(_interruptions(role, turns)),
        response_gaps=tuple(_response_gaps(role, turns)),
    )


def _is_thai(*turns: Message) -> bool:
    return any("\u0e00" <= letter <= "\u0e7f" for turn in turns for letter in turn.text)


def _is_backchannel(turn: Message) -> bool:
    """Tell "mhm" and "yes, yes" from a turn of its own."""
    if _is_thai(turn):
        return len(turn.text) <= _BACKCHANNEL_LETTERS
    return len(turn.text.split()) <= _BACKCHANNEL_WORDS


def _interruptions(role: Role, turns: Sequence[Message]) -> Iterator[Stretch]:
    """Yield where `role` began well before another's turn ended and went on after it; "mhm" interrupts nobody."""
    for turn in turns:
        if turn.role is not role or _is_backchannel(turn):
            continue
        start, end = turn.start_ms or 0, turn.end_ms or 0
        cut = [
            other
            for other in turns
            if other.role not in (role, Role.SYSTEM)
            and (other.start_ms or 0) < start
            and start + INTERRUPTION_MS <= (other.end_ms or 0) < end
        ]
        if cut and role is not Role.SYSTEM:
            yield Stretch(start, max(other.end_ms or 0 for other in cut), role)


def _response_gaps(role: Role, turns: Sequence[Message]) -> Iterator[Stretch]:
    for before, after in pairwise(turns):
        start, end = before.end_ms or 0, after.start_ms or 0
        if after.role is role and before.role is not role and end > start:
            yield Stretch(start, end, role)


def _overlaps(speech: Sequence[Stretch]) -> Iterator[Stretch]:
    found: list[Stretch] = []
    for place, one in enumerate(speech):
        for other in speech[place + 1 :]:
            if other.start_ms >= one.end_ms:
                break
            if other.role is not one.role:
                found.append(Stretch(other.start_ms, min(one.end_ms, other.end_ms)))
    yield from (one for one in _joined(found) if one.length_ms >= OVERTALK_MS)


def _silences(speech: Sequence[Stretch], aside: Sequence[Mark], *, end_ms: int) -> Iterator[Stretch]:
    """Yield where nobody spoke and nothing else played, with who spoke next."""
    busy = _joined([*speech, *(Stretch(mark.start_ms, mark.end_ms) for mark in aside)])
    starts = {one.start_ms: one.role for one in reversed(speech)}
    edges = [Stretch(0, 0), *busy, Stretch(end_ms, end_ms)]
    for before, after in pairwise(edges):
        if after.start_ms - before.end_ms >= SILENCE_MS:
            yield Stretch(before.end_ms, after.start_ms, starts.get(after.start_ms))


def _joined(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Return the stretches as one line of time: what touches or overlaps is one, without a role."""
    joined: list[Stretch] = []
    for one in sorted(stretches, key=lambda each: each.start_ms):
        if joined and one.start_ms <= joined[-1].end_ms:
            joined[-1] = Stretch(joined[-1].start_ms, max(joined[-1].end_ms, one.end_ms))
        else:
            joined.append(Stretch(one.start_ms, one.end_ms))
    return tuple(joined)
