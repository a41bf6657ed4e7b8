"""Drafts of rubrics: opened from a version, changed piece by piece so that two people never lose each other's text."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qa.errors import ConflictError, NotFoundError, RubricDraftError
from qa.rubric.blocks import Block, Blocks, cut_text
from qa.rubric.writing import new_criterion
from qa.stages.rubrics.force import audit
from qa.store import tables

LONGEST_TEXT = 1_500_000
_VERSION = re.compile(r"^version:[ \t]*\S+", re.MULTILINE)
_KEBAB = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def open_draft(session: Session, base_id: int, *, user_id: int, now: datetime) -> tables.RubricDraft:
    """Begin a draft from a stored version, with the version raised. Raises NotFoundError."""
    base = session.get(tables.Rubric, base_id)
    if base is None:
        raise NotFoundError("rubric", base_id)
    return add_draft(session, base.yaml, name=base.name, base_id=base.id, user_id=user_id, now=now)


def add_draft(
    session: Session, text: str, *, name: str, base_id: int | None, user_id: int | None, now: datetime
) -> tables.RubricDraft:
    """Begin a draft from a text; its version becomes one more than the highest stored."""
    draft = tables.RubricDraft(
        name=name,
        base_id=base_id,
        yaml=with_version(text, next_version(session, name)),
        created_by_id=user_id,
        updated_by_id=user_id,
        created_at=now,
        updated_at=now,
    )
    session.add(draft)
    session.flush()
    return draft


def find_draft(session: Session, draft_id: int) -> tables.RubricDraft:
    """Return a draft that is still being written. Raises NotFoundError."""
    draft = session.get(tables.RubricDraft, draft_id)
    if draft is None or draft.published_id is not None:
        raise NotFoundError("draft", draft_id)
    return draft


def save_part(
    session: Session, draft_id: int, body: str, *, key: str, user_id: int, now: datetime
) -> tuple[tables.RubricDraft, int]:
    """Put a new text where the piece of that key stands; return the draft and the piece's position.

    Pieces that others changed in the meantime stay. Raises ConflictError when somebody changed this very piece,
    NotFoundError, RubricDraftError for a text too long or empty.
    """
    draft = _locked(session, draft_id)
    blocks = pieces_of(draft)
    position = blocks.position_of(key)
    if position is None:
        raise ConflictError("This criterion", current=draft.revision)
    if not body.strip():
        raise RubricDraftError("The text is empty. To take a criterion out, use “Take out”.")
    changed = blocks.with_body(position, body.replace("\r\n", "\n"))
    _store(draft, changed.text(), user_id=user_id, now=now)
    return draft, min(position, len(changed.blocks) - 1)


def save_text(
    session: Session, draft_id: int, text: str, *, revision: int, user_id: int, now: datetime
) -> tables.RubricDraft:
    """Replace the whole text. Raises ConflictError when the draft was changed since that revision."""
    draft = _locked(session, draft_id)
    if draft.revision != revision:
        raise ConflictError("This draft", current=draft.revision)
    _store(draft, text.replace("\r\n", "\n"), user_id=user_id, now=now)
    return draft


def add_criterion(
    session: Session, draft_id: int, id: str, *, dimension: str, user_id: int, now: datetime
) -> tuple[tables.RubricDraft, int]:
    """Add a criterion that people rate, after the last of its dimension; return the draft and its position.

    Raises RubricDraftError for an id that is taken or no kebab-case.
    """
    draft = _locked(session, draft_id)
    blocks = pieces_of(draft)
    if not _KEBAB.fullmatch(id):
        raise RubricDraftError("“%(id)s” cannot be an id: small letters and hyphens, such as polite-closing.", id=id)
    if any(one.id == id for one in blocks.criteria):
        raise RubricDraftError("There is a criterion “%(id)s” already.", id=id)
    indent = _indent(blocks)
    added = Block("\n", new_criterion(id, dimension=dimension, indent=indent).lstrip("\n"), 0)
    written = re.compile(rf"^\s+dimension:\s*{re.escape(dimension)}\s*$", re.MULTILINE)
    place = max((at for at, one in enumerate(blocks.criteria) if written.search(one.body)), default=-1) + 1
    place = place or len(blocks.criteria)
    criteria = (*blocks.criteria[:place], added, *blocks.criteria[place:])
    _store(draft, blocks.with_criteria(criteria).text(), user_id=user_id, now=now)
    return draft, place + 1


def remove_criterion(session: Session, draft_id: int, *, key: str, user_id: int, now: datetime) -> tables.RubricDraft:
    """Take a criterion out. Raises ConflictError when somebody changed it in the meantime."""
    draft = _locked(session, draft_id)
    blocks = pieces_of(draft)
    position = blocks.position_of(key)
    if not position:
        raise ConflictError("This criterion", current=draft.revision)
    gone = blocks.blocks[position]
    left = [one for one in blocks.criteria if one is not gone]
    if gone.lead.strip() and position - 1 < len(left):  # comments above it may head what follows
        left[position - 1] = replace(left[position - 1], lead=gone.lead)
    rest = gone.lead if gone.lead.strip() and position - 1 >= len(left) else ""
    _store(draft, blocks.with_criteria(left).text() + rest, user_id=user_id, now=now)
    return draft


def move_criterion(
    session: Session, draft_id: int, *, key: str, by: int, user_id: int, now: datetime
) -> tuple[tables.RubricDraft, int]:
    """Move a criterion up (-1) or down (1), as reviewers meet it; return the draft and its new position."""
    draft = _locked(session, draft_id)
    blocks = pieces_of(draft)
    position = blocks.position_of(key)
    if not position:
        raise ConflictError("This criterion", current=draft.revision)
    other = position + by
    if not 1 <= other < len(blocks.blocks):
        return draft, position
    criteria = list(blocks.criteria)
    left, right = sorted((position - 1, other - 1))
    criteria[left], criteria[right] = (
        replace(criteria[right], lead=criteria[left].lead),
        replace(criteria[left], lead=criteria[right].lead),
    )
    _store(draft, blocks.with_criteria(criteria).text(), user_id=user_id, now=now)
    return draft, other


def raise_version(session: Session, draft_id: int, *, user_id: int, now: datetime) -> tables.RubricDraft:
    """Give a draft the next free version number, where another took its own."""
    draft = _locked(session, draft_id)
    _store(draft, with_version(draft.yaml, next_version(session, draft.name)), user_id=user_id, now=now)
    return draft


def discard_draft(session: Session, draft_id: int, *, user_id: int, now: datetime) -> None:
    """Throw a draft away, with all that was tried on it."""
    draft = find_draft(session, draft_id)
    audit(session, "discard draft", subject="rubric_draft", subject_id=draft.id, user_id=user_id, now=now)
    session.delete(draft)


def pieces_of(draft: tables.RubricDraft) -> Blocks:
    """Cut a draft's text into its pieces; where that cannot be done, the whole is one piece."""
    return cut_text(draft.yaml) or Blocks((Block("", draft.yaml, 1),))


def hash_of(draft: tables.RubricDraft) -> str:
    """Return the SHA-256 of a draft's text, under which what was tried on it is kept."""
    return sha256(draft.yaml.encode()).hexdigest()


def next_version(session: Session, name: str) -> int:
    """Return one more than the highest stored version of a rubric."""
    row = tables.Rubric
    return (session.scalar(select(func.max(row.version)).where(row.name == name)) or 0) + 1


def with_version(text: str, version: int) -> str:
    """Return the text with another version number; unchanged where it has none."""
    return _VERSION.sub(f"version: {version}", text, count=1)


def _locked(session: Session, draft_id: int) -> tables.RubricDraft:
    find_draft(session, draft_id)
    return session.get_one(tables.RubricDraft, draft_id, with_for_update=True, populate_existing=True)


def _store(draft: tables.RubricDraft, text: str, *, user_id: int, now: datetime) -> None:
    if len(text) > LONGEST_TEXT:
        raise RubricDraftError(
            "A rubric has at most %(most)s characters; this one would have %(count)s.",
            most=LONGEST_TEXT,
            count=len(text),
        )
    if text != draft.yaml:
        draft.yaml = text
        draft.revision += 1
        draft.updated_by_id, draft.updated_at = user_id, now


def _indent(blocks: Blocks) -> int:
    first = next(iter(blocks.criteria), None)
    return len(first.body) - len(first.body.lstrip(" ")) if first else 2
