"""Finds clauses that do not fit the one before: `paczka, który wyszła`, `Sprawdzając zamówienie, została wysłana`."""

from __future__ import annotations

from checks.polish.government import government
from checks.polish.lexemes import Word
from checks.polish.phrases import is_address
from checks.polish.runs import Run
from checks.polish.slots import ACCUSATIVE, MEN, NOMINATIVE, PLURAL, same_number_and_gender
from checks.polish.subjects import WITHOUT_OBJECT, subject_before

# Said of nobody in particular, they stand before any clause.
_OF_NOBODY = frozenset(
    ("brać", "mówić", "wyjąć", "wyjąwszy", "liczyć", "zaczynać", "począć", "patrzeć", "uwzględniać", "wychodzić")
    + ("pomijać", "sądzić", "zważyć", "zważać", "zakładać", "abstrahować", "kończyć", "włączać", "wyłączać", "nie")
    + ("podsumowywać", "streszczać", "biorąc", "reasumować", "odnosić", "nawiązywać")
)
_WITH_RELATIVE = 2
_WITH_BY = frozenset(("gdyby", "żeby", "aby", "jeśliby", "jeżeliby", "jakby"))
_PEOPLE = frozenset(
    ("osoba", "klientka", "firma", "sklep", "konsultantka", "dział", "zespół", "obsługa", "bank", "ekipa")
)
_ASKING = frozenset(
    ("wiedzieć", "sprawdzić", "sprawdzać", "pytać", "zapytać", "pisać", "napisać", "podać", "podawać", "powiedzieć")
    + (
        "zobaczyć",
        "decydować",
        "zdecydować",
        "wybrać",
        "wybierać",
        "ustalić",
        "ustalać",
        "wskazać",
        "określić",
        "zależeć",
    )
    + (
        "zaznaczyć",
        "pamiętać",
        "wyjaśnić",
        "dowiedzieć",
        "potwierdzić",
        "doprecyzować",
        "dopytać",
        "upewnić",
        "zerknąć",
    )
)
# "O tym, która zaszła, napiszę", "z dwóch dróg, która jest wygodniejsza": the noun is elsewhere, or one of several.
_CORRELATIVE = frozenset(("to", "tego", "temu", "tym"))
_OF_SEVERAL = frozenset(("z", "ze", "spośród", "wśród"))
_JOINED = frozenset(("i", "oraz", "a", "lub", "albo", "ani", "czy"))


def wrong_relative(before: tuple[Run, ...], run: Run) -> int | None:
    """Return the place of `który` that agrees with no noun of its sentence before, or not with its own verb."""
    place = 0
    if run.text(0) in government().prepositions or run.text(0) in _JOINED:
        place = 1
    pronoun = run.at(place)
    if pronoun.lemmas != {"który"} or run.before != "," or not before or run.after.startswith("?"):
        return None
    noun = run.at(place + 1)
    if (noun.noun & pronoun.modifier and not is_address(noun)) or any(_asks(one) for one in before):
        return None
    if before[-1].text(len(before[-1]) - 1) in _CORRELATIVE or before[-1].text(0) in _OF_SEVERAL:
        return None
    if not _agrees_with_any(pronoun, before):
        return place
    # "która dotarł": as a subject it agrees with the verb right after it, or after "nie" and "się".
    if place or pronoun.modifier & ~NOMINATIVE:
        return None
    step = place + 1
    while run.text(step) in ("nie", "się", "już", "jeszcze", "wczoraj", "dziś", "niestety"):
        step += 1
    verb = run.at(step)
    forms = [one for one in verb.verbs if one.person == 3 and one.kind in ("fin", "praet", "bedzie", "winien")]
    if verb.is_verb and len(forms) == len(verb.verbs) and forms:
        said = pronoun.modifier & NOMINATIVE
        return None if any(same_number_and_gender(said, one.slots) for one in forms) else step
    # "która Pan zamówił": somebody else does it, so the pronoun is the object.
    doer = run.text(place + 1) in ("pan", "państwo")
    is_sole = doer and run.at(step).is_noun
    return place if is_sole else None


def _asks(run: Run) -> bool:
    """Tell whether what follows may be a question: `proszę sprawdzić na etykiecie, który to rozmiar`."""
    return any(one.lemma in _ASKING for place in range(len(run)) for one in run.at(place).verbs)


def _agrees_with_any(pronoun: Word, before: tuple[Run, ...]) -> bool:
    said = pronoun.modifier
    named = 0
    nouns = 0
    for run in before:
        for place in range(len(run)):
            found = run.at(place)
            is_unknown = not found.nominal and not found.verbs and not found.others
            if is_unknown or found.others & {"dig", "ign", "brev"}:
                return True
            if found.noun | found.pronoun | found.modifier:
                named += 1
                if found.noun:
                    nouns += 1
                if same_number_and_gender(said, found.nominal):
                    return True
    # Several nouns joined make a plural, and a plural of people may be of both genders.
    return not named or bool(said & PLURAL and nouns > 1) or (bool(said & PLURAL & MEN) and nouns > 0)


def wrong_main_verb(before: tuple[Run, ...], run: Run) -> int | None:
    """Return the place of a verb unlike its subject across a relative clause: `Paczka, którą …, zostały`."""
    if len(before) != _WITH_RELATIVE or run.before != "," or not before[0].opens_sentence:
        return None
    subject_run, relative = before
    start = 1 if relative.text(0) in government().prepositions else 0
    is_relative = relative.at(start).lemmas == {"który"} and any(
        relative.at(step).verbs for step in range(len(relative))
    )
    if not is_relative or any(subject_run.at(step).verbs for step in range(len(subject_run))):
        return None
    subject = subject_before(subject_run, len(subject_run) - 1)
    place = 0
    while run.text(place) in ("nie", "się", "już", "jeszcze", "wczoraj", "dziś", "jutro", "niestety"):
        place += 1
    verb = run.at(place)
    forms = [one for one in verb.verbs if one.person == 3 and one.kind in ("fin", "praet", "bedzie", "winien")]
    if subject is None or not verb.is_verb or not forms or len(forms) != len(verb.verbs):
        return None
    is_free = all(one.lemma in WITHOUT_OBJECT for one in forms)
    if subject & ACCUSATIVE and not is_free:
        return None
    return None if any(same_number_and_gender(subject & NOMINATIVE, one.slots) for one in forms) else place


def wrong_conditional(run: Run, place: int) -> int | None:
    """Return the place of a verb with `by` after a conjunction that has it: `gdyby Pan chciałby`."""
    if run.text(place) not in _WITH_BY:
        return None
    for step in range(place + 1, min(place + 5, len(run))):
        verb = run.at(step)
        if run.text(step).endswith(("łby", "łaby", "łoby", "łyby", "liby")) and verb.is_verb:
            return step
        if any(one.kind in ("fin", "praet", "inf", "bedzie") for one in verb.verbs):
            return None
    return None


def wrong_participle_clause(before: Run, run: Run) -> int | None:
    """Return the place of the subject of a passive after a participle that it cannot be the doer of."""
    participle = before.at(0)
    if not before.opens_sentence or run.before != "," or not participle.is_verb:
        return None
    kinds = {one.kind for one in participle.verbs}
    if not kinds <= {"pcon", "pant"} or {one.lemma for one in participle.verbs} & _OF_NOBODY:
        return None
    for place in range(len(run)):
        found = run.at(place)
        if found.verbs or "pred" in found.others:
            return _thing_before(run, place) if _is_passive(run, place) else None
    return None


def _is_passive(run: Run, place: int) -> bool:
    verb, predicate = run.at(place), run.at(place + 1)
    is_become = bool(verb.verbs) and all(one.lemma == "zostać" and one.person == 3 for one in verb.verbs)
    return is_become and bool(predicate.participle)


def _thing_before(run: Run, place: int) -> int | None:
    """Return the place of the noun before the verb when it is a thing; people do what the participle says."""
    for step in range(place):
        found = run.at(step)
        if found.noun & NOMINATIVE and not is_address(found):
            is_person = bool(found.noun & MEN) or bool(found.lemmas & _PEOPLE)
            return step if found.is_noun and not is_person else None
    return None
