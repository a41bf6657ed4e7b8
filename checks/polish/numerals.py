"""Finds nouns that do not fit the numeral before them: `dwa paczki`, `pięć dzień`, `trzy tygodni`."""

from __future__ import annotations

from checks.polish.government import government
from checks.polish.lexemes import Word
from checks.polish.runs import Run
from checks.polish.slots import PLURAL_GENITIVE, SINGULAR, SINGULAR_GENITIVE

_NOT_COUNTED = frozenset(
    ("jeden", "pół", "ćwierć", "półtora", "obydwa", "ile", "tyle", "wiele", "mało", "dużo", "trochę", "więcej", "mniej")
)


def wrong_after_numeral(run: Run, place: int) -> int | None:
    """Return the place of a numeral, adjective or noun that no reading of the numeral at `place` goes with."""
    numeral, following = run.at(place), run.at(place + 1)
    if not numeral.is_numeral or numeral.others or numeral.lemmas & _NOT_COUNTED:
        return None
    if following.is_numeral and not following.others:
        return _wrong_numeral(numeral, following, place)
    if not following.is_nominal or following.pronoun or following.lemmas & government().pronouns:
        return None
    return None if _goes_with(numeral, following) else place + 1


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
