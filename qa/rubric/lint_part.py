"""Lints one piece of a rubric: while it is being written in a fraction of the time the whole takes, or in earnest."""

from __future__ import annotations

from qa.errors import LocatedError, RubricError, Sentence
from qa.places import Problems
from qa.ports import Materials, Reader
from qa.rubric.blocks import Blocks
from qa.rubric.lint import lint_rubric

_HEAD = "rubric: rubric\nversion: 1\ntitle: rubric\n"
_CRITERION = "  - {id: criterion, dimension: tone, title: criterion}\n"


def lint_part(
    blocks: Blocks,
    position: int,
    *,
    file: str,
    channels: tuple[str, ...] = (),
    reader: Reader | None = None,
    materials: Materials | None = None,
) -> list[LocatedError]:
    """Return what is wrong with one piece (the head is 0), at its own lines of the whole file.

    Of other criteria only the ids are looked at. Patterns and examples are tried with a reader alone.
    `channels` are the rubric's own.
    """
    block = blocks.blocks[position]
    if position == 0:
        return lint_rubric(block.body + _CRITERION, file)
    found = lint_rubric(alone(blocks, position, channels=channels), file, reader=reader, materials=materials)
    twin = next((one for one in blocks.criteria if one.id == block.id and one is not block), None)
    if block.id and twin is not None:
        problems = Problems(file, RubricError)
        problem = Sentence(
            "criterion %(id)s is given twice, also in line %(line)s: ids must differ.",
            id=repr(block.id),
            line=twin.line,
        )
        problems.add_at(block.line, problem)
        found = [*problems.found, *found]
    return found


def alone(blocks: Blocks, position: int, *, channels: tuple[str, ...] = ()) -> str:
    """Return a rubric of one criterion, which stands in the same lines as in the whole."""
    block = blocks.blocks[position]
    head = _HEAD + (f"channels: [{', '.join(channels)}]\n" if channels else "") + "criteria:\n"
    return head + "\n" * max(0, block.line - 1 - head.count("\n")) + block.body
