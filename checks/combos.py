"""Finds what words of several classes tell together in one clause, in any order: `courier`, `left`, `with you`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML

from checks.phrases import PhraseBook, ReadText
from checks.text import quoted_spans, sentences
from qa.ports import Reading, Span

_NEAR = 30
_LABEL = 30
_FARTHEST, _FARTHEST_THAI = 120, 60
_ASKS = ("?", "؟")
_CUTS: Mapping[str, re.Pattern[str]] = {
    "pl": re.compile(
        r",(?!\s?\d)|[;:()–—]|\s-\s|\s(?:ale|lecz|bo|więc|tylko|a|oraz|natomiast|jednak)\s", re.IGNORECASE
    ),
    "en": re.compile(
        r",(?!\s?\d)|[;:()–—]|\s-\s|\s(?:but|because|so|while|although|though|however|and)\s", re.IGNORECASE
    ),
    "pt": re.compile(r",(?!\s?\d)|[;:()–—]|\s-\s|\s(?:mas|porque|pois|embora|porém|enquanto|e)\s", re.IGNORECASE),
    "ar": re.compile(r"[,،](?!\s?\d)|[;؛:()–—]|\s-\s|\s(?:لكن|ولكن|لأن\w*|بس)\s"),
    "th": re.compile(r"(?:ค่ะ|ครับ|นะคะ|คะ|จ้า)|[,;:()–—]|\s?(?:(?<!ตั้ง)แต่(?!ง)|เพราะ|เนื่องจาก)"),
}


class Combined(NamedTuple):
    """What a rule tells, with the words it rests on (`parts`, and from first to last), their clause and sentence."""

    tells: str
    span: Span
    clause: Span
    sentence: Span
    parts: tuple[Span, ...] = ()


class _Rule(NamedTuple):
    """A rule as read: classes that must stand in the clause, those that may not, and pairs in that order and near."""

    tells: str
    needs: tuple[str, ...]
    bars: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    barred: tuple[tuple[str, str], ...]
    is_of_sentence: bool


class Combos:
    """The `classes` (by language) and `rules` of one file.

    A rule is `{tells: NAME, words: "a b !c d<e !f<g"}`: a and b stand in the clause, c does not, d stands before
    e within 30 characters, and f not so before g. Classes under `barred` of the file stop a rule in the whole sentence
    (conditions, what is quoted of the customer), unless the rule says `though: NAME`. With `within: sentence` a rule
    looks at the whole sentence, up to 120 characters of it; in Thai, which ends none, at 60 of the clause. Questions
    tell nothing, nor sentences with a quotation; with `labels` a name of a button or a page (30 characters) is none.
    """

    def __init__(self, path: Path) -> None:
        loaded = YAML(typ="safe", pure=True).load(path.read_text("utf-8"))
        self._classes: dict[str, dict[str, Sequence[Any]]] = loaded["classes"]
        self._longest_label: int = _LABEL if loaded.get("labels") else 0
        self._barred: tuple[str, ...] = tuple(loaded.get("barred", ()))
        self._rules = {
            section: tuple((_rule(one), frozenset(str(one.get("though", "")).split())) for one in listed)
            for section, listed in loaded["rules"].items()
        }
        self._book = cache(self._compile)
        self._read = lru_cache(maxsize=128)(self._prepare)

    def find(self, reading: Reading, message: int, section: str) -> Iterator[Combined]:
        """Yield what the rules of a section find in a message, clause by clause."""
        text, language = reading.conversation.messages[message].text, reading.language_of(message)
        if language not in _CUTS:
            return
        read = self._read(text, language)
        alive = [
            (rule, though) for rule, though in self._rules[section] if all(read.spans(name) for name in rule.needs)
        ]
        if not alive:
            return
        quoted = tuple(one for one in quoted_spans(text) if one.end - one.start > self._longest_label)
        for sentence in sentences(text):
            if text[sentence.start : sentence.end].rstrip(" \"')»”").endswith(_ASKS):
                continue
            if any(one.start < sentence.end and sentence.start < one.end for one in quoted):
                continue
            clauses = tuple(_clauses(text, sentence, language))
            for rule, though in alive:
                is_whole = rule.is_of_sentence and language != "th"
                reach = _FARTHEST if is_whole else _FARTHEST_THAI if rule.is_of_sentence else len(text)
                for clause in (sentence,) if is_whole else clauses:
                    parts = self._fits(read, rule, clause)
                    if not parts:
                        continue
                    span = Span(min(one.start for one in parts), max(one.end for one in parts))
                    if span.end - span.start > reach or self._is_barred(read, sentence, clause, though):
                        continue
                    yield Combined(rule.tells, span, clause, sentence, parts)

    def spans(self, reading: Reading, message: int, name: str) -> tuple[Span, ...]:
        """Return where words of a class stand in a message."""
        return self._read(reading.conversation.messages[message].text, reading.language_of(message)).spans(name)

    def _fits(self, read: ReadText, rule: _Rule, clause: Span) -> tuple[Span, ...]:
        """Return the words of a clause that fulfil a rule; none where it does not fit."""
        found: list[Span] = []
        for name in rule.needs:
            inside = _inside(read, name, clause)
            if not inside:
                return ()
            found.append(inside[0])
        if any(_inside(read, name, clause) for name in rule.bars):
            return ()
        if any(_pair(read, *pair, clause) for pair in rule.barred):
            return ()
        for pair in rule.pairs:
            together = _pair(read, *pair, clause)
            if together is None:
                return ()
            found.append(together)
        return tuple(found)

    def _is_barred(self, read: ReadText, sentence: Span, clause: Span, though: frozenset[str]) -> bool:
        return any(
            sentence.start <= one.start < clause.end
            for name in self._barred
            if name not in though
            for one in read.spans(name)
        )

    def _prepare(self, text: str, language: str) -> ReadText:
        return self._book(language).read(text)

    def _compile(self, language: str) -> PhraseBook:
        listed = {name: tuple(map(str, by.get(language, ()) or ())) for name, by in self._classes.items()}
        return PhraseBook(listed, language=language)


def _rule(written: Mapping[str, str]) -> _Rule:
    words = written["words"].split()
    pairs = [_two(word) for word in words if "<" in word and word[0] != "!"]
    return _Rule(
        tells=written["tells"],
        needs=tuple(dict.fromkeys([w for w in words if "<" not in w and w[0] != "!"] + [n for p in pairs for n in p])),
        bars=tuple(word[1:] for word in words if "<" not in word and word[0] == "!"),
        pairs=tuple(pairs),
        barred=tuple(_two(word[1:]) for word in words if "<" in word and word[0] == "!"),
        is_of_sentence=written.get("within") == "sentence",
    )


def _two(word: str) -> tuple[str, str]:
    first, second = word.split("<")
    return first, second


def _inside(read: ReadText, name: str, clause: Span) -> list[Span]:
    return [one for one in read.spans(name) if clause.start <= one.start < clause.end]


def _pair(read: ReadText, first: str, second: str, clause: Span) -> Span | None:
    seconds = _inside(read, second, clause)
    for one in _inside(read, first, clause) if seconds else ():
        for other in seconds:
            if one.start < other.start and other.start - one.end <= _NEAR:
                return Span(one.start, max(one.end, other.end))
    return None


def _clauses(text: str, sentence: Span, language: str) -> Iterator[Span]:
    start = sentence.start
    for cut in _CUTS[language].finditer(text, sentence.start, sentence.end):
        if start < cut.start():
            yield Span(start, cut.start())
        start = cut.end()
    if start < sentence.end:
        yield Span(start, sentence.end)
