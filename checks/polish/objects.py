"""Finds objects left in the nominative: `wysłaliśmy paczka`, `proszę sprawdzić przesyłka`, `o podanie numer`."""

from __future__ import annotations

from checks.polish.government import government
from checks.polish.lexemes import Word
from checks.polish.phrases import is_address, is_unknown
from checks.polish.runs import Run
from checks.polish.slots import ACCUSATIVE, GENITIVE, NOMINATIVE, SINGULAR, VOCATIVE, same_number_and_gender

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
    + ("prosić", "poprosić", "przepraszać", "przeprosić", "kosztować", "okazać", "pozdrawiać", "witać", "zapraszać")
)
_SKIPPED = frozenset(("już", "jeszcze", "dziś", "dzisiaj", "wczoraj", "też", "także", "również"))
# Before an infinitive these say that somebody named does it, or nobody in particular: no subject comes after.
_GOVERNORS = frozenset(
    ("proszę", "prosimy", "można", "trzeba", "należy", "warto", "mogę", "możemy", "mogliśmy", "chcę", "chcemy", "muszę")
    + ("musimy", "aby", "żeby", "by", "zamierzamy", "chciałabym", "chciałbym", "zacznę", "udało", "spróbuję")
)
# Nouns of action that are things as well; after these prepositions they are actions.
_ACTIONS = frozenset(("podanie", "przesłanie", "złożenie", "nadanie", "sprawdzenie", "potwierdzenie", "wypełnienie"))
# What a thing has: its name follows in the genitive.
_ATTRIBUTES = frozenset(("numer", "data", "kwota", "koszt", "treść", "termin", "wartość", "cena"))
_BEFORE_ACTIONS = frozenset(("o", "przez", "po", "przed", "za"))
_DIRECT = NOMINATIVE | ACCUSATIVE | VOCATIVE


def wrong_object(run: Run, place: int) -> int | None:
    """Return the place of a noun in the nominative right after a verb that leaves no room for another subject."""
    if not _has_subject(run, place):
        return None
    start = place + 1
    while run.text(start) in _SKIPPED or (is_address(run.at(start)) and run.at(start + 1).nominal):
        start += 1
    return start if _is_subject_only(run, start) and not _clause_follows(run, start) else None


def wrong_after_action(run: Run, place: int) -> int | None:
    """Return the place of a noun after a noun of action that is not in the genitive: `o podanie numer`."""
    action = run.at(place)
    is_plain = action.noun == action.verbal or (action.text in _ACTIONS and run.text(place - 1) in _BEFORE_ACTIONS)
    is_action = action.is_noun and is_plain and not action.lemmas & _NO_OBJECT
    noun = run.at(place + 1)
    if not is_action or not noun.is_noun or is_address(noun) or _is_other(noun) or noun.noun & ~_DIRECT:
        return None
    if is_unknown(run, place - 1) or run.at(place - 2).modifier & noun.noun:
        return None  # `łatwa w użyciu aplikacja`
    before = run.text(place - 2) if run.text(place - 1) == "nie" else run.text(place - 1)
    if before not in _BEFORE_ACTIONS and any(run.at(step).verbs for step in range(place)):
        return None  # the verb's own: `proszę przytrzymać w trakcie skanowania przycisk`
    return None if _clause_follows(run, place + 1, anywhere=True) else place + 1


def wrong_after_attribute(run: Run, place: int) -> int | None:
    """Return the place of a noun that is not in the genitive after a number, date or sum of it: `numer telefon`."""
    head, noun = run.at(place), run.at(place + 1)
    if not head.is_noun or not head.lemmas & _ATTRIBUTES or not noun.is_noun or is_address(noun) or _is_other(noun):
        return None
    is_direct = bool(noun.noun & (NOMINATIVE | ACCUSATIVE)) and not noun.noun & ~(_DIRECT)
    return place + 1 if is_direct and not _clause_follows(run, place + 1, anywhere=True) else None


def _has_subject(run: Run, place: int) -> bool:
    verb = run.at(place)
    if not verb.is_verb or any(one.lemma in _NO_OBJECT for one in verb.verbs):
        return False
    if all(one.kind == "inf" for one in verb.verbs):
        before = place - 2 if run.text(place - 1) in ("się", "nie") else place - 1
        return run.text(before) in _GOVERNORS
    return all(one.person == 1 for one in verb.verbs) or _is_done_by_another(run, place)


def _is_done_by_another(run: Run, place: int) -> bool:
    """Tell whether the subject stands right beside a verb in the third person: `kurier przywiezie`, `otrzyma Pan`."""
    verb, before = run.at(place), run.at(place - 1)
    if any(one.person != 3 for one in verb.verbs) or "się" in (run.text(place - 1), run.text(place + 1)):
        return False
    if run.text(place + 1) in ("pan", "państwo"):
        return True
    is_subject = before.is_noun and not before.noun & ~(NOMINATIVE | VOCATIVE) and not is_address(before)
    agrees = any(same_number_and_gender(before.noun & NOMINATIVE, one.slots) for one in verb.verbs)
    return place == 1 and run.opens_sentence and is_subject and agrees


def _is_subject_only(run: Run, start: int) -> bool:
    """Tell whether the phrase can be a subject only; an adjective needs its noun beside it."""
    found, noun = run.at(start), run.at(start + 1)
    if _is_other(found) or is_address(found):
        return False
    kept = found.nominal
    if found.is_modifier and noun.is_noun and not is_address(noun):
        kept &= noun.noun
    elif not found.is_noun:
        return False
    return bool(kept & NOMINATIVE & SINGULAR) and not kept & ~(NOMINATIVE | VOCATIVE)


def _is_other(found: Word) -> bool:
    return bool(found.lemmas & (government().pronouns | government().times)) or bool(found.noun & GENITIVE)


def _clause_follows(run: Run, start: int, *, anywhere: bool = False) -> bool:
    """People leave out `że` and commas: `widzę paczka dotarła`, `po otrzymaniu kurier odbierze`."""
    for step in range(start + 1, len(run)):
        if run.at(step).verbs:
            return True
        if not anywhere and run.text(step) in ("i", "oraz", "a", "ale"):
            return False
    return False
