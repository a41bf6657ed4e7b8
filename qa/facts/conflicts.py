"""Finds facts that contradict each other: the same topic and scope at the same time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from qa.domain.fact import Fact
from qa.places import Problems


def note_conflicts(facts: Iterable[tuple[Fact, str, int]], problems: Problems) -> None:
    """Note every pair that conflicts, and every id given twice; facts come with file and line.

    The problem stands at the later one and names the place of the earlier.
    """
    earlier: list[tuple[Fact, str, int]] = []
    for fact, file, line in facts:
        for other, other_file, other_line in earlier:
            place = f"line {other_line}" if other_file == file else f"{other_file}:{other_line}"
            at = line if file == problems.file else 1
            if other.id == fact.id:
                problems.add_at(at, f"fact {fact.id!r} is given twice; the first is in {place}.")
            elif _do_conflict(fact, other):
                problems.add_at(
                    at,
                    f"fact {fact.id!r} conflicts with {other.id!r} in {place}: both say {fact.topic!r} for the same "
                    "scope at the same time. Give one of them another scope or validity.",
                )
        earlier.append((fact, file, line))


def _do_conflict(one: Fact, other: Fact) -> bool:
    is_same = one.topic == other.topic and one.scope == other.scope
    return is_same and _first(one) <= _last(other) and _first(other) <= _last(one)


def _first(fact: Fact) -> date:
    return fact.valid_from or date.min


def _last(fact: Fact) -> date:
    return fact.valid_to or date.max
