"""Keeps short scorecards: which criteria of the rubric in force are asked of which conversations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qa.domain.conversation import Channel
from qa.domain.rubric import Rubric
from qa.domain.scorecard import Scorecard, pinned_criteria
from qa.errors import NotFoundError, ScorecardError
from qa.stages.reviewing.rubrics import active_rubric_id, criteria_for, rubric_of
from qa.store import tables

LONGEST = 80
_CHANNELS = tuple(channel.value for channel in Channel)


@dataclass(frozen=True, slots=True)
class ScorecardOrder:
    """What a scorecard is to be. `channels` and `reasons` empty: for any."""

    name: str
    criteria: Sequence[str]
    channels: Sequence[str] = ()
    reasons: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class ScorecardLine:
    """A scorecard as its list shows it.

    `criteria` are those it comes to with the critical ones, `asked` how many they are, of how many (`of`) the rubric
    has for its channels; `unknown` are criteria that the rubric in force does not have any more; `plans` draw with it.
    """

    id: int
    card: Scorecard
    rubric: str
    is_active: bool
    asked: int
    of: int
    criteria: tuple[str, ...]
    unknown: tuple[str, ...]
    plans: tuple[str, ...]
    updated_at: datetime


def list_scorecards(session: Session, *, only_active: bool = False) -> tuple[ScorecardLine, ...]:
    """Return the scorecards of the rubric in force, those offered first, then by name; none without a rubric."""
    rubric = _rubric_in_force(session)
    if rubric is None:
        return ()
    row = tables.Scorecard
    query = select(row).where(row.rubric == rubric.name).order_by(row.is_active.desc(), func.lower(row.name))
    rows = session.scalars(query.where(row.is_active) if only_active else query).all()
    plans = session.execute(select(tables.SamplingPlan.name, tables.SamplingPlan.scorecards)).all()
    return tuple(_line(one, rubric, [name for name, ids in plans if one.id in ids]) for one in rows)


def read_scorecard(session: Session, scorecard_id: int) -> Scorecard:
    """Return a scorecard as it stands now. Raises NotFoundError."""
    return value_of(_row(session, scorecard_id))


def save_scorecard(
    session: Session, order: ScorecardOrder, *, by: int | None, now: datetime, scorecard_id: int | None = None
) -> tables.Scorecard:
    """Add a scorecard, or change one; samples drawn and reviews begun keep theirs.

    Raises ScorecardError saying what cannot be, NotFoundError for an unknown one.
    """
    rubric = rubric_of(session, active_rubric_id(session))
    name = " ".join(order.name.split())
    criteria = _criteria(order, rubric, name=name)
    row = tables.Scorecard
    other = session.scalar(select(row.id).where(func.lower(row.name) == name.lower()))
    if other is not None and other != scorecard_id:
        raise ScorecardError("There is a scorecard called “%(name)s” already.", name=name)
    if scorecard_id is None:
        kept = tables.Scorecard(version=0, is_active=True, created_by_id=by, created_at=now)
    else:
        kept = _row(session, scorecard_id)
    kept.name, kept.rubric, kept.criteria = name, rubric.name, criteria
    kept.channels, kept.reasons = list(order.channels), list(order.reasons)
    kept.version, kept.updated_at = kept.version + 1, now
    session.add(kept)
    session.flush()
    _record(session, "scorecard.changed" if scorecard_id else "scorecard.added", kept, by=by, now=now)
    return kept


def switch_scorecard(session: Session, scorecard_id: int, *, by: int, now: datetime) -> tables.Scorecard:
    """Take a scorecard off the list, or offer it again. Plans that draw with it go on without it meanwhile."""
    row = _row(session, scorecard_id)
    row.is_active, row.updated_at = not row.is_active, now
    session.flush()
    _record(session, "scorecard.offered" if row.is_active else "scorecard.retired", row, by=by, now=now)
    return row


def value_of(row: tables.Scorecard) -> Scorecard:
    """Return the value a row stands for."""
    return Scorecard(
        id=row.id,
        name=row.name,
        criteria=tuple(row.criteria),
        channels=tuple(row.channels),
        reasons=tuple(row.reasons),
        version=row.version,
    )


def _criteria(order: ScorecardOrder, rubric: Rubric, *, name: str) -> list[str]:
    if not 1 <= len(name) <= LONGEST:
        raise ScorecardError("A scorecard needs a name of 1 to %(most)s characters.", most=LONGEST)
    for channel in order.channels:
        if channel not in _CHANNELS:
            raise ScorecardError(
                "Unknown channel “%(channel)s”. Known: %(known)s.", channel=channel, known=", ".join(_CHANNELS)
            )
    known = [one.id for one in rubric.criteria]
    for criterion in order.criteria:
        if criterion not in known:
            raise ScorecardError(
                "Unknown criterion “%(criterion)s”. Known: %(known)s.", criterion=criterion, known=", ".join(known)
            )
    if not order.criteria:
        raise ScorecardError("Choose at least one criterion; without a scorecard all are asked.")
    return [one for one in known if one in order.criteria]


def _line(row: tables.Scorecard, rubric: Rubric, plans: Sequence[str]) -> ScorecardLine:
    card = value_of(row)
    channels = card.channels or _CHANNELS
    asked = {one.id for channel in channels for one in criteria_for(rubric, channel)}
    whole = [one for one in rubric.criteria if one.id in asked]
    pinned = pinned_criteria(card, whole)
    known = {one.id for one in rubric.criteria}
    return ScorecardLine(
        id=row.id,
        card=card,
        rubric=row.rubric,
        is_active=row.is_active,
        asked=len(pinned),
        of=len(whole),
        criteria=pinned,
        unknown=tuple(one for one in card.criteria if one not in known),
        plans=tuple(sorted(plans)),
        updated_at=row.updated_at,
    )


def _rubric_in_force(session: Session) -> Rubric | None:
    row = tables.Rubric
    found = session.scalar(select(row.id).where(row.is_active).order_by(row.id.desc()).limit(1))
    return None if found is None else rubric_of(session, found)


def _row(session: Session, scorecard_id: int) -> tables.Scorecard:
    row = session.get(tables.Scorecard, scorecard_id)
    if row is None:
        raise NotFoundError("scorecard", scorecard_id)
    return row


def _record(session: Session, action: str, row: tables.Scorecard, *, by: int | None, now: datetime) -> None:
    details = {"name": row.name, "version": row.version, "criteria": list(row.criteria)}
    session.add(
        tables.AuditEvent(at=now, user_id=by, action=action, subject="scorecard", subject_id=row.id, details=details)
    )
    session.flush()
