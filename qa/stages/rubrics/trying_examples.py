"""Tries the examples of a draft: lint in earnest and every example, a criterion at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.rubric import ExampleMaterials, Rubric
from qa.errors import LocatedError, QaError, RubricDraftError, RubricError, Sentence
from qa.facts.materials import load_example_materials
from qa.places import Problems
from qa.ports import Materials, Reader
from qa.rubric.blocks import Blocks, cut_text
from qa.rubric.examples import ExampleRunner
from qa.rubric.lint import lint_rubric
from qa.rubric.lint_part import alone, lint_part
from qa.rubric.load import parse_rubric, read_rubric
from qa.settings import Settings
from qa.stages.reviewing.rubrics import rubric_of
from qa.store import tables

Part = dict[str, Any]


def plan(session: Session, trial: tables.RubricTrial, settings: Settings) -> Part:
    """Say which criteria are gone through; what is wrong with the text as such ends the trial at once."""
    blocks, file = _blocks(trial.yaml), file_of(settings)
    if trial.criterion is None:
        found = lint_rubric(trial.yaml, file, older=older_rubrics(session, trial.yaml, file))
        if found:
            return {"parts": [], "total": 0, "result": {"problems": as_dicts(found)}}
    parts = [
        (position, number)
        for position, block in enumerate(blocks.blocks)
        if position and trial.criterion in (None, block.id)
        for number in (_count_examples(blocks, position),)
    ]
    if not parts:
        raise RubricDraftError("The draft has no criterion “%(criterion)s”.", criterion=trial.criterion)
    return {"parts": [position for position, _ in parts], "total": sum(number for _, number in parts)}


def try_part(trial: tables.RubricTrial, position: int, *, settings: Settings, reader: Reader) -> Part:
    """Lint one criterion with its patterns and run its examples."""
    blocks, file = _blocks(trial.yaml), file_of(settings)
    head = _read_head(blocks, file)
    channels = tuple(channel.value for channel in head.channels)
    part: Part = {"criterion": blocks.blocks[position].id, "size": _count_examples(blocks, position)}
    try:
        materials = example_materials(settings, head.example_materials)
    except QaError as error:
        return part | {"problems": [{"line": 1, "column": None, "problem": str(error)}]}
    found = lint_part(blocks, position, file=file, channels=channels, reader=reader, materials=materials)
    part["problems"] = as_dicts(found)
    if any(_blocks_examples(one) for one in found):
        return part
    try:
        rubric = parse_rubric(alone(blocks, position, channels=channels), file)
    except RubricError:
        return part
    return part | _run(rubric, reader, materials, file=file, position=position)


def join_parts(session: Session, parts: Sequence[Part]) -> Part:
    """Put the criteria together."""
    return {
        "problems": _joined(parts, "problems"),
        "misses": _joined(parts, "misses"),
        "todo": sum(one.get("todo", 0) for one in parts),
        "run": sum(one.get("run", 0) for one in parts),
        "not_run": sum(one.get("not_run", 0) for one in parts),
        "not_run_why": next((one["not_run_why"] for one in parts if one.get("not_run_why")), ""),
    }


def example_materials(settings: Settings, named: ExampleMaterials) -> Materials:
    """Load what examples are compared with; only files in the folder of the settings' rubric, or below it.

    Raises RubricDraftError for a path that leads elsewhere, FactsError for a file that cannot be read.
    """
    folder = settings.rubric.parent.resolve()
    for path in (named.facts, named.orders, named.templates):
        if path is not None and not Path(path).resolve().is_relative_to(folder):
            raise RubricDraftError(
                "'example_materials' cannot name “%(path)s”: only files beside the rubric are read.", path=path
            )
    return load_example_materials(settings, named)


def older_rubrics(session: Session, text: str, file: str) -> list[Rubric]:
    """Return the stored versions of the rubric a text names, for lint to compare the version with."""
    located = read_rubric(text, Problems(file, RubricError))
    if located is None:
        return []
    row = tables.Rubric
    newest = select(row.id).where(row.name == located.rubric.name).order_by(row.version.desc(), row.id.desc()).limit(1)
    stored: list[Rubric] = []
    for rubric_id in session.scalars(newest):
        try:
            stored.append(rubric_of(session, rubric_id))
        except RubricError:  # written for a kind of checks that is not installed any more
            continue
    return stored


def file_of(settings: Settings) -> str:
    """Return the path a draft is read as: beside the settings' rubric, where its example materials lie."""
    return str(settings.rubric.parent / "draft.yaml")


def as_dicts(found: Iterable[LocatedError]) -> list[dict[str, Any]]:
    """Write problems as they are stored."""
    return [
        {"line": one.line, "column": one.column, "problem": one.problem}
        | ({"said": one.problem.as_json()} if isinstance(one.problem, Sentence) else {})
        for one in found
    ]


def _run(rubric: Rubric, reader: Reader, materials: Materials, *, file: str, position: int) -> Part:
    results = ExampleRunner(rubric, reader, materials).run_all()
    criterion = rubric.criteria[0]
    lines = {f"{rubric.name}/{criterion.id}/{one.id}": one.source.rpartition(":")[2] for one in criterion.examples}
    missing = [one.missing for one in results if one.missing]
    return {
        "misses": [
            {
                "criterion": criterion.id,
                "part": position,
                "example": one.name.rpartition("/")[2],
                "line": int(lines[one.name]),
                "text": one.miss.partition(f"{one.name}: ")[2],
                "said": one.said.as_json() if one.said else None,
            }
            for one in results
            if one.miss
        ],
        "todo": sum(one.is_todo for one in results),
        "run": len(results) - len(missing),
        "not_run": len(missing),
        "not_run_why": missing[0] if missing else "",
    }


def _blocks_examples(problem: LocatedError) -> bool:
    """Tell whether examples cannot be run for it; that a check lacks an example of its own hinders nothing."""
    return "example" not in problem.problem


def _count_examples(blocks: Blocks, position: int) -> int:
    located = read_rubric(alone(blocks, position), Problems("draft", RubricError))
    criteria = located.rubric.criteria if located else ()
    return sum(len(one.examples) for one in criteria if one.checks)


def _read_head(blocks: Blocks, file: str) -> Rubric:
    located = read_rubric(
        blocks.head.body + "  - {id: head, dimension: tone, title: head}\n", Problems(file, RubricError)
    )
    if located is None:
        raise RubricDraftError("The head of the rubric cannot be read.")
    return located.rubric


def _blocks(text: str) -> Blocks:
    blocks = cut_text(text)
    if blocks is None or not blocks.criteria:
        raise RubricDraftError("The criteria are not written as a list below `criteria:`, one `-` each.")
    return blocks


def _joined(parts: Sequence[Part], name: str) -> list[Any]:
    return [one for part in parts for one in part.get(name, [])]
