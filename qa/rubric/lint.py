"""Lints a rubric: everything that loading refuses, and what only shows when its examples are tried."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qa import registry
from qa.domain.finding import Verdict
from qa.domain.rubric import CheckSpec, Criterion, Rubric
from qa.errors import LocatedError, RubricError, Sentence
from qa.places import Problems
from qa.ports import Materials, Reader
from qa.rubric.judge import SERVER_MISSING, Judge
from qa.rubric.load import LocatedRubric, read_rubric
from qa.rubric.wording import note_wording


def lint_rubric(
    text: str,
    file: str,
    *,
    reader: Reader | None = None,
    materials: Materials | None = None,
    older: Sequence[Rubric] = (),
) -> list[LocatedError]:
    """Return everything that is wrong with a rubric, in the order of the file.

    Without a reader nothing is tried: patterns and examples are only read. A text that
    differs from one of `older` of the same name must have a higher version than it.
    """
    problems = Problems(file, RubricError)
    located = read_rubric(text, problems)
    if located is None:
        return problems.in_order()
    _note_wording(located, problems, reader=reader)
    can_run = not problems.found
    for previous in older:
        _note_version(located, previous, problems)
    for criterion in located.rubric.criteria:
        _note_examples(criterion, located, problems)
    if not located.rubric.criteria:
        problems.add(located.places[""], Sentence("the rubric has no criteria."))
    if can_run and reader is not None:
        _note_uncaught(located, Judge(located.rubric, reader), materials or Materials(), problems)
    return problems.in_order()


def _note_wording(located: LocatedRubric, problems: Problems, *, reader: Reader | None) -> None:
    for criterion in located.rubric.criteria:
        for check in criterion.checks:
            place = f"{criterion.id}/{check.id}"
            nodes = {name: located.places[f"{place}/{name}"] for name in check.options}
            note_wording(check, nodes, problems, reader=reader)


def _note_version(located: LocatedRubric, previous: Rubric, problems: Problems) -> None:
    rubric = located.rubric
    is_changed = rubric.name == previous.name and _meaning(rubric) != _meaning(previous)
    if is_changed and rubric.version <= previous.version:
        problem = Sentence(
            "the text differs from version %(previous)s, so 'version' must be %(next)s or more, not %(version)s.",
            previous=previous.version,
            next=previous.version + 1,
            version=rubric.version,
        )
        problems.add(located.places[""], problem)


def _meaning(rubric: Rubric) -> Rubric:
    """Leave out what changes no verdict: examples, their materials and the bytes of the file."""
    criteria = tuple(replace(criterion, examples=()) for criterion in rubric.criteria)
    empty = type(rubric.example_materials)()
    return replace(rubric, criteria=criteria, version=0, content_hash="", example_materials=empty)


def _note_examples(criterion: Criterion, located: LocatedRubric, problems: Problems) -> None:
    has_pass = any(example.verdict is Verdict.PASS and not example.is_todo for example in criterion.examples)
    if criterion.checks and not has_pass:
        problem = Sentence("criterion %(id)s has checks and no 'pass' example.", id=repr(criterion.id))
        problems.add(located.places[criterion.id], problem)


def _note_uncaught(located: LocatedRubric, judge: Judge, materials: Materials, problems: Problems) -> None:
    """Note each check without an example that only it catches: a `fail`, or a doubt where its kind never fails."""
    for criterion in located.rubric.criteria:
        if not criterion.checks:
            continue
        alone, untried = _caught_alone(criterion, judge, materials)
        for check in criterion.checks:
            if check.id not in alone and check.id not in untried:
                problem = Sentence(
                    "check %(id)s of %(criterion)s has no %(verdict)s example that only it catches.",
                    id=repr(check.id),
                    criterion=repr(criterion.id),
                    verdict=repr(_gravest(check).value),
                )
                problems.add(located.places[f"{criterion.id}/{check.id}"], problem)


def _caught_alone(criterion: Criterion, judge: Judge, materials: Materials) -> tuple[set[str], set[str]]:
    """Return the checks that alone catch some example, and those that could not be tried."""
    alone: set[str] = set()
    untried: set[str] = set()
    gravest = {check.id: _gravest(check) for check in criterion.checks}
    for example in criterion.examples:
        if example.verdict not in gravest.values() or example.is_todo:
            continue
        results = judge.judge_checks(criterion, example.conversation, materials)
        catching = [id for id, result in results.items() if result.verdict is example.verdict]
        alone.update(id for id in catching if len(catching) == 1 and gravest[id] is example.verdict)
        untried.update(
            id for id, result in results.items() if any(one.kind == SERVER_MISSING for one in result.findings)
        )
    return alone, untried


def _gravest(check: CheckSpec) -> Verdict:
    """Return the gravest verdict a check can give: kinds that cannot be sure of a fault say `never_fails`."""
    never_fails = getattr(registry.check_kind(check.kind), "never_fails", False)
    return Verdict.NEEDS_HUMAN if never_fails else Verdict.FAIL
