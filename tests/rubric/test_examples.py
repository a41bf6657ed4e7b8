"""Every example of every rubric we ship is a test, named `rubric/criterion/example`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest

from qa import registry
from qa.domain.rubric import Criterion, Example, Rubric
from qa.errors import RubricError
from qa.facts.materials import load_example_materials
from qa.ports import Reader
from qa.rubric.examples import ExampleRunner
from qa.rubric.lint import lint_rubric
from qa.rubric.load import load_rubric
from qa.settings import Settings

RUBRICS = tuple(sorted((Path(__file__).resolve().parents[2] / "rubrics").glob("*.yaml")))
# Criteria whose checks ask the language server.
SERVED = "languagetool"


@cache
def _load(path: Path) -> Rubric:
    return load_rubric(path)


def _cases() -> Iterator[object]:
    for path in RUBRICS:
        # A rubric that cannot be loaded fails in test_it_loads, not in the collection of all tests.
        with suppress(RubricError):
            yield from _cases_of(path, _load(path))


def _cases_of(path: Path, rubric: Rubric) -> Iterator[object]:
    for criterion in rubric.criteria:
        marks = [pytest.mark.languagetool] if any(check.kind == SERVED for check in criterion.checks) else []
        for example in criterion.examples if criterion.checks else ():
            id = f"{rubric.name}/{criterion.id}/{example.id}"
            yield pytest.param(path, criterion, example, id=id, marks=marks)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    reader = registry.reader()(Settings.from_environment())
    yield reader
    reader.close()


@pytest.fixture(scope="module")
def runners(reader: Reader) -> Callable[[Path], ExampleRunner]:
    return cache(lambda path: _make_runner(path, reader))


def _make_runner(path: Path, reader: Reader) -> ExampleRunner:
    materials = load_example_materials(Settings.from_environment(), _load(path).example_materials)
    return ExampleRunner(_load(path), reader, materials)


@pytest.mark.parametrize("path", RUBRICS, ids=lambda path: path.stem)
def test_it_loads(path: Path) -> None:
    assert load_rubric(path).criteria


@pytest.mark.parametrize(("path", "criterion", "example"), list(_cases()))
def test_example(path: Path, criterion: Criterion, example: Example, runners: Callable[[Path], ExampleRunner]) -> None:
    result = runners(path).run(criterion, example)
    assert result.missing is None, result.missing
    assert result.miss is None, f"\n{result.miss}"


@pytest.mark.languagetool
@pytest.mark.parametrize("path", RUBRICS, ids=lambda path: path.stem)
def test_lint_finds_nothing(path: Path, reader: Reader) -> None:
    materials = load_example_materials(Settings.from_environment(), _load(path).example_materials)
    problems = lint_rubric(path.read_text(encoding="utf-8"), str(path), reader=reader, materials=materials)
    assert [str(problem) for problem in problems] == []
