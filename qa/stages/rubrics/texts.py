"""Whole texts of rubrics as read, the last few kept: pages ask for the same one again and again."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from qa.domain.rubric import Rubric
from qa.errors import LocatedError, RubricError
from qa.places import Problems
from qa.rubric.lint import lint_rubric
from qa.rubric.load import read_rubric


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text with what reading it shows to be wrong; `rubric` is what could be read of it, None without any."""

    rubric: Rubric | None
    problems: tuple[LocatedError, ...]


@lru_cache(maxsize=4)
def read_text(text: str, file: str) -> ReadText:
    """Read a text; `file` is where its example materials lie beside."""
    located = read_rubric(text, Problems(file, RubricError))
    return ReadText(located.rubric if located else None, tuple(lint_rubric(text, file)))
