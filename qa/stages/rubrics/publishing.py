"""Publishes a rubric: checked once more, stored for ever under its own version, in force from now or from a day on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.rubric import Rubric
from qa.errors import ConflictError, RubricDraftError, Sentence
from qa.rubric.compare import RubricChange, compare_rubrics
from qa.settings import Settings
from qa.stages.reviewing.rubrics import rubric_of
from qa.stages.rubrics.drafts import find_draft, next_version
from qa.stages.rubrics.force import audit, put_in_force
from qa.stages.rubrics.texts import read_text
from qa.stages.rubrics.trials import passing_trial
from qa.stages.rubrics.trying_examples import file_of
from qa.store import tables


@dataclass(frozen=True, slots=True)
class Publication:
    """How a rubric is published. `from_at` in the past means now; `accepts_not_run` names examples nobody could run."""

    note: str = ""
    from_at: datetime | None = None
    rechecks: bool = True
    accepts_not_run: bool = False


@dataclass(frozen=True, slots=True)
class Readiness:
    """What stands in the way of publishing a draft; `not_run` examples have to be accepted by name.

    `obstacle` is unreadable, version, same or untried, with what fills its words in `details`; empty when nothing is.
    """

    obstacle: str = ""
    problem: str = ""
    details: Mapping[str, str | int] = field(default_factory=dict)
    not_run: int = 0

    @property
    def is_ready(self) -> bool:
        """Tell whether nothing stands in the way."""
        return not self.obstacle


def readiness(session: Session, draft_id: int, *, settings: Settings) -> Readiness:
    """Say what is still missing before a draft can be published."""
    draft = find_draft(session, draft_id)
    rubric, problems = _read(draft.yaml, file_of(settings))
    if rubric is None or problems:
        said: dict[str, str | int] = {"number": len(problems), "first": problems[0]}
        return Readiness("unreadable", f"Problems in the text: {len(problems)}. The first: {problems[0]}", said)
    stored = next_version(session, rubric.name)
    if rubric.version < stored:
        told = f"Version {rubric.version} is stored already; this one must be {stored} or more."
        return Readiness("version", told, {"version": rubric.version, "wanted": stored})
    if draft.base_id is not None and compare_rubrics(rubric_of(session, draft.base_id), rubric).is_empty:
        return Readiness("same", "Nothing differs from the version the draft began as.")
    trial = passing_trial(session, draft)
    if trial is None:
        return Readiness("untried", "The examples have not passed on this very text. Run all examples first.")
    return Readiness(not_run=int(trial.result.get("not_run", 0)))


def publish_draft(  # noqa: PLR0913 - a draft, how, who and when
    session: Session,
    draft_id: int,
    publication: Publication,
    *,
    revision: int,
    user_id: int,
    settings: Settings,
    now: datetime,
) -> tables.Rubric:
    """Publish a draft as a new version that never changes again, and put it in force.

    Reviews and drafts of reviews keep the version they were begun with. Raises RubricDraftError saying what is
    missing, ConflictError where the draft was changed since that revision.
    """
    draft = find_draft(session, draft_id)
    if draft.revision != revision:
        raise ConflictError("This draft", current=draft.revision)
    ready = readiness(session, draft_id, settings=settings)
    if not ready.is_ready:
        raise RubricDraftError(ready.problem)
    if ready.not_run and not publication.accepts_not_run:
        raise RubricDraftError(
            "%(not_run)s examples could not be run. Start what they need and run them again, or accept it.",
            not_run=ready.not_run,
        )
    row = publish_text(session, draft.yaml, publication, user_id=user_id, settings=settings, now=now)
    draft.published_id = row.id
    return row


def publish_text(
    session: Session,
    text: str,
    publication: Publication,
    *,
    user_id: int | None,
    settings: Settings,
    now: datetime,
) -> tables.Rubric:
    """Store a text whose examples passed as a new version and put it in force. Raises RubricDraftError."""
    rubric, problems = _read(text, file_of(settings))
    if rubric is None or problems:
        raise RubricDraftError(
            "Problems in the text: %(count)s. The first: %(first)s", count=len(problems), first=problems[0]
        )
    row = _stored(session, rubric, text, now=now)
    put_in_force(
        session,
        row.id,
        from_at=publication.from_at or now,
        note=publication.note.strip(),
        rechecks=publication.rechecks,
        user_id=user_id,
        now=now,
    )
    details: dict[str, object] = {"version": row.version, "name": row.name, "content_hash": row.content_hash}
    if publication.accepts_not_run:
        details["accepted"] = "examples that could not be run"
    audit(session, "publish rubric", subject="rubric", subject_id=row.id, user_id=user_id, now=now, details=details)
    return row


def change_of(session: Session, draft: tables.RubricDraft, *, settings: Settings) -> RubricChange | None:
    """Say what a draft changes of the version it began as; None where it cannot be read or began as none."""
    rubric = read_text(draft.yaml, file_of(settings)).rubric
    if rubric is None or draft.base_id is None:
        return None
    return compare_rubrics(rubric_of(session, draft.base_id), rubric)


def _stored(session: Session, rubric: Rubric, text: str, *, now: datetime) -> tables.Rubric:
    """Store a new version, or find the row of a text that came from the settings' file before."""
    row = tables.Rubric
    content_hash = sha256(text.encode()).hexdigest()
    known = session.scalar(select(row).where(row.name == rubric.name, row.content_hash == content_hash))
    if known is not None:
        return known
    if rubric.version < (lowest := next_version(session, rubric.name)):
        raise RubricDraftError(
            "%(name)s, version %(version)s, differs from what is stored: 'version' must be %(lowest)s or more.",
            name=rubric.name,
            version=rubric.version,
            lowest=lowest,
        )
    added = tables.Rubric(
        name=rubric.name,
        version=rubric.version,
        content_hash=content_hash,
        yaml=text,
        is_active=False,
        created_at=now,
    )
    session.add(added)
    session.flush()
    return added


def _read(text: str, file: str) -> tuple[Rubric | None, list[Sentence]]:
    """Read a whole text; problems as `line 12: ...`."""
    read = read_text(text, file)
    if read.problems:
        return None, [
            Sentence("line %(line)s: %(problem)s", line=one.line, problem=one.problem) for one in read.problems
        ]
    return read.rubric, []
