"""Loads the shop's saved replies from JSON Lines: {"id", "language", "title", "text"}."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from qa.domain.fact import Template
from qa.facts.lines import read_lines


def load_templates(path: Path | str) -> tuple[Template, ...]:
    """Load the saved replies in a file. Raises FactsError at the first bad line, OSError without a file."""
    with Path(path).open("rb") as lines:
        return parse_templates(lines, str(path))


def parse_templates(lines: Iterable[str | bytes], file: str) -> tuple[Template, ...]:
    """Read saved replies from lines of JSON; an id given twice is refused."""
    templates: dict[str, Template] = {}
    for _, record in read_lines(lines, file=file, what="a saved reply"):
        id = record.required_text("id")
        record.what = f"saved reply {id!r}"
        template = Template(
            id=id,
            text=record.required_text("text"),
            language=record.text("language"),
            title=record.text("title") or "",
        )
        record.close()
        if id in templates:
            record.refuse(f"saved reply {id!r} is given twice.")
        templates[id] = template
    return tuple(templates.values())
