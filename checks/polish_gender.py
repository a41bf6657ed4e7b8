"""Finds Polish forms that show the speaker's gender, and tells the gender of a given name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from checks.morphology import endings, readings
from qa.ports import Span

_VERB = re.compile(r"\b\w{1,}(?:ł(?P<f>a)?(?:by)?(?:em|m)|nienem|(?P<must>nnam))\b", re.IGNORECASE)
_STATE = re.compile(
    r"\b(?:jestem|czuję się|nie jestem|będę|pozostaję|byłem|byłam|sam|sama)"
    r"(?: (?:bardzo|naprawdę|całkiem|w pełni|zupełnie|tego|już|także|też|jeszcze|równie|za to|wręcz|tu|teraz))*"
    r" (?P<word>\w{3,})\b",
    re.IGNORECASE,
)
_SELF = re.compile(r"\b(?:ja|jestem) (?P<word>sama?)\b", re.IGNORECASE)
_ADJECTIVES = ("adj:", "ppas", "pact", "winien")
_OTHERS = ("prep", "adv", "qub", "part", "conj", "comp", "npron", "ppron")


def speaker_forms(text: str) -> Iterator[tuple[Span, bool]]:
    """Yield first-person forms with whether they are a woman's: "sprawdziłam", "chciałbym", "jestem pewna"."""
    for match in _VERB.finditer(text):
        word = match.group().lower()
        is_must = word in ("powinienem", "powinnam")
        if is_must or (match["f"] is not None or not word.endswith("nnam")) and _is_first_person(word):
            yield Span(*match.span()), match["f"] is not None or word == "powinnam"
    for match in (*_STATE.finditer(text), *_SELF.finditer(text)):
        gender = _adjective_gender(match["word"].lower())
        if gender is not None:
            yield Span(match.start(), match.end()), gender


@lru_cache(maxsize=5_000)
def is_womans(name: str) -> bool | None:
    """Tell whether a given name in the nominative is a woman's; None where it is not known or borne by both."""
    given = [one for one in readings(name) if "imię" in one.labels and one.has("sg", "nom")]
    female = any(one.has("f") for one in given)
    male = any(one.has("m1") for one in given)
    return female if given and female != male else None


@lru_cache(maxsize=20_000)
def _is_first_person(word: str) -> bool:
    return any(form.has("aglt", "sg", "pri") for form in endings(word))


@lru_cache(maxsize=20_000)
def _adjective_gender(word: str) -> bool | None:
    """Tell whether an adjective or participle in the nominative singular is a woman's; None for other words."""
    forms = readings(word)
    nominative = [one for one in forms if one.tag.startswith(_ADJECTIVES) and one.has("sg")]
    nominative = [one for one in nominative if one.has("nom") or one.tag.startswith("winien")]
    is_noun = any(one.tag.startswith("subst") for one in forms)
    is_clear = not is_noun or any(one.tag.startswith(("ppas", "winien")) for one in forms)
    if not is_clear or any(one.tag.startswith(_OTHERS) for one in forms):
        return None
    nominative += [one for one in forms if one.tag.startswith("adjc")]
    is_male = any(one.has("m1") or one.tag.startswith("adjc") for one in nominative)
    is_female = any(one.has("f") for one in nominative)
    return is_female if is_male != is_female else None
