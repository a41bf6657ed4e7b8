"""Asks LanguageTool about the gathered sentences and keeps every mark, so that rules can be judged again and again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench.language_rules.gather import read_rows, text_file, write_rows
from checks.languagetool.client import LanguageToolClient
from qa.ports import LanguageError
from qa.settings import Settings

_AT_ONCE = 2_000


def ask(folder: Path, language: str, part: str) -> int:
    """Write `marks/LANGUAGE-PART.jsonl`, a line for each sentence with a mark; return how many there are.

    Raises LanguageServerError where the server cannot answer.
    """
    rows = read_rows(text_file(folder, language, part))
    with closing(LanguageToolClient(Settings.from_environment())) as client:
        marked = list(_marked(rows, language, client))
    write_rows(marks_file(folder, language, part), marked)
    return len(marked)


def marks_file(folder: Path, language: str, part: str) -> Path:
    """Return the file with the marks of one language and part."""
    return folder / "marks" / f"{language}-{part}.jsonl"


def _marked(rows: Sequence[dict[str, Any]], language: str, client: LanguageToolClient) -> Iterator[dict[str, Any]]:
    for first in range(0, len(rows), _AT_ONCE):
        some = rows[first : first + _AT_ONCE]
        found: list[tuple[LanguageError, ...]] = client.errors([row["text"] for row in some], language=language)
        yield from (
            {**row, "marks": [asdict(one) for one in errors]} for row, errors in zip(some, found, strict=True) if errors
        )
