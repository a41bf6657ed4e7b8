"""Knows the words of a language that make up values, and cuts a text into tokens that carry them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import ahocorasick
from ruamel.yaml import YAML

from checks.claims.rules import RuleBook
from checks.morphology import forms_of
from checks.normal import normalise

_DATA = Path(__file__).parent / "data"
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)?|[^\w\s]|_|\n")
_DIGIT = re.compile(r"\d")
_DIGITS = {ord(sign): str(value) for zero in "٠۰๐" for value, sign in enumerate(chr(ord(zero) + n) for n in range(10))}
_SIGNS = {ord("٫"): ".", ord("٬"): ",", 0x00A0: " ", 0x202F: " ", 0x2009: " ", ord("‑"): "-", ord("٪"): "%"}
_SIGNS_OF_ALL = _DIGITS | _SIGNS
_TRIGGERS = ("number", "relative", "weekday", "unit", "half", "whole")
_NOTHING: Mapping[str, Any] = {}
_BEGINNINGS = frozenset(
    ("ago_before", "ago_unit", "and_half", "currency", "half", "half_after", "minor", "month", "number", "ordinal")
    + ("percent", "relative", "unit", "weekday", "whole")
)


class Token(NamedTuple):
    """A word, number or sign with what it can mean (`terms`, kind to value). Offsets are of the compared text.

    `begins`: a value can begin here; most tokens carry no part of one, and the readers pass them over.

    A named tuple, not a frozen dataclass: one is made for every word read, and a tuple is made in half the time.
    """

    start: int
    end: int
    text: str
    terms: Mapping[str, Any]
    number: Decimal | None = None
    begins: bool = False

    def __contains__(self, kind: object) -> bool:
        return kind in self.terms


class Lexicon:
    """The words and patterns of one language, from `data/<language>.yaml` and `data/common.yaml`."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.data: dict[str, Any] = _read(language)
        self._inflected = frozenset(self.data.get("inflect", ()))
        self._words: dict[str, dict[str, Any]] = {}
        self._phrases: dict[str, list[tuple[tuple[str, ...], dict[str, Any]]]] = {}
        for source in (_read("common"), self.data):
            for kind, meanings in source.get("words", {}).items():
                for meaning, words in meanings.items():
                    self._add(kind, meaning, words)
        self._add_adjectives()
        for listed in self._phrases.values():
            listed.sort(key=lambda pair: -len(pair[0]))
        self._compiled: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {}
        self._rules = RuleBook(self.data, self._bounded)
        self._triggers = frozenset(self._trigger_words())
        self._hints = _automaton(self.compare(hint) for hint in self.data.get("hints", ()))
        self._trigger_hints = _automaton(self._triggers)
        self._scan = self._thai_scan() if language == "th" else None

    def compare(self, text: str) -> str:
        """Bring a word or pattern of the tables to the form texts are compared in."""
        return self.signs(normalise(text, language=self.language).text)

    def signs(self, text: str) -> str:
        """Give every digit and space its plain sign, one for one."""
        return text if text.isascii() else text.translate(_SIGNS_OF_ALL)

    def words(self) -> tuple[str, ...]:
        """Return every word that can be part of a value, as compared."""
        return tuple(self._words)

    def patterns(self, section: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """Return the (name, pattern) pairs of a section, in the order of the table."""
        if section not in self._compiled:
            listed = self.data.get(section, {})
            named = listed.items() if isinstance(listed, dict) else [(section, listed)]
            self._compiled[section] = tuple(
                (str(name), re.compile("|".join(self._bounded(one) for one in sources)))
                for name, sources in named
                if sources
            )
        return self._compiled[section]

    def conjoined(self, section: str, text: str) -> list[tuple[int, str, int, int]]:
        """Return (rank, topic, start, end) for each rule of a section whose concepts a text has."""
        return self._rules.find(section, text)

    def tells(self, concept: str, text: str) -> bool:
        """Tell whether words of a concept occur in the text."""
        return self._rules.tells(concept, text)

    def has(self, section: str, text: str) -> bool:
        """Tell whether any pattern of a section occurs in the text."""
        return any(pattern.search(text) for _, pattern in self._compiled.get(section) or self.patterns(section))

    def may_state(self, text: str) -> bool:
        """Tell quickly whether a text (as compared) can hold a value at all."""
        if _DIGIT.search(text) or self.may_name_status(text):
            return True
        if self.language in ("ar", "th"):
            return next(self._trigger_hints.iter(text), None) is not None
        return not self._triggers.isdisjoint(_TOKEN.findall(text))

    def may_name_status(self, text: str) -> bool:
        """Tell quickly whether a text (as compared) can name a status of an order."""
        return next(self._hints.iter(text), None) is not None

    def tokens(self, text: str) -> tuple[Token, ...]:
        """Cut a text as compared into tokens; a known expression of several words is one token."""
        pieces = [(found.start(), found.end()) for found in (self._scan or _TOKEN).finditer(text)]
        words = [text[start:end] for start, end in pieces]
        tokens: list[Token] = []
        index = 0
        while index < len(words):
            word = words[index]
            start, end = pieces[index]
            size = 1
            if word in self._phrases:
                size, terms = self._longest(words, index)
                end = pieces[index + size - 1][1]
            else:
                terms = self._words.get(word) or self._terms_of(word)
            is_number = word[0].isdecimal()
            begins = is_number or (bool(terms) and not _BEGINNINGS.isdisjoint(terms))
            number = read_decimal(word) if is_number else None
            tokens.append(Token(start, end, text[start:end] if size > 1 else word, terms, number, begins))
            index += size
        return tuple(tokens)

    def _longest(self, words: list[str], index: int) -> tuple[int, Mapping[str, Any]]:
        for rest, terms in self._phrases.get(words[index], ()):
            if tuple(words[index : index + len(rest)]) == rest:
                return len(rest), terms
        return 1, self._terms_of(words[index])

    def _terms_of(self, word: str) -> Mapping[str, Any]:
        terms = self._words.get(word)
        if terms is None and self.language == "ar":
            terms = next((self._words[bare] for bare in _without_prefix(word) if bare in self._words), None)
        return terms or _NOTHING

    def _add(self, kind: str, meaning: Any, words: Iterable[str]) -> None:
        for word in words:
            for form in self._forms(kind, str(word)):
                parts = tuple(_TOKEN.findall(form)) if self.language != "th" else (form,)
                if len(parts) == 1:
                    self._words.setdefault(parts[0], {}).setdefault(kind, meaning)
                    continue
                listed = self._phrases.setdefault(parts[0], [])
                known = next((terms for same, terms in listed if same == parts), None)
                if known is None:
                    listed.append((parts, {kind: meaning}))
                else:
                    known.setdefault(kind, meaning)

    def _forms(self, kind: str, word: str) -> Iterator[str]:
        yield self.compare(word)
        if kind in self._inflected and " " not in word:
            for form in forms_of(word):
                if len(form.text) > 2 and not form.text.startswith("nie"):
                    yield self.compare(form.text)

    def _add_adjectives(self) -> None:
        """`czternastodniowy`, `dwutygodniowy`: a length in one word, in every form."""
        table = self.data.get("adjectives", {"prefixes": {}, "stems": {}})
        for n, prefixes in table["prefixes"].items():
            for unit, stems in table["stems"].items():
                forms = {form for stem in stems for form in self._forms("unit", stem)}
                self._add("whole", f"{n} {unit}", [prefix + form for prefix in prefixes for form in forms])

    def _trigger_words(self) -> Iterator[str]:
        for word, terms in self._words.items():
            if any(kind in terms for kind in _TRIGGERS) and terms.get("number") != 1:
                yield word
        for first, listed in self._phrases.items():
            if any(kind in terms for _, terms in listed for kind in _TRIGGERS):
                yield first

    def _thai_scan(self) -> re.Pattern[str]:
        """Thai puts no spaces between words: known words first, longest first, then any other sign."""
        thai = sorted((word for word in self._words if ord(word[0]) > 0x0E00), key=len, reverse=True)
        others = _TOKEN.pattern.replace(r"[^\W\d_]+", "[a-z\u00df-\u024f]+")
        return re.compile("|".join([*map(re.escape, thai), others, r"[^\s]"]))

    def _bounded(self, source: str) -> str:
        compared = self.compare(source)
        if self.language == "th":
            return f"(?:{compared})"
        if self.language == "ar":
            return rf"(?<!\w)(?:[وفبلك]|ال|وال|بال|فال|لل)?(?:{compared})"
        return rf"(?<!\w)(?:{compared})(?!\w)"


@cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language, loaded once."""
    return Lexicon(language)


@cache
def languages() -> tuple[str, ...]:
    """Return the languages claims can be read in."""
    return tuple(sorted(path.stem for path in _DATA.glob("*.yaml") if path.stem != "common"))


def read_decimal(text: str) -> Decimal | None:
    """Read a number as people write it: `1.299,00`, `1,299.00`, `1.299`, `12,5`; None for a date such as 12.06.2025.

    Exactly three digits after a separator are a group, since sums have at most two decimals.
    """
    parts = re.split(r"[.,]", text)
    if len(parts) == 1:
        return Decimal(text)
    groups, last = parts[1:-1], parts[-1]
    is_grouped = len(parts[0]) <= 3 and parts[0] != "0" and all(len(one) == 3 for one in groups)
    if is_grouped and len(last) == 3:
        return Decimal("".join(parts))
    if len(parts) == 2:
        return Decimal(f"{parts[0]}.{last}")
    separators = [sign for sign in text if sign in ".,"]
    if is_grouped and len(last) <= 2 and separators[-1] not in separators[:-1]:
        return Decimal("".join(parts[:-1]) + "." + last)
    return None


def _automaton(words: Iterable[str]) -> Any:
    """Make what finds any of many words in one pass over a text."""
    made = ahocorasick.Automaton()
    for word in words:
        made.add_word(word, True)
    made.make_automaton()
    return made


def _read(name: str) -> dict[str, Any]:
    loaded = YAML(typ="safe", pure=True).load((_DATA / f"{name}.yaml").read_text("utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def _without_prefix(word: str) -> Iterator[str]:
    """Yield an Arabic word without its one-letter particles and article."""
    for prefix in ("وال", "بال", "فال", "كال", "لل", "ال", "و", "ف", "ب", "ل", "ك"):
        if word.startswith(prefix) and len(word) - len(prefix) >= 2:
            yield word.removeprefix(prefix)
            if prefix in ("و", "ف"):
                yield from _without_prefix(word.removeprefix(prefix))
