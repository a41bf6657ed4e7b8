"""Takes decisions that change the rubric into a draft of its next version, as remarks at the lines they speak of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.errors import CalibrationError
from qa.rubric.blocks import Block, Blocks
from qa.stages.calibrating.precedents import decisions_for_draft, mark_drafted
from qa.stages.rubrics.drafts import open_draft, pieces_of, save_text
from qa.store import tables

_WIDTH = 100


def draft_decisions(session: Session, rubric_name: str, *, user_id: int, now: datetime) -> tables.RubricDraft:
    """Write the decisions into the draft that is open, or into a new one of the version in force; each once.

    Raises CalibrationError when there is nothing to write or no version to begin from.
    """
    decisions = decisions_for_draft(session, rubric_name)
    if not decisions:
        raise CalibrationError("none_to_draft", "Every decision that changes the rubric is in a draft already.")
    draft = _open(session, rubric_name, user_id=user_id, now=now)
    text = _with_remarks(pieces_of(draft), decisions)
    saved = save_text(session, draft.id, text, revision=draft.revision, user_id=user_id, now=now)
    mark_drafted(session, decisions, now=now)
    return saved


def remarks_of(decision: tables.Precedent) -> list[str]:
    """Return the lines of a remark, without their sign: what was decided, why, by whose hand, and the words."""
    owner = decision.owner.name if decision.owner else "nobody"
    head = f"Calibration {decision.session.name!r}, {decision.decided_at:%Y-%m-%d}: {decision.kind.replace('_', ' ')}"
    lines = [f"{head} (owner: {owner}, from {decision.effective_on.isoformat()})", decision.reason]
    if decision.quote:
        lines.append(f"{decision.verdict or 'example'}: “{decision.quote}”")
    return [part for line in lines for part in _folded(line)]


def _open(session: Session, rubric_name: str, *, user_id: int, now: datetime) -> tables.RubricDraft:
    draft, rubric = tables.RubricDraft, tables.Rubric
    found = session.scalars(
        select(draft).where(draft.name == rubric_name, draft.published_id.is_(None)).order_by(draft.id.desc()).limit(1)
    ).one_or_none()
    if found is not None:
        return found
    base = session.scalar(
        select(rubric.id).where(rubric.name == rubric_name).order_by(rubric.is_active.desc(), rubric.id.desc()).limit(1)
    )
    if base is None:
        raise CalibrationError("none_to_draft", f"There is no rubric {rubric_name!r} to begin a draft from.")
    return open_draft(session, base, user_id=user_id, now=now)


def _with_remarks(blocks: Blocks, decisions: Sequence[tables.Precedent]) -> str:
    """Return the text with each remark at the end of its criterion; of one that is gone, at the end of the text."""
    known = {block.id for block in blocks.criteria}
    criteria = [_remarked(block, [one for one in decisions if one.criterion == block.id]) for block in blocks.criteria]
    rest = [one for one in decisions if one.criterion not in known]
    text = blocks.with_criteria(criteria).text()
    return text if not rest else text.rstrip("\n") + "\n" + "".join(_comments(rest, indent=0))


def _remarked(block: Block, decisions: Iterable[tables.Precedent]) -> Block:
    indent = len(block.body) - len(block.body.lstrip(" ")) + 2
    remarks = "".join(_comments(decisions, indent=indent))
    if not remarks:
        return block
    body = block.body.rstrip("\n")
    return replace(block, body=f"{body}\n{remarks}{block.body[len(body) + 1 :]}")


def _comments(decisions: Iterable[tables.Precedent], *, indent: int) -> Iterator[str]:
    for one in decisions:
        for line in remarks_of(one):
            yield f"{' ' * indent}# {line}\n"


def _folded(text: str) -> Iterator[str]:
    """Fold a text into lines; every kind of line break becomes a space, so that a remark stays a remark."""
    line = ""
    for word in text.split():
        if line and len(line) + len(word) >= _WIDTH:
            yield line
            line = ""
        line = f"{line} {word}".strip()
    if line:
        yield line
