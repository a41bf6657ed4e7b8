"""Finds objects of a negated verb that are not in the genitive: `nie mamy ten produkt`, `nie mogę znaleźć fakturę`."""

from __future__ import annotations

from checks.polish.government import government
from checks.polish.lexemes import Word
from checks.polish.phrases import POSSESSIVES, is_address, names_other
from checks.polish.runs import Run
from checks.polish.slots import ACCUSATIVE, DATIVE, GENITIVE, NOMINATIVE, SINGULAR

_MODALS = frozenset(("móc", "chcieć", "zdążyć", "potrafić", "zamierzać", "udać", "udawać", "zdołać", "planować"))
_NO_OBJECT = frozenset(
    ("być", "zostać", "bywać", "stać", "kosztować", "trwać", "ważyć", "mierzyć", "czekać", "nazywać")
    + ("zajmować", "potrwać", "zająć", "poczekać", "dziękować", "boleć", "obchodzić", "interesować")
    + ("cieszyć", "martwić")
)
_IMPERSONAL = frozenset(("ma", "było", "będzie"))
_MOST_SKIPPED = 4
_SKIPPED = frozenset(("jeszcze", "już", "niestety", "teraz", "też", "także", "się"))


def wrong_after_negation(run: Run, place: int) -> int | None:
    """Return the place of the object of the verb after `nie` at `place`, when only the accusative fits."""
    if run.text(place) != "nie":
        return None
    verb_place = _verb_place(run, place + 1)
    if verb_place is None:
        return None
    verb = run.at(verb_place)
    if "się" in (run.text(verb_place - 1), run.text(verb_place + 1)):
        return None
    if run.text(verb_place) in _IMPERSONAL and (missing := _wrong_missing_thing(run, verb_place)) is not None:
        return missing
    if any(one.lemma == "być" for one in verb.verbs):
        return None
    has_no_subject = all(one.person in (1, 2) or one.kind == "inf" for one in verb.verbs)
    start, has_subject = _object_place(run, verb_place + 1)
    found = run.at(start)
    if not found.is_nominal or found.is_numeral or found.pronoun or found.lemmas & government().pronouns:
        return None
    if names_other(run, start, government().times) or found.nominal & (GENITIVE | DATIVE):
        return None
    may_be_subject = found.nominal & NOMINATIVE and not (has_no_subject or has_subject)
    return start if found.nominal & ACCUSATIVE and not may_be_subject and _is_plain(run, start, found) else None


def _wrong_missing_thing(run: Run, place: int) -> int | None:
    """What is not there stands in the genitive: `nie ma paczka`."""
    start = place + 1
    while run.text(start) in _SKIPPED:
        start += 1
    found, follows = run.at(start), run.at(start + 1)
    is_alone = not follows.nominal and not follows.verbs and (start + 1 == len(run) or bool(follows.others))
    is_subject = bool(found.noun) and not found.noun & ~(NOMINATIVE & SINGULAR)
    return start if found.is_noun and not is_address(found) and is_subject and is_alone else None


def _verb_place(run: Run, place: int) -> int | None:
    """Find the verb whose object it is: the negated one, or the infinitive right after a negated modal."""
    verb = run.at(place)
    if not verb.verbs or verb.others or verb.noun:
        return None
    lemmas = {one.lemma for one in verb.verbs}
    following = place + 1
    while run.text(following) in _SKIPPED:
        following += 1
    if lemmas <= _MODALS and any(one.kind == "inf" for one in run.at(following).verbs):
        inner = run.at(following)
        return following if inner.is_verb and not {one.lemma for one in inner.verbs} & _NO_OBJECT else None
    is_there = run.text(place) in _IMPERSONAL
    return place if is_there or not lemmas & (_NO_OBJECT | _MODALS) else None


def _object_place(run: Run, start: int) -> tuple[int, bool]:
    has_subject = False
    for _ in range(_MOST_SKIPPED):
        found, text = run.at(start), run.text(start)
        is_person = (is_address(found) or bool(found.pronoun)) and bool(run.at(start + 1).nominal)
        if text in government().prepositions and run.at(start + 1).is_nominal:
            start += 1
            while (run.at(start).is_modifier or run.text(start) in POSSESSIVES) and run.at(start + 1).is_nominal:
                start += 1
            start += 1
            continue
        if text not in _SKIPPED and not is_person:
            break
        has_subject = has_subject or text in ("pan", "państwo")
        start += 1
    return start, has_subject


def _is_plain(run: Run, start: int, found: Word) -> bool:
    """An adjective alone may say how something is (`nie dostałem nowe`): a noun must follow it and fit."""
    if found.is_noun:
        return True
    noun = run.at(start + 1)
    return noun.is_noun and bool(noun.noun & found.modifier & ACCUSATIVE) and not noun.noun & GENITIVE
