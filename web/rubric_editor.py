"""One piece of a rubric's draft as the editor shows it: as form and as YAML, with what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from qa import registry
from qa.domain.conversation import Channel
from qa.domain.rubric import DIMENSIONS, CheckState
from qa.errors import LocatedError
from qa.rubric.blocks import Block
from qa.rubric.examples_of import VERDICT_KEYS
from qa.rubric.form import CriterionFields, read_fields
from qa.rubric.head import HeadFields, read_head
from qa.rubric.lint_part import lint_part
from qa.stages.rubrics import drafts
from qa.store import tables
from web.languages import page_language
from web.rubric_form import anchor_points

FILE = "draft"


@dataclass(frozen=True, slots=True)
class Editor:
    """One piece of a draft, both ways. `fields` and `head` are None where the YAML cannot be read."""

    draft: tables.RubricDraft
    position: int
    block: Block
    fields: CriterionFields | None
    head: HeadFields | None
    problems: tuple[LocatedError, ...]
    languages: tuple[str, ...]
    points: tuple[str, ...]
    saved_at: datetime
    stored_key: str
    problem: str = ""
    conflict: bool = False
    other: str | None = None

    @property
    def last_line(self) -> int:
        """Return the number of the piece's last line."""
        return self.block.line + max(0, self.block.body.count("\n") - 1)


CHANNELS = tuple(channel.value for channel in Channel)
STATES = tuple(state.value for state in CheckState)
CHOICES = {
    "all_dimensions": DIMENSIONS,
    "all_channels": CHANNELS,
    "all_states": STATES,
    "verdict_keys": tuple(VERDICT_KEYS),
}


def open_piece(draft: tables.RubricDraft, position: int) -> Editor:
    """Show a piece of a draft; the first criterion where there is none at that position."""
    blocks = drafts.pieces_of(draft)
    at = position if 0 <= position < len(blocks.blocks) else min(1, len(blocks.blocks) - 1)
    block = blocks.blocks[at]
    fields = read_fields(block.body) if at else None
    head = read_head(block.body) if not at else None
    return Editor(
        draft=draft,
        position=at,
        block=block,
        fields=fields,
        head=head,
        problems=tuple(lint_part(blocks, at, file=FILE)),
        languages=_languages(fields, head),
        points=anchor_points(fields) if fields else (),
        saved_at=draft.updated_at,
        stored_key=block.key,
    )


def typed_yaml(
    editor: Editor, body: str, *, problem: str, conflict: bool = False, other: str | None = None
) -> Editor:  # fmt: skip
    """Show YAML that could not be saved, and why; `other` is who changed the piece first."""
    fields = read_fields(body) if editor.position else None
    return replace(
        editor,
        block=replace(editor.block, body=body),
        fields=fields,
        head=None if editor.position else read_head(body),
        points=anchor_points(fields) if fields else (),
        problem=problem,
        conflict=conflict,
        other=other,
    )


def typed_fields(editor: Editor, fields: CriterionFields | None, *, problem: str) -> Editor:
    """Show a form that could not be written into the YAML, and why."""
    if fields is None:
        return replace(editor, problem=problem)
    return replace(editor, fields=fields, points=anchor_points(fields), problem=problem)


def _languages(fields: CriterionFields | None, head: HeadFields | None) -> tuple[str, ...]:
    """Return the page's language first, then all that checks know, then any other that is written."""
    written = (*fields.title, *fields.question, *fields.why) if fields else tuple(head.title) if head else ()
    return tuple(dict.fromkeys((page_language(), "en", *registry.languages(), *written)))
