"""Hints while feedback is written: words that speak of always and never, of the person, or with irony (method 6.3)."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from qa.stages.feedback import hint_words

_THAI = "th"
_ARABIC = "ar"
_MARKS = re.compile(r"[\u064b-\u0652\u0640]")


class HintKind(enum.Enum):
    """What is doubtful about words."""

    ABSOLUTE = "absolute"
    TRAIT = "trait"
    IRONY = "irony"


@dataclass(frozen=True, slots=True)
class Hint:
    """Words one may want to change; nothing is refused for them."""

    kind: HintKind
    words: str


def find_hints(text: str) -> tuple[Hint, ...]:
    """Return what a writer may want to change, each word once, in the order of the text.

    All languages are looked for: people write feedback in the language they share with the agent, which need not be
    the page's or the conversation's.
    """
    found: dict[tuple[HintKind, str], tuple[int, Hint]] = {}
    plain = _MARKS.sub("", text)
    for kind in HintKind:
        for match in _pattern(kind).finditer(plain):
            words = match[0].strip()
            found.setdefault((kind, words.casefold()), (match.start(), Hint(kind, words)))
    return tuple(hint for _, hint in sorted(found.values(), key=lambda one: one[0]))


@cache
def _pattern(kind: HintKind) -> re.Pattern[str]:
    words: Mapping[str, Iterable[str]] = {
        HintKind.ABSOLUTE: hint_words.ABSOLUTE,
        HintKind.TRAIT: hint_words.TRAIT,
        HintKind.IRONY: hint_words.IRONY,
    }[kind]
    return re.compile("|".join(_of_language(code, phrases) for code, phrases in words.items()), re.IGNORECASE)


def _of_language(code: str, phrases: Iterable[str]) -> str:
    """Thai writes no spaces between words; Arabic joins short words to the next."""
    any_of = "|".join(sorted((_phrase(one) for one in phrases), key=len, reverse=True))
    if code == _THAI:
        return f"(?:{any_of})"
    if code == _ARABIC:
        return rf"(?<!\w)[وفب]?(?:ال)?(?:{any_of})(?!\w)"
    return rf"(?<!\w)(?:{any_of})(?!\w)"


def _phrase(written: str) -> str:
    plain = _MARKS.sub("", written)
    return re.escape(plain).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
