"""Finds the phrases of many sets in a text: one pass for their literals, then only the patterns that can match."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import ahocorasick

from checks.normal import NormalText, normalise
from checks.patterns import Pattern, read_pattern, spaced
from qa.ports import Span

_SENTENCE_ENDS = ".!?…:;\n؟•*>–—-"
_OPENINGS = " \t\"'„”“«(\u00a0"
_CLOSINGS = " \t\"'”“»)\u00a0"
_ENDS_LINE = re.compile(r",[ \t]*\n")


class PhraseBook:
    """The compiled phrase sets of one language.

    `read` prepares a text once; `spans` then answers for one set at a time, and runs
    only those patterns whose literals occur in the text.
    """

    def __init__(self, sets: Mapping[str, Iterable[str]], *, language: str) -> None:
        """Compile the sets. Raises PatternError for a pattern that cannot be read."""
        self.language = language
        self._patterns: dict[str, dict[int, Pattern]] = {name: {} for name in sets}
        self._always: set[int] = set()
        self._compiled: dict[int, re.Pattern[str]] = {}
        self._set_of: list[str] = []
        by_literal: dict[str, list[int]] = {}
        for name, sources in sets.items():
            for source in sources:
                self._add(name, read_pattern(source, language=language), by_literal)
        self._automaton = ahocorasick.Automaton()
        for literal, numbers in by_literal.items():
            self._automaton.add_word(literal, tuple(numbers))
        if by_literal:
            self._automaton.make_automaton()
        self._has_literals = bool(by_literal)

    def __contains__(self, name: str) -> bool:
        return name in self._patterns

    def _add(self, name: str, pattern: Pattern, by_literal: dict[str, list[int]]) -> None:
        number = len(self._set_of)
        self._set_of.append(name)
        self._patterns[name][number] = pattern
        for literal in pattern.needs:
            by_literal.setdefault(literal, []).append(number)
        if not pattern.needs:
            self._always.add(number)

    def read(self, text: str) -> ReadText:
        """Prepare a text: normalise it and note which patterns can match at all."""
        normal = normalise(text, language=self.language)
        candidates: dict[str, list[int]] = {}
        found = set(self._always)
        if self._has_literals:
            for _, numbers in self._automaton.iter(spaced(normal.text, language=self.language)):
                found.update(numbers)
        for number in sorted(found):
            candidates.setdefault(self._set_of[number], []).append(number)
        return ReadText(self, normal, candidates)

    def spans(self, text: str, name: str) -> tuple[Span, ...]:
        """Return where phrases of the set occur in a text, in order, overlapping ones joined to the longest."""
        return self.read(text).spans(name)

    def match(self, normal: NormalText, name: str, numbers: Iterable[int]) -> tuple[Span, ...]:
        """Run the given patterns of a set over a prepared text."""
        found: list[Span] = []
        patterns, text = self._patterns[name], normal.text
        words = spaced(text, language=self.language)
        for number in numbers:
            pattern = patterns[number]
            if pattern.also and not all(any(map(words.__contains__, group)) for group in pattern.also):
                continue
            expression = self._compiled.get(number) or self._expression(number, pattern)
            for match in expression.finditer(text):
                if _stands_right(pattern, text, match, is_thai=self.language == "th"):
                    start, end = normal.original(match.start(), match.end())
                    found.append(Span(start, end, name))
        return _without_overlaps(found)

    def _expression(self, number: int, pattern: Pattern) -> re.Pattern[str]:
        """Compile on first need: most patterns of a pack never meet their literals."""
        self._compiled[number] = re.compile(pattern.expression)
        return self._compiled[number]


class ReadText:
    """A text prepared by a phrase book; keeps the answers of the sets already asked for."""

    __slots__ = ("_answers", "_book", "_candidates", "_normal")

    def __init__(self, book: PhraseBook, normal: NormalText, candidates: Mapping[str, list[int]]) -> None:
        self._book, self._normal, self._candidates = book, normal, candidates
        self._answers: dict[str, tuple[Span, ...]] = {}

    def may_hold(self, names: frozenset[str]) -> bool:
        """Tell quickly whether phrases of all the sets can occur: each has a literal in the text."""
        return names <= self._candidates.keys()

    def spans(self, name: str) -> tuple[Span, ...]:
        """Return where phrases of the set occur, in order."""
        numbers = self._candidates.get(name)
        if numbers is None:
            return ()
        if name not in self._answers:
            self._answers[name] = self._book.match(self._normal, name, numbers)
        return self._answers[name]


def _stands_right(pattern: Pattern, text: str, match: re.Match[str], *, is_thai: bool) -> bool:
    if pattern.is_at_start:
        before = text[: match.start()].rstrip(_OPENINGS)
        is_first = not before or before[-1] in _SENTENCE_ENDS or _is_pictorial(before[-1])
        if not is_first and not (is_thai and text[match.start() - 1].isspace()):
            return False
    if pattern.is_at_end:
        after = text[match.end() :].lstrip(_CLOSINGS)
        is_last = not after or after[0] in _SENTENCE_ENDS or _is_pictorial(after[0]) or _ENDS_LINE.match(after)
        if not is_last and not (is_thai and text[match.end()].isspace()):
            return False
    return True


def _is_pictorial(one: str) -> bool:
    """Tell whether a character is an emoji or symbol, which ends a sentence in chat."""
    return ord(one) >= 0x2190 and not one.isalnum() and not one.isspace()


def _without_overlaps(spans: list[Span]) -> tuple[Span, ...]:
    """Keep the longest of spans that overlap."""
    if len(spans) < 2:
        return tuple(spans)
    kept: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start - one.end, one.start)):
        if all(span.end <= other.start or span.start >= other.end for other in kept):
            kept.append(span)
    return tuple(sorted(kept, key=lambda one: one.start))
