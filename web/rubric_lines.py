"""The lines of the pages of rubrics: criteria by dimension, checks in words, examples as they are said."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable
from dataclasses import dataclass

from qa import registry
from qa.domain.rubric import DIMENSIONS, CheckSpec, CheckState, Criterion, Example, Rubric, text_in
from qa.rubric.compare import shown
from qa.stages.rubrics.versions import VersionLine
from web.languages import page_language

_PLACE = re.compile(r"\s*\(\{\w+\}\)|\{\w+\}\.?")


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """A criterion of a version. `share` is its part of all weights, 0 to 1."""

    criterion: Criterion
    title: str
    share: float


@dataclass(frozen=True, slots=True)
class CheckWords:
    """A check in words: what it says of its finding, what its kind looks for, and how far it counts by language."""

    spec: CheckSpec
    says: str
    about: str
    state: CheckState
    others: tuple[tuple[str, CheckState], ...]
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a message; `is_marked` where the evidence must be."""

    text: str
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class ExampleText:
    """An example as it is said: who speaks, and the pieces of what they say."""

    example: Example
    turns: tuple[tuple[str, tuple[Piece, ...]], ...]


def by_name(lines: Iterable[VersionLine]) -> dict[str, list[VersionLine]]:
    """Group versions by the rubric they are of; the one with a version in force first."""
    grouped: dict[str, list[VersionLine]] = {}
    for line in lines:
        grouped.setdefault(line.name, []).append(line)
    return dict(sorted(grouped.items(), key=lambda pair: (not any(one.is_in_force for one in pair[1]), pair[0])))


def by_dimension(rubric: Rubric) -> tuple[tuple[str, tuple[CriterionLine, ...]], ...]:
    """Return the criteria of a rubric by dimension, each with its share of the weight."""
    whole = sum(one.weight for one in rubric.criteria) or 1.0
    grouped = {
        name: tuple(
            CriterionLine(one, title_of(one), one.weight / whole) for one in rubric.criteria if one.dimension == name
        )
        for name in DIMENSIONS
    }
    return tuple((name, lines) for name, lines in grouped.items() if lines)


def title_of(criterion: Criterion) -> str:
    """Return a criterion's title in the language of the page."""
    return text_in(criterion.title, page_language(), default=criterion.id)


def check_words(criterion: Criterion) -> tuple[CheckWords, ...]:
    """Say what each check of a criterion looks for."""
    return tuple(_check(spec) for spec in criterion.checks)


def example_texts(criterion: Criterion) -> tuple[ExampleText, ...]:
    """Return the examples with their marks set off."""
    return tuple(example_text(example) for example in criterion.examples)


def example_text(example: Example) -> ExampleText:
    """Return an example with its marks set off."""
    turns = tuple(
        (message.role.value, _pieces(message.text, [mark[1:] for mark in example.marks if mark[0] == index]))
        for index, message in enumerate(example.conversation.messages)
    )
    return ExampleText(example, turns)


def _check(spec: CheckSpec) -> CheckWords:
    state = spec.state_in("*")
    about = inspect.cleandoc(registry.check_kind(spec.kind).__doc__ or "").split("\n\n")[0].replace("\n", " ")
    return CheckWords(
        spec=spec,
        says=_PLACE.sub(lambda place: "" if "(" in place[0] else "…", text_in(spec.message, page_language())),
        about=about,
        state=state,
        others=tuple((code, one) for code, one in sorted(spec.states.items()) if code != "*" and one is not state),
        options=tuple((name, shown(value)) for name, value in spec.options.items()),
    )


def _pieces(text: str, marks: list[tuple[int, int]]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    last = 0
    for start, end in sorted(marks):
        pieces += [Piece(text[last:start]), Piece(text[start:end], is_marked=True)]
        last = end
    return tuple(piece for piece in (*pieces, Piece(text[last:])) if piece.text)
