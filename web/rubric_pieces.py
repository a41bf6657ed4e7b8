"""The criteria of a draft at the side of the editor, told without reading all of the YAML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from qa.rubric.blocks import Block, cut_text
from qa.rubric.form import read_fields
from qa.stages.rubrics import drafts
from qa.store import tables
from web.languages import page_language


@dataclass(frozen=True, slots=True)
class PieceLine:
    """A criterion at the side; the head has position 0. `is_changed` against what the draft began as."""

    position: int
    id: str
    title: str
    dimension: str
    is_changed: bool


def piece_lines(draft: tables.RubricDraft) -> tuple[PieceLine, ...]:
    """Return the criteria of a draft in their order."""
    before = _bodies(draft.base.yaml) if draft.base else frozenset()
    return tuple(
        PieceLine(
            position=position,
            id=block.id,
            title=_title(block),
            dimension=_value(block.body, "dimension"),
            is_changed=bool(before) and block.body not in before,
        )
        for position, block in enumerate(drafts.pieces_of(draft).blocks)
        if position
    )


def _title(block: Block) -> str:
    titles = _titles(_title_lines(block.body))
    if not titles:
        return block.id
    return titles.get(page_language()) or titles.get("en") or next(iter(titles.values()))


def _title_lines(body: str) -> str:
    """Return the line of the title with those that stand deeper below it."""
    lines = body.splitlines()
    start = next((at for at, line in enumerate(lines) if line.strip().startswith("title:")), None)
    if start is None:
        return ""
    depth, end = _depth(lines[start]), start + 1
    while end < len(lines) and _depth(lines[end]) > depth:
        end += 1
    return "\n".join(line[depth:] for line in lines[start:end])


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


@lru_cache(maxsize=512)
def _titles(lines: str) -> Mapping[str, str]:
    fields = read_fields("- " + lines.replace("\n", "\n  ") + "\n") if lines else None
    return fields.title if fields else {}


def _value(body: str, key: str) -> str:
    found = (line.partition(":")[2] for line in body.splitlines() if line.strip().startswith(f"{key}:"))
    return next(found, "").strip()


@lru_cache(maxsize=4)
def _bodies(text: str) -> frozenset[str]:
    blocks = cut_text(text)
    return frozenset(block.body for block in blocks.blocks) if blocks else frozenset()
