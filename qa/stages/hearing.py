"""A call as its player shows it: who spoke when, what was silence, hold or music, and the measures of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from qa.domain.call import CallMeasures, Mark, MarkKind, Stretch, measure_call, talk_of
from qa.domain.call_figures import mark_of, measures_of
from qa.domain.conversation import Message, Role
from qa.domain.placed import times_of
from qa.domain.transcript import Word
from qa.stages.listening import heard_path
from qa.store import tables

_DRAWN = 1500
"""Parts of a call that can be told apart on a screen; shorter pauses are drawn as talk."""

_LANES = (Role.AGENT, Role.CUSTOMER, Role.SYSTEM)


@dataclass(frozen=True, slots=True)
class Lane:
    """When one speaker spoke. `drawn` leaves out pauses too short to be seen; `talk` is all of it."""

    role: Role
    drawn: tuple[Stretch, ...]
    talk: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class CallView:
    """A call to be heard. Until its copy is made nothing is played.

    `is_being_silenced` while that is one without secrets, `is_being_copied` while it is one that browsers play.
    `has_no_words` before the call is transcribed: nobody knows then what must not be heard in it.
    """

    recording_id: int
    conversation_id: int
    duration_ms: int
    agent_channel: int | None
    can_be_heard: bool
    is_being_silenced: bool
    is_being_copied: bool
    has_no_words: bool
    lanes: tuple[Lane, ...]
    measures: CallMeasures | None
    marks: tuple[Mark, ...]

    def marks_of(self, *kinds: str) -> tuple[Mark, ...]:
        """Return the marks of those kinds."""
        return tuple(mark for mark in self.marks if mark.kind.value in kinds)

    @property
    def skipped(self) -> tuple[Stretch, ...]:
        """Return what one may skip: silence, and hold and music."""
        quiet = (MarkKind.HOLD, MarkKind.MUSIC)
        hold = tuple(Stretch(mark.start_ms, mark.end_ms) for mark in self.marks if mark.kind in quiet)
        silences = self.measures.silences if self.measures else ()
        return tuple(sorted((*silences, *hold), key=lambda one: one.start_ms))


def read_call(session: Session, conversation_id: int, *, home: Path) -> CallView | None:
    """Return the call of a conversation; None where there is no kept recording. Reads no peaks."""
    row = tables.Recording
    query = select(row).where(row.conversation_id == conversation_id, row.sha256.is_not(None))
    recording = session.scalars(query.options(defer(row.peaks))).one_or_none()
    if recording is None:
        return None
    messages = _messages(session, conversation_id)
    marks = tuple(mark_of(one) for one in recording.marks or ())
    measures = _measures(recording, messages, marks)
    talk = talk_of(messages)
    duration_ms = recording.duration_ms or max((one.end_ms for one in talk), default=0)
    has_no_words = recording.engine is None and not messages
    lanes = (Lane(role, (), tuple(one for one in talk if one.role is role)) for role in _LANES)
    return CallView(
        recording_id=recording.id,
        conversation_id=conversation_id,
        duration_ms=duration_ms,
        agent_channel=recording.agent_channel,
        can_be_heard=not has_no_words and heard_path(recording, home).is_file(),
        is_being_silenced=recording.waits_for_silencing and bool(recording.silenced),
        is_being_copied=recording.waits_for_silencing and not recording.silenced,
        has_no_words=has_no_words,
        lanes=tuple(Lane(one.role, _drawn(one.talk, duration_ms), one.talk) for one in lanes if one.talk),
        measures=measures,
        marks=marks,
    )


def moments_of(session: Session, conversation_id: int, findings: Sequence[tables.Finding]) -> Mapping[int, Stretch]:
    """Return when the words of findings were said, by the findings' ids; those without times are left out."""
    positions = {one.message_position for one in findings}
    if not positions:
        return {}
    said = dict(_placed(session, conversation_id, positions=positions))
    moments: dict[int, Stretch] = {}
    for one in findings:
        message = said.get(one.message_position)
        times = times_of(message, one.start, one.end) if message else None
        if times:
            moments[one.id] = Stretch(*times)
    return moments


def _messages(session: Session, conversation_id: int) -> tuple[Message, ...]:
    return tuple(message for _, message in _placed(session, conversation_id))


def _placed(
    session: Session, conversation_id: int, *, positions: Collection[int] | None = None
) -> list[tuple[int, Message]]:
    row = tables.Message
    query = select(row.position, row.role, row.text, row.start_ms, row.end_ms, row.words, row.is_internal).where(
        row.conversation_id == conversation_id
    )
    if positions is not None:
        query = query.where(row.position.in_(positions))
    rows = session.execute(query.order_by(row.position))
    return [
        (
            one.position,
            Message(
                role=Role(one.role),
                text=one.text,
                start_ms=one.start_ms,
                end_ms=one.end_ms,
                words=tuple(Word(*word) for word in one.words or ()),
                is_internal=one.is_internal,
            ),
        )
        for one in rows
    ]


def _measures(recording: tables.Recording, messages: Sequence[Message], marks: Sequence[Mark]) -> CallMeasures | None:
    """Return the stored measures; those of a call that came with its transcript are taken here."""
    if recording.measures:
        return measures_of(recording.measures)
    return measure_call(messages, duration_ms=recording.duration_ms, marks=marks)


def _drawn(talk: Sequence[Stretch], duration_ms: int) -> tuple[Stretch, ...]:
    """Join what cannot be told apart."""
    least = duration_ms / _DRAWN
    drawn: list[Stretch] = []
    for one in talk:
        if drawn and one.start_ms - drawn[-1].end_ms < least:
            drawn[-1] = Stretch(drawn[-1].start_ms, max(drawn[-1].end_ms, one.end_ms), one.role)
        else:
            drawn.append(one)
    return tuple(drawn)
