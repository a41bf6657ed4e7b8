"""Finds what several words tell together, in any order: `money` and `arrives` are a refund, not a delivery."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

_FIRST, _LAST = -1, 1000


class Rule(NamedTuple):
    """A topic or status that several concepts tell together; each of `needs` must occur, none of `bars`."""

    rank: int
    topic: str
    needs: tuple[str, ...]
    bars: tuple[str, ...]


class RuleBook:
    """The `concepts` and `rules` of a language's table; rules under `first` outrank single words, `then` do not."""

    def __init__(self, data: Mapping[str, Any], bounded: Callable[[str], str]) -> None:
        self._concepts, self._listed, self._bounded = data.get("concepts", {}), data.get("rules", {}), bounded
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._rules: dict[str, tuple[Rule, ...]] = {}

    def find(self, section: str, text: str) -> list[tuple[int, str, int, int]]:
        """Return (rank, topic, start, end) for each rule of a section whose concepts a text has."""
        seen: dict[str, re.Match[str] | None] = {}

        def find(name: str) -> re.Match[str] | None:
            if name not in seen:
                seen[name] = self._pattern(name).search(text)
            return seen[name]

        found = []
        for rule in self._rules_of(section):
            if all(find(name) for name in rule.needs) and not any(find(name) for name in rule.bars):
                spans = [one.span() for name in rule.needs if (one := find(name)) is not None]
                found.append((rule.rank, rule.topic, min(start for start, _ in spans), max(end for _, end in spans)))
        return found

    def tells(self, concept: str, text: str) -> bool:
        """Tell whether words of a concept occur in a text; no table has to have it."""
        return concept in self._concepts and self._pattern(concept).search(text) is not None

    def _rules_of(self, section: str) -> tuple[Rule, ...]:
        if section not in self._rules:
            listed = self._listed.get(section, {})
            self._rules[section] = tuple(
                _rule(rank, str(topic), str(rule))
                for name, rank in (("first", _FIRST), ("then", _LAST))
                for topic, rules in listed.get(name, {}).items()
                for rule in rules
            )
        return self._rules[section]

    def _pattern(self, name: str) -> re.Pattern[str]:
        if name not in self._patterns:
            self._patterns[name] = re.compile(self._bounded(self._concepts[name]))
        return self._patterns[name]


def _rule(rank: int, topic: str, written: str) -> Rule:
    names = written.split()
    needs = tuple(name for name in names if name[0] != "!")
    return Rule(rank, topic, needs, tuple(name[1:] for name in names if name[0] == "!"))
