"""Cuts the text of a rubric into its head and one block for each criterion, also where the YAML in them is broken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

_CRITERIA = re.compile(r"criteria:\s*(#.*)?")
_FIRST = re.compile(r"(?P<indent> *)- ")
_ID = re.compile(r"\s*-?\s*\{?\s*id:\s*[\"']?(?P<id>[^\s\"',}]+)")
_OUTSIDE = re.compile(r"[^\s#]")


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of the text: the head (up to `criteria:`) or a criterion.

    `lead` are the comments and empty lines above it, `body` the piece itself, each line with its end; `line` is the
    number of the body's first line, from 1.
    """

    lead: str
    body: str
    line: int

    @property
    def id(self) -> str:
        """Return the criterion's id as it is written, empty where there is none."""
        found = next((_ID.match(line) for line in self.body.splitlines() if _ID.match(line)), None)
        return found["id"] if found else ""

    @property
    def key(self) -> str:
        """Return what this very text is known by: the beginning of its SHA-256."""
        return sha256(self.body.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Blocks:
    """A rubric's text in pieces: the first is the head. `tail` is what follows the criteria."""

    blocks: tuple[Block, ...]
    tail: str = ""

    @property
    def head(self) -> Block:
        """Return what stands above the criteria, `criteria:` included."""
        return self.blocks[0]

    @property
    def criteria(self) -> tuple[Block, ...]:
        """Return the criteria in their order."""
        return self.blocks[1:]

    def text(self) -> str:
        """Return the whole text again."""
        return "".join(block.lead + block.body for block in self.blocks) + self.tail

    def with_body(self, position: int, body: str) -> Blocks:
        """Return the pieces with another body at a position (0 is the head), lines counted anew."""
        ended = body if body.endswith("\n") else body + "\n"
        changed = [*self.blocks]
        changed[position] = replace(changed[position], body=ended)
        return cut_text("".join(one.lead + one.body for one in changed) + self.tail) or self

    def with_criteria(self, criteria: Sequence[Block]) -> Blocks:
        """Return the pieces with other criteria, or the same in another order."""
        whole = "".join(one.lead + one.body for one in (self.head, *criteria)) + self.tail
        return cut_text(whole) or self

    def position_of(self, key: str) -> int | None:
        """Return where the piece of that key stands, None where no piece reads so."""
        return next((index for index, block in enumerate(self.blocks) if block.key == key), None)


def cut_text(text: str) -> Blocks | None:
    """Cut a rubric's text; None where its criteria are not written as a list with one `-` each."""
    lines = text.splitlines(keepends=True)
    start = next((index for index, line in enumerate(lines) if _CRITERIA.fullmatch(line.rstrip())), None)
    if start is None:
        return None
    first = next((match for line in lines[start + 1 :] if (match := _FIRST.match(line))), None)
    if first is None:
        return Blocks((Block("", "".join(lines[: start + 1]), 1),), "".join(lines[start + 1 :]))
    starts = [index for index in range(start + 1, len(lines)) if lines[index].startswith(f"{first['indent']}- ")]
    end = _end_of_criteria(lines, starts[0], len(first["indent"]))
    starts = [index for index in starts if index < end]
    return _cut(lines, starts=starts, head_end=start + 1, end=end, indent=len(first["indent"]))


def _end_of_criteria(lines: list[str], first: int, indent: int) -> int:
    """Find the first line after the list: another key of the rubric, which stands at the very edge."""
    for index in range(first, len(lines)):
        line = lines[index]
        if _OUTSIDE.match(line) and not line.startswith("- " if indent == 0 else " "):
            return index
    return len(lines)


def _cut(lines: list[str], *, starts: list[int], head_end: int, end: int, indent: int) -> Blocks:
    bounds = [*starts, end]
    bodies = [_without_lead(lines, low, high, indent) for low, high in zip(bounds, bounds[1:], strict=False)]
    blocks = [Block("", "".join(lines[:head_end]), 1)]
    last = head_end
    for start, stop in zip(starts, bodies, strict=True):
        blocks.append(Block("".join(lines[last:start]), "".join(lines[start:stop]), start + 1))
        last = stop
    return Blocks(tuple(blocks), "".join(lines[last:]))


def _without_lead(lines: list[str], low: int, high: int, indent: int) -> int:
    """Return where a criterion's own lines end: what is empty or a comment at the list's edge leads the next one."""
    stop = high
    while stop > low + 1:
        line = lines[stop - 1]
        is_comment = line.lstrip().startswith("#") and len(line) - len(line.lstrip()) <= indent
        if line.strip() and not is_comment:
            break
        stop -= 1
    return stop
