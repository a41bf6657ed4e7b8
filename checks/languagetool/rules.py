"""Knows which LanguageTool rules count, as what, and which are believed: reads the YAML files beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

DROPPED = "dropped"
KINDS = ("spelling", "grammar", "punctuation")


@dataclass(frozen=True, slots=True)
class Profile:
    """How texts of one language are checked.

    `also` is a variant whose spelling is right as well; `words` are right though no dictionary has them; `slips`
    are words known to be wrong, with the right one.
    """

    language: str
    code: str
    also: str | None
    unasked_categories: frozenset[str]
    words: tuple[str, ...]
    slips: dict[str, str]
    _rules: tuple[tuple[str, str], ...] = field(repr=False)
    _categories: dict[str, str] = field(repr=False)
    _issue_types: dict[str, str] = field(repr=False)
    _excuses: tuple[tuple[str, re.Pattern[str]], ...] = field(default=(), repr=False)
    _leads: tuple[tuple[str, re.Pattern[str]], ...] = field(default=(), repr=False)
    _certain: dict[str, tuple[re.Pattern[str], ...]] = field(default_factory=dict, repr=False)
    _certain_families: tuple[tuple[str, re.Pattern[str]], ...] = field(default=(), repr=False)

    def is_excused(self, rule: str, marked: str) -> bool:
        """Tell whether words a rule marks are right for all that (`unless`)."""
        return any(fnmatchcase(rule, pattern) and excuse.search(marked) for pattern, excuse in self._excuses)

    def is_led_up_to(self, rule: str, text: str) -> bool:
        """Tell whether a mark is right by what stands before it (`led_by`); `text` ends where the mark does."""
        return any(fnmatchcase(rule, pattern) and lead.search(text) for pattern, lead in self._leads)

    def is_certain(self, rule: str, shown: str) -> bool:
        """Tell whether a mark of that rule is believed; `shown` is the sentence with the mark between ⟦ and ⟧."""
        if any(where.search(shown) for where in self._certain.get(rule, ())):
            return True
        return any(fnmatchcase(rule, pattern) and where.search(shown) for pattern, where in self._certain_families)

    def kind_of(self, rule: str, *, category: str, issue_type: str) -> str:
        """Return `spelling`, `grammar`, `punctuation` or `dropped` for a match of that rule."""
        for pattern, kind in self._rules:
            if rule == pattern or fnmatchcase(rule, pattern):
                return kind
        return self._categories.get(category) or self._issue_types.get(issue_type, DROPPED)


@cache
def profiles() -> dict[str, Profile]:
    """Return the profiles by language code, `pl` and `pt-BR` alike."""
    read = _read()
    return {language: _profile(read, language) for language in read["languages"]}


def variant_of(language: str, country: str | None) -> str:
    """Return the variant a country writes (`pt`, `BR` -> `pt-BR`), the language itself where that is not known."""
    variant = str(_read()["countries"].get((country or "").upper(), ""))
    return variant if variant.partition("-")[0] == language else language


def _profile(read: dict[str, Any], language: str) -> Profile:
    names = (language, language.split("-")[0], "all")
    certain = [
        (rule, re.compile(entry.get("where", "")))
        for name in dict.fromkeys(names)
        for entry in read["certain"].get(name, ())
        for rule in entry["rules"]
    ]
    rules = [(rule, entry["as"]) for name in names for rule, entry in read["rules"].get(name, {}).items()]
    return Profile(
        language=language,
        code=read["languages"][language]["code"],
        also=read["languages"][language].get("also"),
        unasked_categories=frozenset(read["unasked_categories"]),
        words=tuple(dict.fromkeys(word for name in names for word in read["words"].get(name, ()))),
        slips=read["slips"].get(language.partition("-")[0], {}),
        _rules=tuple(rules),
        _categories={name: entry["as"] for name, entry in read["categories"].items()},
        _issue_types=dict(read["issue_types"]),
        _excuses=_patterns(read, names, "unless"),
        _leads=_patterns(read, names, "led_by"),
        _certain={rule: tuple(where for id, where in certain if id == rule) for rule, _ in certain if "*" not in rule},
        _certain_families=tuple((rule, where) for rule, where in certain if "*" in rule),
    )


def _patterns(read: dict[str, Any], names: tuple[str, ...], key: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    entries = (entry for name in names for entry in read["rules"].get(name, {}).items())
    return tuple((rule, re.compile(entry[key])) for rule, entry in entries if key in entry)


@cache
def _read() -> dict[str, Any]:
    folder, yaml = Path(__file__).parent, YAML(typ="safe")
    read: dict[str, Any] = yaml.load(folder / "rules.yaml")
    believed = [yaml.load(folder / name) for name in ("certain.yaml", "certain_words.yaml")]
    languages = dict.fromkeys(chain.from_iterable(believed))
    return {**read, "certain": {name: [*chain(*(one.get(name, ()) for one in believed))] for name in languages}}
