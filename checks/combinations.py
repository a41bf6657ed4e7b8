"""Finds faults by the classes of words a clause holds in any order, where a list of phrases would name each wording.

`checks/languages/<code>/combinations.yaml` holds `words` (classes of phrases) and `faults`, each with combinations:

    - all: [you, [broke, dropped]]    a class, or phrases written out; one of each must stand in the clause
      none: [not, if]                 none of these may
      within: sentence                instead of the clause; `message`: wherever they stand in it
      asked: true                     only in questions; false: never in one
      in_order: true                  in the order of `all`
      reach: 40                       at most so many letters from the first to the last
      sure: true                      hardly ever said in good part; of others a person is asked
      sure_after: stuck               sure where the customer said a word of that class before
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from checks.sides import customer_messages
from checks.text import quoted_spans, sentences
from qa.ports import Reading, Span

_HERE = Path(__file__).parent / "languages"
_PREFIX = "word:"
_CLAUSE_END = re.compile(r"[,،;؛:()]\s|\s[–—-]+\s")
_THAI_SENTENCE_END = re.compile(r"(?:ค่ะ|ครับ|คะ|จ้า|จ้ะ|ฮะ)\s+")
_THAI_CLAUSE_END = re.compile(r"(?<![ๆ\d])\s+(?![ๆ\d])")
_LETTERS = re.compile(r"[^\W\d_]+")
_CHOICES = re.compile(r"\([^()]*\)\??")
_THAI_ASKS = re.compile(r"ไหม(?!้)|มั้ย|หรือเปล่า|รึเปล่า|หรือยัง|หรือไม่|หรือคะ|เหรอ")


@dataclass(frozen=True, slots=True)
class Combination:
    """One way to word a fault: classes of which the stretch needs one word each, and classes it must not hold.

    `classes` are those of `needs`, for a quick look whether a message can hold them all; `rarest_first` is the order
    in which they are looked for, so that little is searched in messages that lack one.
    """

    needs: tuple[str, ...]
    classes: frozenset[str]
    rarest_first: tuple[str, ...]
    none: tuple[str, ...] = ()
    within: str = "clause"
    asked: bool | None = None
    in_order: bool = False
    reach: int = 160
    is_sure: bool = False
    sure_after: str | None = None


@dataclass(frozen=True, slots=True)
class Combinations:
    """All combinations of a language: the classes of words, and the faults with sentences that must hit and miss."""

    words: Mapping[str, tuple[str, ...]]
    faults: Mapping[str, tuple[Combination, ...]]
    hits: Mapping[str, tuple[str, ...]]
    misses: Mapping[str, tuple[str, ...]]


@cache
def combinations(language: str) -> Combinations:
    """Return the combinations of a language; none for a language without the file.

    Raises ValueError for a class nobody defines and a key nobody knows.
    """
    path = combinations_path(language)
    if not path.exists():
        return Combinations({}, {}, {}, {})
    loaded: dict[str, Any] = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    words = {_PREFIX + name: tuple(map(str, phrases)) for name, phrases in loaded["words"].items()}
    faults = {
        name: tuple(_read(entry, words, f"{name}-{number}") for number, entry in enumerate(one["combinations"]))
        for name, one in loaded["faults"].items()
    }
    return Combinations(
        words,
        faults,
        {name: tuple(one["hits"]) for name, one in loaded["faults"].items()},
        {name: tuple(one["misses"]) for name, one in loaded["faults"].items()},
    )


def combinations_path(language: str) -> Path:
    """Return where the combinations of a language stand."""
    return _HERE / language / "combinations.yaml"


def combined_spans(
    reading: Reading, index: int, fault: str, *, whole: bool = False, only_sure: bool = False
) -> tuple[Span, ...]:
    """Return where combinations of a fault stand in a message, from the first of their words to the last.

    With `whole`, the clauses or sentences that hold them; with `only_sure`, of combinations that are `sure` alone,
    or `sure_after` what the customer said. What the writer quotes counts for nothing.
    """
    language = reading.language_of(index)
    found: list[Span] = []
    for combination in combinations(language).faults.get(fault, ()):
        if only_sure and not _is_sure(reading, index, combination):
            continue
        if not reading.may_hold(index, combination.classes):
            continue
        for span in _places(reading, index, combination, language, whole):
            if all(span.end <= other.start or other.end <= span.start for other in found):
                found.append(span)
    if not found:
        return ()
    quoted = quoted_spans(reading.conversation.messages[index].text)
    return tuple(sorted((one for one in found if not _is_quoted(one, quoted)), key=lambda one: one.start))


def thanked_spans(reading: Reading, index: int) -> tuple[Span, ...]:
    """Return what a message gives thanks for, from a phrase of the class `thanks` to the end of its clause.

    Nobody is blamed for what they are thanked for: "Thank you for bearing with us" tells nobody to bear it.
    """
    thanks = reading.phrases(index, f"{_PREFIX}thanks")
    if not thanks:
        return ()
    text = reading.conversation.messages[index].text
    clauses = stretches(text, reading.language_of(index), False)
    ends = ((one, next((clause.end for clause in clauses if one.start < clause.end), len(text))) for one in thanks)
    return tuple(Span(one.start, max(end, one.end)) for one, end in ends)


def is_denied(reading: Reading, index: int, span: Span) -> bool:
    """Tell whether a word of the class `denial` stands right before a span, in its clause."""
    text = reading.conversation.messages[index].text
    return any(
        one.end <= span.start and span.start - one.end <= 1 and "\n" not in text[one.end : span.start]
        for one in reading.phrases(index, f"{_PREFIX}denial")
    )


def _is_quoted(span: Span, quoted: tuple[Span, ...]) -> bool:
    """Tell whether the first or the last word of a combination is quoted; a name between them may be."""
    ends = (Span(span.start, span.start + 1), Span(span.end - 1, span.end))
    return any(_any_in(one, quoted) for one in ends)


def _is_sure(reading: Reading, index: int, combination: Combination) -> bool:
    """Tell whether a combination is sure here: always, or after what the customer said before."""
    name = combination.sure_after
    return combination.is_sure or (
        name is not None
        and any(reading.phrases(one, name) for one in customer_messages(reading.conversation, before=index))
    )


def _read(entry: Mapping[str, Any], words: dict[str, tuple[str, ...]], name: str) -> Combination:
    unknown = set(entry) - {"all", "none", "within", "asked", "in_order", "reach", "sure", "sure_after"}
    if unknown:
        raise ValueError(f"{name}: unknown {', '.join(sorted(unknown))}.")
    needs = tuple(_class(one, words, f"{name}-{number}") for number, one in enumerate(entry["all"]))
    return Combination(
        needs=needs,
        classes=frozenset(needs),
        rarest_first=tuple(sorted(needs, key=lambda one: _frequency(words[one]))),
        none=tuple(_class(one, words, f"{name}-not-{number}") for number, one in enumerate(entry.get("none", ()))),
        within=entry.get("within", "clause"),
        asked=entry.get("asked"),
        in_order=bool(entry.get("in_order")),
        reach=int(entry.get("reach", 160)),
        is_sure=bool(entry.get("sure")),
        sure_after=_class(entry["sure_after"], words, f"{name}-after") if "sure_after" in entry else None,
    )


def _class(one: str | list[str], words: dict[str, tuple[str, ...]], name: str) -> str:
    """Return the name of a class; phrases written out become one of their own."""
    if isinstance(one, str):
        if _PREFIX + one not in words:
            raise ValueError(f"{name}: no class of words is called {one!r}.")
        return _PREFIX + one
    words[_PREFIX + name] = tuple(map(str, one))
    return _PREFIX + name


def _frequency(phrases: tuple[str, ...]) -> float:
    """Guess how often a class is met: by how many phrases it has, and how short their longest words are."""
    return sum(4.0 ** -max(map(len, _LETTERS.findall(_CHOICES.sub(" ", one) or one)), default=3) for one in phrases)


def _places(reading: Reading, index: int, combination: Combination, language: str, whole: bool) -> list[Span]:
    by_class: dict[str, tuple[Span, ...]] = {}
    for name in combination.rarest_first:
        by_class[name] = reading.phrases(index, name)
        if not by_class[name]:
            return []
    said = [by_class[name] for name in combination.needs]
    text = reading.conversation.messages[index].text
    found: list[Span] = []
    for stretch in stretches(text, language, combination.within):
        here = [[one for one in spans if stretch.start <= one.start < stretch.end] for spans in said]
        if not all(here):
            continue
        if combination.asked is not None and combination.asked is not _is_asked(text, stretch, language):
            continue
        chosen = _chosen(here, combination)
        if chosen is None or any(_any_in(stretch, reading.phrases(index, name)) for name in combination.none):
            continue
        found.append(stretch if whole else chosen)
    return found


def _chosen(here: list[list[Span]], combination: Combination) -> Span | None:
    """Return the stretch from the first to the last word taken; no word serves two classes."""
    taken: list[Span] = []
    for spans in here:
        after = taken[-1].end if taken and combination.in_order else 0
        free = (one for one in spans if one.start >= after and not _any_in(one, tuple(taken)))
        one = next(free, None)
        if one is None:
            return None
        taken.append(one)
    start, end = min(one.start for one in taken), max(one.end for one in taken)
    return Span(start, end) if end - start <= combination.reach else None


@lru_cache(maxsize=512)
def stretches(text: str, language: str, within: str) -> tuple[Span, ...]:
    """Return the pieces of a text within which words tell something together: `clause`, `sentence` or `message`."""
    if within == "message":
        return (Span(0, len(text)),)
    whole = sentences(text)
    if language == "th":
        cut = _THAI_SENTENCE_END if within == "sentence" else _THAI_CLAUSE_END
    elif within == "sentence":
        return whole
    else:
        cut = _CLAUSE_END
    return tuple(piece for sentence in whole for piece in _cut(text, sentence, cut))


def _cut(text: str, sentence: Span, at: re.Pattern[str]) -> list[Span]:
    pieces: list[Span] = []
    start = sentence.start
    for match in at.finditer(text, sentence.start, sentence.end):
        pieces.append(Span(start, match.end()))
        start = match.end()
    return [*pieces, Span(start, sentence.end)]


def _is_asked(text: str, stretch: Span, language: str) -> bool:
    if language == "th":
        return _THAI_ASKS.search(text, stretch.start, stretch.end) is not None
    sentence = next((one for one in sentences(text) if one.start <= stretch.start < one.end), stretch)
    return text[: sentence.end].endswith(("?", "؟"))


def _any_in(span: Span, others: tuple[Span, ...]) -> bool:
    return any(other.start < span.end and span.start < other.end for other in others)
