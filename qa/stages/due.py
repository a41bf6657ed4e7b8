"""Which work is due. The state of each conversation says it; the queue only carries it out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from qa.store import tables
from qa.store.tables import State

BLOCK = 50
"""Conversations with neighbouring row ids are checked together, this many at most."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A conversation that could not be worked on, and why."""

    conversation_id: int
    external_id: str
    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class CallUnderWay:
    """A call that is being transcribed, and how far it is, in milliseconds of the call."""

    external_id: str
    done_ms: int
    total_ms: int


@dataclass(frozen=True, slots=True)
class WorkStatus:
    """How far all work is: conversations by state, and what failed."""

    counts: Mapping[str, int]
    failures: tuple[Failure, ...]
    workers: int
    transcribed_ms: int
    audio_ms: int
    under_way: tuple[CallUnderWay, ...] = ()

    @property
    def due(self) -> int:
        """Return how many conversations still need work that can be done now."""
        return sum(self.counts.get(state.value, 0) for state in (State.TO_TRANSCRIBE, State.TO_CHECK))

    @property
    def done(self) -> int:
        """Return how many conversations need nothing more."""
        return self.counts.get(State.CHECKED.value, 0)


def blocks_to_check(session: Session, *, limit: int) -> list[int]:
    """Return the numbers of blocks that hold a conversation to check, lowest first."""
    block = tables.Conversation.id // BLOCK
    query = select(block).where(tables.Conversation.state == State.TO_CHECK).distinct().order_by(block)
    return list(session.scalars(query.limit(limit)))


def to_check_in(session: Session, block: int) -> list[int]:
    """Return the ids of the conversations to check in a block."""
    conversation = tables.Conversation
    first = block * BLOCK
    return list(
        session.scalars(
            select(conversation.id)
            .where(conversation.id >= first, conversation.id < first + BLOCK, conversation.state == State.TO_CHECK)
            .order_by(conversation.id)
        )
    )


def calls_to_transcribe(session: Session, *, limit: int) -> list[int]:
    """Return the ids of calls to transcribe, lowest first."""
    conversation = tables.Conversation
    query = select(conversation.id).where(conversation.state == State.TO_TRANSCRIBE)
    return list(session.scalars(query.order_by(conversation.id).limit(limit)))


def wake(session: Session, waiting: State, *, to: State) -> int:
    """Send all conversations of one waiting state on; return how many there were."""
    result = session.execute(
        update(tables.Conversation)
        .where(tables.Conversation.state == waiting)
        .values(state=to, state_reason=None)
        .returning(tables.Conversation.id)
    )
    return len(result.all())


def fail(session: Session, conversation_id: int, *, reason: str, now: datetime) -> None:
    """Put a conversation aside with the reason, so that the rest goes on."""
    session.execute(
        update(tables.Conversation)
        .where(tables.Conversation.id == conversation_id)
        .values(state=State.FAILED, state_reason=reason, updated_at=now)
    )


def retry_failed(session: Session, conversation_id: int | None = None) -> int:
    """Try everything that failed again, or that one conversation, from the step it failed in; return how many."""
    conversation = tables.Conversation
    has_words = select(tables.Message.id).where(tables.Message.conversation_id == conversation.id).exists()
    chosen = () if conversation_id is None else (conversation.id == conversation_id,)
    count = 0
    for state, condition in ((State.TO_CHECK, has_words), (State.TO_TRANSCRIBE, ~has_words)):
        result = session.execute(
            update(conversation)
            .where(conversation.state == State.FAILED, condition, *chosen)
            .values(state=state, state_reason=None)
            .returning(conversation.id)
        )
        count += len(result.all())
    return count


def check_again(session: Session) -> int:
    """Mark everything that was checked as due again; return how many conversations that is."""
    return wake(session, State.CHECKED, to=State.TO_CHECK)


def work_status(session: Session, *, now: datetime, failures: int = 50) -> WorkStatus:
    """Tell how far all work is, with at most `failures` of the failed conversations."""
    conversation, recording = tables.Conversation, tables.Recording
    counts = session.execute(select(conversation.state, func.count()).group_by(conversation.state)).all()
    failed = session.execute(
        select(conversation.id, conversation.external_id, conversation.source, conversation.state_reason)
        .where(conversation.state == State.FAILED)
        .order_by(conversation.id)
        .limit(failures)
    ).all()
    alive = tables.Worker.seen_at > now - timedelta(seconds=30)
    done_ms, audio_ms = session.execute(
        select(
            func.coalesce(func.sum(recording.duration_ms).filter(recording.engine.is_not(None)), 0),
            func.coalesce(func.sum(recording.duration_ms), 0),
        )
    ).one()
    return WorkStatus(
        counts={state.value: count for state, count in counts},
        failures=tuple(Failure(id_, external, source, reason or "") for id_, external, source, reason in failed),
        workers=session.scalar(select(func.count()).where(alive)) or 0,
        transcribed_ms=done_ms or 0,
        audio_ms=audio_ms or 0,
        under_way=_calls_under_way(session),
    )


def _calls_under_way(session: Session) -> tuple[CallUnderWay, ...]:
    conversation, recording = tables.Conversation, tables.Recording
    rows = session.execute(
        select(conversation.external_id, recording.progress_ms, recording.progress_total_ms)
        .join(recording, recording.conversation_id == conversation.id)
        .where(conversation.state == State.TO_TRANSCRIBE, recording.progress_total_ms > 0)
        .order_by(conversation.id)
        .limit(20)
    )
    return tuple(CallUnderWay(*row) for row in rows)


def show_alive(session: Session, *, name: str, host: str, pid: int, now: datetime) -> None:
    """Record a worker's sign of life."""
    worker = session.scalar(select(tables.Worker).where(tables.Worker.name == name))
    if worker is None:
        session.add(tables.Worker(name=name, host=host, pid=pid, started_at=now, seen_at=now))
    else:
        worker.seen_at = now


def forget_worker(session: Session, name: str) -> None:
    """Take a worker off the list: it ended in order, or its work was handed on."""
    worker = session.scalar(select(tables.Worker).where(tables.Worker.name == name))
    if worker is not None:
        session.delete(worker)


def silent_workers(session: Session, *, since: datetime) -> Sequence[tables.Worker]:
    """Return the workers that gave no sign of life since then."""
    return session.scalars(select(tables.Worker).where(tables.Worker.seen_at < since)).all()


def workers_on(session: Session, host: str) -> Sequence[tables.Worker]:
    """Return the workers of one machine."""
    return session.scalars(select(tables.Worker).where(tables.Worker.host == host)).all()
