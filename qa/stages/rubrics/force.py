"""Which published rubric is in force: a stored fact, with what was in force before and what will be."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from qa.errors import NotFoundError, RubricDraftError
from qa.rubric.load import parse_rubric
from qa.settings import Settings
from qa.stages.notices import notify
from qa.store import tables
from qa.store.tables import State, UserRole

_TOLD = (UserRole.REVIEWER, UserRole.COACH, UserRole.MANAGER, UserRole.ADMIN)


def term_at(session: Session, now: datetime) -> tables.RubricTerm | None:
    """Return the term that runs at a moment; None before the first, when the settings' file is in force."""
    term = tables.RubricTerm
    return session.scalar(
        select(term).where(term.from_at <= now).order_by(term.from_at.desc(), term.id.desc()).limit(1)
    )


def begin_term(session: Session, *, now: datetime) -> tables.RubricTerm | None:
    """Put the rubric of the present term in force, alone, and see to what its beginning asks for; return the term.

    Done once for each term: people are told, and conversations that nobody has reviewed are due again where the term
    says so. Reviews and drafts of reviews keep the version they were begun with.
    """
    running = term_at(session, now)
    if running is None or running.begun_at is not None:
        return running
    rubric, term = tables.Rubric, tables.RubricTerm
    session.execute(update(rubric).where(rubric.is_active, rubric.id != running.rubric_id).values(is_active=False))
    session.execute(update(rubric).where(rubric.id == running.rubric_id).values(is_active=True))
    begun = session.scalars(select(term).where(term.from_at <= now, term.begun_at.is_(None))).all()
    if any(one.rechecks for one in begun):
        _check_unreviewed_again(session, now=now)
    for one in begun:
        one.begun_at = now
    _tell(session, running.rubric, user_id=running.set_by_id, now=now)
    session.flush()
    return running


def begin_terms(session: Session, settings: Settings, now: datetime) -> None:
    """Begin the term whose time has come; a chore."""
    waiting = select(tables.RubricTerm.id).where(tables.RubricTerm.from_at <= now, tables.RubricTerm.begun_at.is_(None))
    if session.scalar(waiting.limit(1)) is not None:
        begin_term(session, now=now)


def count_unreviewed(session: Session) -> int:
    """Count the checked conversations that no review looked at: those that a new version would judge anew."""
    row = tables.Conversation
    return session.scalar(select(func.count(row.id)).where(row.state == State.CHECKED, row.reviewed_at.is_(None))) or 0


def put_in_force(  # noqa: PLR0913 - each is a field of the row
    session: Session,
    rubric_id: int,
    *,
    from_at: datetime,
    note: str = "",
    rechecks: bool = True,
    user_id: int | None,
    now: datetime,
) -> tables.RubricTerm:
    """Put a stored version in force from a moment on; what lies in the past means now.

    Raises NotFoundError for an unknown version, RubricError for one written for kinds of checks that are not
    installed any more, RubricDraftError where it is in force then already.
    """
    row = session.get(tables.Rubric, rubric_id)
    if row is None:
        raise NotFoundError("rubric", rubric_id)
    parse_rubric(row.yaml, f"{row.name}.yaml")
    begins = max(from_at, now)
    running = term_at(session, begins)
    if running is not None and running.rubric_id == rubric_id:
        raise RubricDraftError(
            "%(name)s, version %(version)s, is in force then already.", name=row.name, version=row.version
        )
    term = tables.RubricTerm(
        rubric_id=rubric_id, from_at=begins, note=note, rechecks=rechecks, set_by_id=user_id, created_at=now
    )
    session.add(term)
    session.flush()
    audit(
        session,
        "put rubric in force",
        subject="rubric",
        subject_id=rubric_id,
        user_id=user_id,
        now=now,
        details={"version": row.version, "name": row.name, "from": begins.isoformat(), "rechecks": rechecks},
    )
    begin_term(session, now=now)
    return term


def cancel_term(session: Session, term_id: int, *, user_id: int, now: datetime) -> None:
    """Take back a term that has not begun. Raises NotFoundError, RubricDraftError where it has begun."""
    term = session.get(tables.RubricTerm, term_id)
    if term is None:
        raise NotFoundError("term", term_id)
    if term.from_at <= now:
        raise RubricDraftError("This version is in force already; put another in force instead.")
    audit(session, "cancel term", subject="rubric", subject_id=term.rubric_id, user_id=user_id, now=now)
    session.delete(term)


def audit(  # noqa: PLR0913 - each is a field of the row
    session: Session,
    action: str,
    *,
    subject: str,
    subject_id: int,
    user_id: int | None,
    now: datetime,
    details: dict[str, object] | None = None,
) -> None:
    """Write down who did what to a rubric."""
    session.add(
        tables.AuditEvent(
            at=now, user_id=user_id, action=action, subject=subject, subject_id=subject_id, details=details or {}
        )
    )


def _check_unreviewed_again(session: Session, *, now: datetime) -> None:
    row = tables.Conversation
    session.execute(
        update(row)
        .where(row.state == State.CHECKED, row.reviewed_at.is_(None))
        .values(state=State.TO_CHECK, updated_at=now)
        .execution_options(synchronize_session=False)
    )


def _tell(session: Session, row: tables.Rubric, *, user_id: int | None, now: datetime) -> None:
    """Tell all who rate by it; who put it in force knows."""
    user = tables.User
    told = session.scalars(select(user.id).where(user.is_active, user.role.in_(_TOLD), user.id != (user_id or 0)))
    notify(
        session,
        users=told,
        kind="rubric_published",
        subject="rubric",
        subject_id=row.id,
        path=f"/rubrics/{row.id}",
        details={"rubric": row.name, "version": row.version},
        now=now,
    )
