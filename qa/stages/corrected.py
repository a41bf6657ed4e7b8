"""Which lines of a call people corrected, and what they were before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from qa.domain.conversation import Channel
from qa.errors import NotFoundError
from qa.store import tables


@dataclass(frozen=True, slots=True)
class PastChange:
    """One change of a line, as its history shows it."""

    revision: int
    before: str
    after: str
    by: str | None
    at: datetime
    undoes: int | None


@dataclass(frozen=True, slots=True)
class CorrectedLine:
    """A line whose words a person wrote. `original` is what the engine had heard; `by` and `at` are of the last change.

    `changes` are those that led to the text in force, oldest first.
    """

    position: int
    original: str
    text: str
    changes: tuple[PastChange, ...]

    @property
    def by(self) -> str | None:
        """Return who changed it last; None for an account that is gone."""
        return self.changes[-1].by

    @property
    def at(self) -> datetime:
        """Return when it was changed last."""
        return self.changes[-1].at


@dataclass(frozen=True, slots=True)
class LineView:
    """A line to be corrected. `revision` counts all its changes, also those a new transcript left behind.

    `corrected` is None where it stands as it was heard, `changes` are its history where there is one.
    """

    conversation_id: int
    external_id: str
    language: str | None
    message: tables.Message
    revision: int
    corrected: CorrectedLine | None
    changes: tuple[PastChange, ...]


def read_corrections(session: Session, conversation_id: int) -> Mapping[int, CorrectedLine]:
    """Return the corrected lines of a call by their position; a line that was changed back is none."""
    rows = _rows(session, conversation_id)
    if not rows:
        return {}
    message = tables.Message
    texts = session.execute(
        select(message.position, message.text).where(
            message.conversation_id == conversation_id, message.position.in_({row.position for row in rows})
        )
    )
    found = (_line(position, text, [one for one in rows if one.position == position]) for position, text in texts)
    return {one.position: one for one in found if one and one.original != one.text}


def read_line(session: Session, conversation_id: int, position: int) -> LineView:
    """Return a line of a call with its history. Raises NotFoundError for what is none."""
    row, call = tables.Message, tables.Conversation
    found = session.execute(
        select(row, call.external_id, call.language)
        .join(call, call.id == row.conversation_id)
        .where(row.conversation_id == conversation_id, row.position == position, call.channel == Channel.CALL.value)
    ).one_or_none()
    if found is None:
        raise NotFoundError("line", position)
    message, external_id, language = found
    rows = [one for one in _rows(session, conversation_id) if one.position == position]
    line = _line(position, message.text, rows)
    return LineView(
        conversation_id=conversation_id,
        external_id=external_id,
        language=message.language or language,
        message=message,
        revision=rows[-1].revision if rows else 0,
        corrected=line if line and line.original != line.text else None,
        changes=line.changes if line else (),
    )


def _rows(session: Session, conversation_id: int) -> Sequence[tables.MessageCorrection]:
    row = tables.MessageCorrection
    query = select(row).where(row.conversation_id == conversation_id).order_by(row.position, row.revision)
    return session.scalars(query.options(joinedload(row.corrected_by))).all()


def _line(position: int, text: str, rows: Sequence[tables.MessageCorrection]) -> CorrectedLine | None:
    """Follow the changes back from the text in force; none where a new transcript replaced what was corrected."""
    led: list[tables.MessageCorrection] = []
    wanted = text
    for row in reversed(rows):
        if row.after != wanted:
            break
        led.insert(0, row)
        wanted = row.before
    if not led:
        return None
    return CorrectedLine(position, original=wanted, text=text, changes=tuple(_change(row) for row in led))


def _change(row: tables.MessageCorrection) -> PastChange:
    return PastChange(
        revision=row.revision,
        before=row.before,
        after=row.after,
        by=row.corrected_by.name if row.corrected_by else None,
        at=row.corrected_at,
        undoes=row.undoes,
    )
