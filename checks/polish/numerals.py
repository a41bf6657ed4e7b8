"""Finds nouns that do not fit the numeral before them: `dwa paczki`, `pięć dzień`, `trzy tygodni`."""

from __future__ import annotations

from functools import cache

from checks.polish.government import government
from checks.polish.lexemes import Word
from checks.polish.phrases import is_address
from checks.polish.runs import Run
from checks.polish.slots import (
    ALL,
    GENDERS,
    GENITIVE,
    PLURAL,
    PLURAL_GENITIVE,
    SINGULAR,
    SINGULAR_GENITIVE,
    slots,
)

_UNITS = frozenset(
    ("dzień", "godzina", "tydzień", "miesiąc", "rok", "minuta", "sztuka", "lato", "paczka", "produkt")
    + ("przesyłka", "zdjęcie")
)
_DIRECT = slots(cases="nom.acc")
_LONGEST_FIGURE = 3
_BEFORE_A_NAME = frozenset(("nr", "numer", "numeru", "punkt", "pkt", "ust", "art", "rozmiar", "o", "po", "co", "model"))
_LASTING = frozenset(("trwa", "trwają", "potrwa", "trwać", "wynosi", "zajmie", "zajmuje", "minęły", "minęło"))
_NOT_COUNTED = frozenset(
    ("jeden", "pół", "ćwierć", "półtora", "obydwa", "ile", "tyle", "wiele", "mało", "dużo", "trochę")
    + ("więcej", "mniej", "moc")
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
    if run.text(place) in ("oboje", "obydwoje") and is_address(following):
        return None
    demand = government().prepositions.get(run.text(place - 1))
    kept = demand.cases if demand and (numeral.counted | numeral.counting) & demand.cases else ALL
    return None if _goes_with(numeral, following, kept) else place + 1


def _wrong_after_figure(run: Run, place: int) -> int | None:
    """Judge units after a whole number: `5 godziny`, `przez 2 tygodni`. A singular may be an ordinal (`5 dzień`)."""
    figure, noun, before = run.text(place), run.at(place + 1), run.text(place - 1)
    if not figure.isdigit() or figure == "1" or len(figure) > _LONGEST_FIGURE or not noun.is_noun:
        return None
    if not noun.lemmas <= _UNITS or not place or before in _BEFORE_A_NAME:
        return None
    demand = government().prepositions.get(before) or government().phrases.get((run.text(place - 2), before))
    cases = demand.cases if demand else _DIRECT
    if not noun.noun & PLURAL:
        # Without a preposition of the genitive a singular may be an ordinal: "5 dzień", "w 14 dniu".
        return place + 1 if demand and not cases & ~GENITIVE and not noun.noun & cases else None
    is_right = _few_fit(run, place, cases) if _is_few(figure) else _many_fit(noun.noun, cases, is_bare=not demand)
    return None if is_right else place + 1


def _is_few(figure: str) -> bool:
    return figure[-1] in "234" and figure[-2:-1] != "1"


def _few_fit(run: Run, place: int, cases: int) -> bool:
    """Two, three and four stand in the case of their noun; without a preposition something else may ask for it."""
    if run.at(place + 1).noun & cases & PLURAL:
        return True
    is_asked = cases != _DIRECT or (run.text(place - 1) in _LASTING and run.text(place - 2) != "nie")
    return not is_asked


def _many_fit(noun: int, cases: int, *, is_bare: bool) -> bool:
    """Five and more have the genitive beside them, or stand in the case asked for."""
    wanted = (cases & PLURAL & ~_DIRECT) | (PLURAL_GENITIVE if cases & _DIRECT else 0)
    return bool(noun & wanted) or (is_bare and not noun & _DIRECT)


def _wrong_numeral(numeral: Word, following: Word, place: int) -> int | None:
    """Parts of one number share the case: `dwudziestu dwóch`."""
    if following.lemmas & _NOT_COUNTED:
        return None
    shared = (numeral.counted | numeral.counting) & (following.counted | following.counting)
    return None if shared else place + 1


def _goes_with(numeral: Word, following: Word, cases: int) -> bool:
    """Tell whether the numeral, in the cases its preposition leaves it, goes with the word after it."""
    counted, counting = numeral.counted & cases, numeral.counting & cases
    if following.noun & SINGULAR_GENITIVE and counting & SINGULAR:
        return True
    return bool(counted & following.nominal) or bool(following.nominal & PLURAL_GENITIVE & _of_genders(counting))


@cache
def _of_genders(found: int) -> int:
    """Return every slot of the genders that a set of slots holds."""
    return sum(slots(genders=gender) for gender in GENDERS if found & slots(genders=gender))
