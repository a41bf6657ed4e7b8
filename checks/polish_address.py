"""Finds how Polish text addresses its reader: as Pan, Pani or Państwo, or as ty."""

from __future__ import annotations

import re
from functools import lru_cache

from checks.morphology import endings, readings
from qa.ports import Span

_FORMAL = re.compile(
    r"\b(?:(?i:Pan|Pana|Panu|Panem|Pani|Panią|Panie(?! i panowie)|Państwo|Państwa|Państwu|Państwem))\b"
)
_TITLE_OF_ANOTHER = re.compile(
    r"\b(?:pan|pana|panem|panu|pani|panią)\s+(?:kurier\w*|listonosz\w*|doręczyciel\w*|z (?:działu|magazynu|obsługi))",
)
_PRONOUN = re.compile(
    r"(?<=[^.!?\n] )Ci\b|\b(?:Ty|ty|ciebie|Ciebie|cię|Cię|tobie|Tobie|tobą|Tobą|"
    r"(?:[Tt]w(?:ój|oja|oje|ojego|ojej|ojemu|oją|oim|oich|oimi|oi)))\b"
)
_WORD = re.compile(r"[^\W\d_]{3,}")
# "bądź" is mostly "or"; of the others the dictionary knows a rare noun as well ("złoże", "kupa").
_NO_SECOND_PERSON = frozenset({"bądź", "cóż", "nuż"})
_SECOND_PERSON = frozenset({"kup", "złóż"})
_PLAUSIBLE_ENDING = re.compile(r"(?:sz|[łl][eao]ś|byś|j|ij|aj|dź|ć|ź|ń|ś|cz|ż|rz|l|w|b|p|t|d|m|n|ś|łącz|g)$")


def formal_spans(text: str) -> tuple[Span, ...]:
    """Return words that address the reader as Pan, Pani or Państwo."""
    others = [match.span() for match in _TITLE_OF_ANOTHER.finditer(text)]
    return tuple(
        Span(match.start(), match.end())
        for match in _FORMAL.finditer(text)
        if not any(start <= match.start() < end for start, end in others)
    )


def informal_spans(text: str) -> tuple[Span, ...]:
    """Return words that address the reader as ty: pronouns and verbs of the second person singular."""
    found = {match.span() for match in _PRONOUN.finditer(text)}
    found |= {match.span() for match in _WORD.finditer(text) if _is_second_person(match.group())}
    return tuple(Span(start, end) for start, end in sorted(found))


@lru_cache(maxsize=50_000)
def _is_second_person(word: str) -> bool:
    """Tell whether every reading of a word is a verb of the second person singular: no noun is taken for one."""
    lowered = word.lower()
    if lowered in _SECOND_PERSON:
        return True
    if lowered in _NO_SECOND_PERSON or not _PLAUSIBLE_ENDING.search(lowered):
        return False
    if any(ending.has("aglt", "sg", "sec") for ending in endings(lowered)):
        return lowered.endswith("ś") and all(form.has("praet") or form.has("cond") for form in readings(lowered))
    forms = readings(lowered)
    return bool(forms) and all(
        (form.has("fin", "sg", "sec") or form.has("impt", "sg", "sec") or form.has("cond", "sg", "sec"))
        for form in forms
    )
