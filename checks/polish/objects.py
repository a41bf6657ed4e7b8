"""Finds objects left in the nominative after a verb in the first person: `wysłaliśmy paczka`."""

from __future__ import annotations

from checks.polish.government import government
from checks.polish.phrases import is_address
from checks.polish.runs import Run
from checks.polish.slots import NOMINATIVE, SINGULAR, VOCATIVE

_NO_OBJECT = frozenset(
    (
        "być",
        "zostać",
        "stać",
        "pozostać",
        "pozostawać",
        "nazywać",
        "czuć",
        "wydawać",
        "bywać",
        "dziękować",
        "podziękować",
    )
    + (
        "prosić",
        "poprosić",
        "przepraszać",
        "przeprosić",
        "kosztować",
        "okazać",
        "pozdrawiać",
        "witać",
        "zapraszać",
    )
)
_SKIPPED = frozenset(("już", "jeszcze", "dziś", "dzisiaj", "wczoraj", "dla", "też", "także", "również"))


def wrong_object(run: Run, place: int) -> int | None:
    """Return the place of a noun in the nominative right after a verb whose form says that I or we do it."""
    verb = run.at(place)
    if not verb.is_verb or not all(one.person == 1 and one.lemma not in _NO_OBJECT for one in verb.verbs):
        return None
    start = place + 1
    while run.text(start) in _SKIPPED or (is_address(run.at(start)) and run.at(start + 1).nominal):
        start += 1
    return start if _is_subject_only(run, start) and not _clause_follows(run, start) else None


def _is_subject_only(run: Run, start: int) -> bool:
    """Tell whether the phrase can be a subject only; an adjective needs its noun beside it."""
    found, noun = run.at(start), run.at(start + 1)
    if found.lemmas & (government().pronouns | government().times) or is_address(found):
        return False
    kept = found.nominal
    if found.is_modifier and noun.is_noun and not is_address(noun):
        kept &= noun.noun
    elif not found.is_noun:
        return False
    return bool(kept & NOMINATIVE & SINGULAR) and not kept & ~(NOMINATIVE | VOCATIVE)


def _clause_follows(run: Run, start: int) -> bool:
    """People leave out `że`: `widzę paczka dotarła`."""
    for step in range(start + 1, len(run)):
        if run.at(step).verbs:
            return True
        if run.text(step) in ("i", "oraz", "a", "ale"):
            return False
    return False
