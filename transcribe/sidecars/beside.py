"""What every transcript from elsewhere comes to: segments with a speaker or a channel, and who the agent is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from qa.domain.conversation import Role
from qa.domain.transcript import Segment, Word, text_of

PAUSE_MS = 700
"""A silence this long parts what one speaker says, as in what is heard here."""

_NAMES = {
    Role.AGENT: ("agent", "konsultant", "konsultantka", "doradca", "operator", "atendente", "الموظف", "เจ้าหน้าที่"),
    Role.CUSTOMER: ("customer", "client", "caller", "klient", "klientka", "cliente", "العميل", "ลูกค้า"),
}
_CHANNELS = tuple(Role)


@dataclass(frozen=True, slots=True)
class Beside:
    """What a transcript file says. `agent_channel` is None when no speaker is named as the agent.

    `by_channel` tells that segments carry the channels of the recording, so that an import may say which is the agent.
    """

    segments: tuple[Segment, ...]
    agent_channel: int | None
    language: str | None = None
    by_channel: bool = False


@dataclass(frozen=True, slots=True)
class SaidWord:
    """A word with the channel or the speaker it is ascribed to."""

    speaker: int
    word: Word


def cut_segments(said: Iterable[SaidWord]) -> Iterator[Segment]:
    """Yield a segment for each run of words of one speaker without a pause; words are in order of time per speaker."""
    run: list[SaidWord] = []
    for one in said:
        if run and (run[-1].speaker != one.speaker or one.word.start_ms - run[-1].word.end_ms >= PAUSE_MS):
            yield _of_run(run)
            run = []
        run.append(one)
    if run:
        yield _of_run(run)


def _of_run(run: list[SaidWord]) -> Segment:
    words = tuple(_with_joins([one.word for one in run]))
    known = [word.confidence for word in words if word.confidence is not None]
    return Segment(
        channel=run[0].speaker,
        start_ms=words[0].start_ms,
        end_ms=max(word.end_ms for word in words),
        text=text_of(words),
        words=words,
        confidence=round(sum(known) / len(known), 4) if known else None,
    )


def _with_joins(words: Sequence[Word]) -> Iterator[Word]:
    """Yield the words of a run, Thai ones joined: the script has no spaces between words, and services give none."""
    before = ""
    for word in words:
        yield replace(word, is_joined=_is_thai(before[-1:]) and _is_thai(word.text[:1]))
        before = word.text


def _is_thai(letter: str) -> bool:
    return "\u0e00" <= letter <= "\u0e7f"


def role_of(speaker: str | None) -> Role:
    """Return who a speaker's name stands for; SYSTEM for a name that says nothing, so that nobody is charged."""
    name = (speaker or "").strip().casefold()
    return next((role for role, names in _NAMES.items() if name in names), Role.SYSTEM)


def segment_of(role: Role, times: tuple[int, int], text: str, words: tuple[Word, ...] = ()) -> Segment:
    """Return a segment of a speaker who is known by role; each role has a channel of its own."""
    return Segment(_CHANNELS.index(role), times[0], max(times), text, words, role=role)


def agent_of(segments: tuple[Segment, ...]) -> int | None:
    """Return the channel of the agent; None where nobody is named as one."""
    return next((segment.channel for segment in segments if segment.role is Role.AGENT), None)


def in_order(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """Return segments in order of time."""
    return tuple(sorted(segments, key=lambda one: one.start_ms))
