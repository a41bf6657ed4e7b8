"""Finds verbs and pronouns that do not fit what is counted: `zostały 5 sztuk`, `jest 2 sztuki`, `jeden z paczek`."""

from __future__ import annotations

from checks.polish.government import government
from checks.polish.lexemes import Word
from checks.polish.runs import Run
from checks.polish.slots import (
    ACCUSATIVE,
    GENITIVE,
    NEUTER,
    NOMINATIVE,
    PLURAL,
    PLURAL_GENITIVE,
    SINGULAR,
    slots,
)
from checks.polish.subjects import WITHOUT_OBJECT

# What is there, came or went: a number after it is its subject.
_BEING = frozenset(
    ("być", "zostać", "pozostać", "przyjść", "dotrzeć", "wpłynąć", "wyjść", "wrócić", "dojść", "zaginąć", "trafić")
    + ("brakować", "zabraknąć", "minąć", "upłynąć", "pojawić")
)
_PASSING = frozenset(("minąć", "upłynąć"))
_LACKING = frozenset(("brakować", "zabraknąć"))
_SKIPPED = frozenset(
    ("nam", "mi", "jeszcze", "już", "tylko", "się", "jedynie", "dokładnie", "ostatnie", "wam", "pani", "panu")
)
_MEASURES = frozenset(
    ("kilometr", "metr", "centymetr", "procent", "raz", "rozmiar", "numer", "złoty", "kilogram", "gram")
)
_ONE = frozenset(("jeden", "jedna", "jedno", "żaden", "żadna", "żadne", "każdy", "każda", "każde", "któryś", "któraś"))
_MASCULINE, _FEMININE = slots(genders="m1.m2.m3"), slots(genders="f")


def wrong_count(run: Run, place: int) -> int | None:
    """Return the place of a verb of being there that is singular before two, or plural before five."""
    verb = run.at(place)
    if not verb.is_verb or any(one.person != 3 for one in verb.verbs):
        return None
    if not all(one.lemma in _BEING for one in verb.verbs):
        return place if _is_of_another_gender(run, place) else None
    start = after_company(run, place + 1)
    numeral, noun = run.at(start), run.at(start + 1)
    if not noun.is_noun or noun.lemmas & (_MEASURES | government().pronouns) or _has_subject(run, place):
        return None
    lemmas = {one.lemma for one in verb.verbs}
    is_time = bool(noun.lemmas & government().times)
    if is_time and not lemmas <= _PASSING:
        return None
    if lemmas <= _LACKING:
        is_wrong = _is_two(run, start, numeral) and not noun.noun & PLURAL_GENITIVE
        return start if is_wrong and noun.noun & PLURAL else None
    kinds = {one.kind for one in verb.verbs}
    if not kinds <= {"praet", "fin", "bedzie"}:
        return None
    is_singular = all(not one.slots & PLURAL for one in verb.verbs)
    if _is_two(run, start, numeral) and noun.noun & PLURAL & NOMINATIVE and not noun.noun & PLURAL_GENITIVE:
        is_neuter = "praet" not in kinds or all(one.slots & NEUTER for one in verb.verbs)
        return place if is_singular and is_neuter and not noun.lemmas & {"osoba"} else None
    is_plural = all(not one.slots & SINGULAR for one in verb.verbs)
    is_many = _is_many(run, start, numeral) and noun.noun & PLURAL_GENITIVE and not noun.noun & NOMINATIVE & PLURAL
    return place if is_plural and is_many else None


def after_company(run: Run, start: int) -> int:
    """Step over small words and what a preposition brings: `brakuje w paczce trzech śrub`."""
    while start < len(run):
        found = run.at(start + 1)
        if run.text(start) in _SKIPPED:
            start += 1
        elif run.text(start) in government().prepositions and found.nominal and not found.is_numeral:
            start += 3 if found.is_modifier and run.at(start + 2).is_noun else 2
        else:
            return start
    return start


def _is_of_another_gender(run: Run, place: int) -> bool:
    """Tell whether a verb without an object is masculine or feminine before many: `zgłosiła się pięć klientów`."""
    verb = run.at(place)
    is_reflexive = "się" in (run.text(place - 1), run.text(place + 1))
    if not is_reflexive and not all(one.lemma in WITHOUT_OBJECT for one in verb.verbs):
        return False
    if not all(one.kind == "praet" and not one.slots & (PLURAL | NEUTER) for one in verb.verbs):
        return False
    start = after_company(run, place + 1)
    numeral, noun = run.at(start), run.at(start + 1)
    is_time = bool(noun.lemmas & (government().times | _MEASURES))
    is_counted = noun.is_noun and bool(noun.noun & PLURAL_GENITIVE) and not is_time
    is_many = _is_many(run, start, numeral) or (
        numeral.is_numeral and bool(numeral.counting & NOMINATIVE) and not numeral.counted & NOMINATIVE
    )
    return is_counted and is_many and not _has_subject(run, place)


def _has_subject(run: Run, place: int) -> bool:
    """Tell whether something before the verb may be what is there, and the number says how long or how far."""
    return any(run.at(step).noun & NOMINATIVE or run.at(step).pronoun & NOMINATIVE for step in range(place))


def _is_two(run: Run, place: int, numeral: Word) -> bool:
    figure = run.text(place)
    if figure.isdigit():
        return figure in ("2", "3", "4")
    return (
        numeral.is_numeral and bool(numeral.lemmas & {"dwa", "trzy", "cztery"}) and bool(numeral.counted & NOMINATIVE)
    )


def _is_many(run: Run, place: int, numeral: Word) -> bool:
    figure = run.text(place)
    if figure.isdigit():
        return len(figure) <= 3 and (figure[-1] in "0156789" or figure[-2:-1] == "1") and figure != "1"
    is_many = numeral.is_numeral and not numeral.lemmas & {"dwa", "trzy", "cztery", "oba", "obydwa", "pół"}
    return is_many and bool(numeral.counting & ACCUSATIVE) and not numeral.counted & NOMINATIVE


def wrong_one_of(run: Run, place: int) -> int | None:
    """Return the place of `jeden`, `każda` and the like of another gender than what it is one of."""
    if run.text(place) not in _ONE or run.text(place + 1) not in ("z", "ze", "spośród"):
        return None
    step, kept = place + 2, PLURAL & GENITIVE
    while run.at(step).is_modifier and run.at(step + 1).nominal:
        kept &= run.at(step).modifier
        step += 1
    noun = run.at(step)
    if not noun.is_noun or not noun.noun & kept or noun.lemmas & {"osoba", "państwo"}:
        return None
    found, genders = run.at(place), noun.noun & kept
    said = (found.modifier | found.counted) & SINGULAR & NOMINATIVE
    same = (
        (genders & _MASCULINE and said & _MASCULINE)
        or (genders & _FEMININE and said & _FEMININE)
        or (genders & NEUTER and said & NEUTER)
    )
    # "Każdy z zamówień" has no person to stand for; a plain noun with another gender later in the row may.
    return None if same else place
