"""The stored versions of rubrics: which there are, since when each was in force, and how many reviews keep it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from qa.domain.rubric import Rubric
from qa.errors import NotFoundError
from qa.rubric.load import load_rubric
from qa.settings import Settings
from qa.stages.reviewing.rubrics import rubric_of
from qa.stages.rubrics.force import term_at
from qa.store import tables


@dataclass(frozen=True, slots=True)
class Term:
    """A time a version is in force; `until` is None while nothing follows."""

    id: int
    from_at: datetime
    until: datetime | None
    note: str
    set_by: str | None


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A stored version. `reviews` are pinned to it; `terms` are empty where it came from the settings' file."""

    id: int
    name: str
    version: int
    content_hash: str
    created_at: datetime
    is_in_force: bool
    reviews: int
    terms: tuple[Term, ...]

    @property
    def since(self) -> datetime:
        """Return since when it is, or was last, in force."""
        return self.terms[-1].from_at if self.terms else self.created_at

    def coming(self, now: datetime) -> Term | None:
        """Return the term that is still to begin, if there is one."""
        return next((term for term in self.terms if term.from_at > now), None)


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft that is being written."""

    id: int
    name: str
    base_version: int | None
    updated_by: str | None
    updated_at: datetime


def list_versions(session: Session, *, now: datetime, name: str | None = None) -> tuple[VersionLine, ...]:
    """Return the stored versions of all rubrics, or of one, the newest of each first."""
    row, review = tables.Rubric, tables.Review
    query = select(row.id, row.name, row.version, row.content_hash, row.created_at, row.is_active)
    if name is not None:
        query = query.where(row.name == name)
    rows = session.execute(query.order_by(row.name, row.version.desc(), row.id.desc())).all()
    counted = session.execute(select(review.rubric_id, func.count(review.id)).group_by(review.rubric_id))
    reviews = {row[0]: row[1] for row in counted}
    terms = _terms(session)
    in_force = in_force_id(session, now=now)
    return tuple(
        VersionLine(
            id=one.id,
            name=one.name,
            version=one.version,
            content_hash=one.content_hash,
            created_at=one.created_at,
            is_in_force=one.id == in_force,
            reviews=reviews.get(one.id, 0),
            terms=terms.get(one.id, ()),
        )
        for one in rows
    )


def read_version(session: Session, rubric_id: int, *, now: datetime) -> tuple[VersionLine, Rubric]:
    """Return a version with its content. Raises NotFoundError."""
    row = session.get(tables.Rubric, rubric_id)
    if row is None:
        raise NotFoundError("rubric", rubric_id)
    line = next(one for one in list_versions(session, now=now, name=row.name) if one.id == rubric_id)
    return line, rubric_of(session, rubric_id)


def read_yaml(session: Session, name: str, version: int | None = None) -> str:
    """Return the text of a version, the newest by default. Raises NotFoundError."""
    row = tables.Rubric
    query = select(row.yaml).where(row.name == name).order_by(row.version.desc(), row.id.desc())
    if version is not None:
        query = query.where(row.version == version)
    text = session.scalar(query.limit(1))
    if text is None:
        raise NotFoundError("rubric", name if version is None else f"{name}, version {version}")
    return text


def in_force_id(session: Session, *, now: datetime) -> int | None:
    """Return the row id of the version in force, None before any was stored."""
    term = term_at(session, now)
    if term is not None:
        return term.rubric_id
    row = tables.Rubric
    return session.scalar(select(row.id).where(row.is_active).order_by(row.id.desc()).limit(1))


def present_rubric(session: Session, settings: Settings, *, now: datetime) -> Rubric:
    """Return the rubric in force without storing anything: the published one, else the settings' file.

    Raises RubricError for a file that does not read, OSError without one.
    """
    term = term_at(session, now)
    return rubric_of(session, term.rubric_id) if term is not None else load_rubric(settings.rubric)


def list_drafts(session: Session) -> tuple[DraftLine, ...]:
    """Return the drafts being written, the one touched last first."""
    row, base, user = tables.RubricDraft, tables.Rubric, tables.User
    query = (
        select(row.id, row.name, base.version, user.name.label("updated_by"), row.updated_at)
        .join(base, base.id == row.base_id, isouter=True)
        .join(user, user.id == row.updated_by_id, isouter=True)
        .where(row.published_id.is_(None))
        .order_by(row.updated_at.desc())
    )
    return tuple(
        DraftLine(
            id=one.id,
            name=one.name,
            base_version=one.version,
            updated_by=one.updated_by,
            updated_at=one.updated_at,
        )
        for one in session.execute(query)
    )


def _terms(session: Session) -> dict[int, tuple[Term, ...]]:
    """Return the terms by rubric, in order; one lasts until the next of any rubric begins."""
    row = tables.RubricTerm
    query = select(row).options(joinedload(row.set_by)).order_by(row.from_at, row.id)
    rows: Sequence[tables.RubricTerm] = session.scalars(query).all()
    found: dict[int, tuple[Term, ...]] = {}
    for index, one in enumerate(rows):
        until = rows[index + 1].from_at if index + 1 < len(rows) else None
        term = Term(one.id, one.from_at, until, one.note, one.set_by.name if one.set_by else None)
        found[one.rubric_id] = (*found.get(one.rubric_id, ()), term)
    return found
