"""What a Polish word can be, from Morfeusz: analysed once per form and kept in a bounded cache."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from checks.morphology import Form, endings, readings
from checks.polish.slots import slots_of_tag

_VERBAL = frozenset(("fin", "bedzie", "impt", "imps", "inf", "pcon", "pant", "praet", "winien"))
_PERSONS = {"pri": 1, "sec": 2, "ter": 3}


@dataclass(frozen=True, slots=True)
class VerbForm:
    """One reading as a verb. `person` is 0 for a form without one; `slots` are number and gender of a past form."""

    lemma: str
    kind: str
    person: int
    slots: int


@dataclass(frozen=True, slots=True)
class Word:
    """Everything a word form can be: slots by part of speech, verb readings, and the parts of speech besides.

    `counted` are slots of a numeral that stands in the case of its noun, `counting` those of one with the genitive;
    `verbal` are those of the noun that are a noun of action as well (`wysłanie`); `may_be_noun`: an adjective all of
    whose forms a noun has too (`droga`, `średnia`).
    """

    text: str
    noun: int = 0
    adjective: int = 0
    participle: int = 0
    pronoun: int = 0
    counted: int = 0
    counting: int = 0
    verbs: tuple[VerbForm, ...] = ()
    others: frozenset[str] = frozenset()
    lemmas: frozenset[str] = frozenset()
    verbal: int = 0
    may_be_noun: bool = False

    @property
    def modifier(self) -> int:
        """The slots as an adjective or participle."""
        return self.adjective | self.participle

    @property
    def nominal(self) -> int:
        """The slots as anything that has a case."""
        return self.noun | self.adjective | self.participle | self.pronoun | self.counted | self.counting

    @property
    def is_nominal(self) -> bool:
        """Tell whether the word has a case in every reading."""
        return bool(self.nominal) and not self.others and not self.verbs

    @property
    def is_numeral(self) -> bool:
        """Tell whether the word can be a numeral."""
        return bool(self.counted or self.counting)

    @property
    def is_noun(self) -> bool:
        """Tell whether the word is a noun and nothing else."""
        return self.is_nominal and self.noun == self.nominal

    @property
    def is_modifier(self) -> bool:
        """Tell whether the word is an adjective or participle and nothing else."""
        return self.is_nominal and self.modifier == self.nominal

    @property
    def is_verb(self) -> bool:
        """Tell whether the word is a verb in every reading."""
        return bool(self.verbs) and not self.others and not self.nominal


@lru_cache(maxsize=50_000)
def word(text: str) -> Word:
    """Return what a word form can be; nothing at all where Morfeusz does not know it."""
    found: dict[str, int] = dict.fromkeys(("noun", "adjective", "participle", "pronoun", "counted", "counting"), 0)
    verbs: list[VerbForm] = []
    verbal = 0
    others: set[str] = set()
    lemmas: set[str] = set()
    for form in () if text in _rare()["unknown"] else _common(text, readings(text)):
        part = form.tag.partition(":")[0]
        place = _place(part, form.tag)
        if part == "ger":
            verbal |= slots_of_tag(form.tag)
        if place:
            found[place] |= slots_of_tag(form.tag)
            lemmas.add(form.lemma)
        elif part in _VERBAL:
            verbs.append(_verb(form, text))
        else:
            others.add(part)
    return Word(
        text,
        **found,
        verbs=tuple(verbs),
        others=frozenset(others),
        lemmas=frozenset(lemmas),
        verbal=verbal,
        may_be_noun=not found["noun"]
        and any(_part(form) == "subst" and not _is_unusual(form) for form in readings(text)),
    )


def _common(text: str, forms: tuple[Form, ...]) -> list[Form]:
    """Leave out readings nobody means, and nouns made of an adjective that is there too (`miły` as a dear one)."""
    rare = _rare()
    if text in rare["function"]:
        forms = tuple(form for form in forms if _place(form.tag.partition(":")[0], form.tag) is None)
    dropped = rare["lemmas"] | frozenset(rare["forms"].get(text, ()))
    usual = {(form.lemma, _part(form)) for form in forms if not _is_unusual(form)}
    kept = [
        form
        for form in forms
        if form.lemma not in dropped and ((form.lemma, _part(form)) in usual or not _is_unusual(form))
    ]
    kept = [form for form in kept if not form.has(rare["genders"].get(form.lemma, "-"))]
    kept = [form for form in kept or forms if not form.tag.startswith("interj")] or list(forms)
    if text in rare["finite"] or any(form.tag.startswith("inf") for form in kept):
        return [form for form in kept if not form.tag.startswith(("ger", "subst"))]
    adjective = 0
    for form in kept:
        adjective |= slots_of_tag(form.tag) if form.tag.startswith("adj:") else 0
    if not adjective:
        return kept
    kept = [form for form in kept if form.tag not in ("adja", "adjp")]
    return [form for form in kept if not form.tag.startswith("subst") or slots_of_tag(form.tag) & ~adjective]


def _part(form: Form) -> str:
    return form.tag.partition(":")[0]


def _is_unusual(form: Form) -> bool:
    """Tell whether Morfeusz calls a reading old, regional or rare (`daw._dziś_gwar.` is two of these)."""
    return any(_rare()["qualifiers"].intersection(one.split("_")) for one in form.qualifiers)


@cache
def _rare() -> dict[str, Any]:
    read: dict[str, Any] = YAML(typ="safe").load(Path(__file__).with_name("rare.yaml"))
    return {
        "function": frozenset(read["function"]),
        "genders": dict(read["genders"]),
        "finite": frozenset(read["finite"]),
        "lemmas": frozenset(read["lemmas"]),
        "unknown": frozenset(read["unknown"]),
        "qualifiers": frozenset(read["qualifiers"]),
        "forms": {form: frozenset(lemmas) for form, lemmas in read["forms"].items()},
    }


def _place(part: str, tag: str) -> str | None:
    if part in ("subst", "ger", "depr"):
        return "noun"
    if part in ("ppas", "pact"):
        return "participle"
    if part in ("ppron12", "ppron3", "siebie"):
        return "pronoun"
    if part == "num":
        return "counted" if ":congr" in tag else "counting"
    return "adjective" if part == "adj" else None


def _verb(form: Form, text: str) -> VerbForm:
    kind = form.tag.partition(":")[0]
    persons = [_PERSONS[field] for field in form.tag.split(":") if field in _PERSONS]
    if kind in ("praet", "winien"):
        ends = [_PERSONS[field] for end in endings(text) for field in end.tag.split(":") if field in _PERSONS]
        persons = ends or [3]
    return VerbForm(form.lemma, kind, persons[0] if persons else 0, slots_of_tag(form.tag))
