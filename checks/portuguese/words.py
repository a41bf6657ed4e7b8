"""What a Portuguese word can be: its genders and numbers as noun, adjective, determiner, and its persons as a verb."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from checks.tagged.words import tags

# Gender and number as bits.
SLOTS = {"MS": 1, "MP": 2, "FS": 4, "FP": 8}
SINGULAR = SLOTS["MS"] | SLOTS["FS"]
PLURAL = SLOTS["MP"] | SLOTS["FP"]
MASCULINE = SLOTS["MS"] | SLOTS["MP"]
FEMININE = SLOTS["FS"] | SLOTS["FP"]


@dataclass(frozen=True, slots=True)
class Word:
    """Slots by part of speech; `persons` are those of finite forms (`3S`); `others` what it can be besides."""

    text: str
    noun: int = 0
    adjective: int = 0
    participle: int = 0
    determiner: int = 0
    numeral: int = 0
    persons: frozenset[str] = frozenset()
    is_other_verb: bool = False
    others: frozenset[str] = frozenset()

    @property
    def is_verb(self) -> bool:
        """Tell whether the word is a finite verb in every reading."""
        nominal = self.noun or self.adjective or self.participle or self.determiner or self.others
        return bool(self.persons) and not nominal

    @property
    def is_noun(self) -> bool:
        """Tell whether the word is a noun in every reading."""
        besides = self.adjective or self.participle or self.determiner or self.persons or self.others
        return bool(self.noun) and not besides and not self.is_other_verb

    @property
    def predicate(self) -> int:
        """The slots as an adjective or participle."""
        return self.adjective | self.participle


@lru_cache(maxsize=50_000)
def word(text: str) -> Word:
    """Return what a word form can be; nothing at all where the dictionary lacks it."""
    slots = dict.fromkeys(("noun", "adjective", "participle", "determiner", "numeral"), 0)
    persons: set[str] = set()
    others: set[str] = set()
    is_other_verb = False
    for tag in tags(text, "pt"):
        place, found = _placed(tag)
        if place:
            slots[place] |= found
        elif tag[:2] in ("VM", "VA", "VS"):
            persons |= {tag[4:6]} if tag[4].isdigit() and tag[3] != "N" else set()
            is_other_verb = is_other_verb or not tag[4].isdigit() or tag[4] == "0"
        else:
            others.add(tag[:2])
    return Word(text, **slots, persons=frozenset(persons), is_other_verb=is_other_verb, others=frozenset(others))


def _placed(tag: str) -> tuple[str | None, int]:
    if tag.startswith("NC"):
        return "noun", _slots(tag[2], tag[3])
    if tag.startswith("AQ"):
        return "adjective", _slots(tag[3], tag[4])
    if tag.startswith("VMP"):
        return "participle", _slots(tag[6], tag[5])
    if tag.startswith("Z0") and len(tag) > 3:
        return "numeral", _slots(tag[2], tag[3])
    joined = tag.partition(":")[2] or tag
    if joined.startswith(("DA", "DD", "DI", "DP")):
        return "determiner", _slots(joined[3], joined[4])
    return None, 0


def _slots(gender: str, number: str) -> int:
    genders = {"M": MASCULINE, "F": FEMININE}.get(gender, MASCULINE | FEMININE)
    numbers = {"S": SINGULAR, "P": PLURAL}.get(number, SINGULAR | PLURAL)
    return genders & numbers
