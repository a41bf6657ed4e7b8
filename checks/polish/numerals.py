"""Finds nouns that do not fit the numeral before them: `dwa paczki`, `pięć dzień`, `trzy tygodni`."""

from __future__ import annotations

from checks.polish.government import government
from checks.polish.lexemes import Word
from checks.polish.runs import Run
from checks.polish.slots import (
    PLURAL,
    PLURAL_GENITIVE,
    SINGULAR,
    SINGULAR_GENITIVE,
    slots,
)

_UNITS = frozenset(
    (
        "dzień",
        "godzina",
        "tydzień",
        "miesiąc",
        "rok",
        "minuta",
        "sztuka",
        "lato",
        "paczka",
        "produkt",
        "przesyłka",
        "zdjęcie",
    )
)
_DIRECT = slots(cases="nom.acc")
_LONGEST_FIGURE = 3
_NOT_COUNTED = frozenset(
    (
        "jeden",
        "pół",
        "ćwierć",
        "półtora",
        "obydwa",
        "ile",
        "tyle",
        "wiele",
        "mało",
        "dużo",
        "trochę",
        "więcej",
        "mniej",
    )
)


def wrong_after_numeral(run: Run, place: int) -> int | None:
    """Return the place of a numeral, adjective or noun that no reading of the numeral at `place` goes with."""
    numeral, following = run.at(place), run.at(place + 1)
    if "dig" in numeral.others:
        return _wrong_after_figure(run, place)
    if not numeral.is_numeral or numeral.others or numeral.lemmas & _NOT_COUNTED:
        return None
    if following.is_numeral and not following.others:
        return _wrong_numeral(numeral, following, place)
    if not following.is_nominal or following.pronoun or following.lemmas & government().pronouns:
        return None
    return None if _goes_with(numeral, following) else place + 1


def _wrong_after_figure(run: Run, place: int) -> int | None:
    """Judge units after a whole number: `5 godziny`, `przez 2 tygodni`. A singular may be an ordinal (`5 dzień`)."""
    figure, noun, before = run.text(place), run.at(place + 1), run.text(place - 1)
    if (
        not figure.isdigit()
        or len(figure) > _LONGEST_FIGURE
        or not noun.is_noun
        or not noun.lemmas <= _UNITS
        or not noun.noun & PLURAL
    ):
        return None
    if not place or before in (
        "nr",
        "numer",
        "numeru",
        "punkt",
        "pkt",
        "ust",
        "art",
        "rozmiar",
        "o",
        "po",
        "co",
    ):
        return None
    is_few = figure[-1] in "234" and figure[-2:-1] != "1"
    demand = government().prepositions.get(before)
    cases = demand.cases if demand else _DIRECT
    wanted = (cases | (0 if demand else PLURAL_GENITIVE)) & PLURAL if is_few else cases & PLURAL & ~_DIRECT
    if not is_few and cases & _DIRECT:
        wanted |= PLURAL_GENITIVE
    return None if noun.noun & wanted or (figure == "1" and noun.noun & SINGULAR) else place + 1


def _wrong_numeral(numeral: Word, following: Word, place: int) -> int | None:
    """Parts of one number share the case: `dwudziestu dwóch`."""
    if following.lemmas & _NOT_COUNTED:
        return None
    shared = (numeral.counted | numeral.counting) & (following.counted | following.counting)
    return None if shared else place + 1


def _goes_with(numeral: Word, following: Word) -> bool:
    if following.noun & SINGULAR_GENITIVE and numeral.counting & SINGULAR:
        return True
    return bool(numeral.counted & following.nominal) or bool(numeral.counting and following.nominal & PLURAL_GENITIVE)
