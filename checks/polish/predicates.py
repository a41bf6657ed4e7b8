"""Finds what is said of a thing in another form than it: `musi być nieużywana`, `odebrał sąsiadka`, `pozytywne`."""

from __future__ import annotations

from checks.polish.counts import after_company
from checks.polish.government import government
from checks.polish.phrases import POSSESSIVES, THINGS, is_address
from checks.polish.runs import Run
from checks.polish.slots import (
    ACCUSATIVE,
    GENITIVE,
    NOMINATIVE,
    VOCATIVE,
    same_number_and_gender,
    slots,
)
from checks.polish.subjects import WITHOUT_OBJECT, subject_before

_MODALS = frozenset(
    ("musi", "muszą", "może", "mogą", "powinien", "powinna", "powinno", "powinny", "powinni", "ma", "mają", "mogła")
    + ("mógł", "mogło", "mogły", "musiał", "musiała", "musiało", "musiały")
)
_ALREADY = frozenset(
    ("też", "jednak", "także", "koniecznie", "zawsze", "już", "nadal", "jeszcze", "dziś", "jutro", "wtedy")
)
_NO_SUBJECT_AFTER = frozenset(("być", "zostać", "stać", "bywać", "nazywać", "okazać", "wydawać", "pozostać", "pisać"))
_WEEKDAYS = frozenset(("poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela"))
_LOCATIVE = slots(cases="loc")
_IN = frozenset(("w", "we", "na", "przy", "po"))
# Who stands or waits does so in a place, not into one.
_STATIC = frozenset(
    ("czekać", "leżeć", "znajdować", "utknąć", "przebywać", "zalegać", "oczekiwać", "mieścić", "pracować", "mieszkać")
)
_HOURS = frozenset(
    ("pierwszy", "drugi", "trzeci", "czwarty", "piąty", "szósty", "siódmy", "ósmy", "dziewiąty", "dziesiąty")
    + ("jedenasty", "dwunasty", "trzynasty", "czternasty", "piętnasty", "szesnasty", "siedemnasty", "osiemnasty")
    + ("dziewiętnasty", "dwudziesty")
)


def wrong_after_modal(run: Run, place: int) -> int | None:
    """Return the place of a predicate after `musi być` that does not agree with the subject before."""
    if run.text(place) not in _MODALS:
        return None
    step = place + 1
    while run.text(step) in _ALREADY:
        step += 1
    if run.text(step) not in ("być", "zostać"):
        return None
    while run.text(step + 1) in _ALREADY:
        step += 1
    predicate = run.at(step + 1)
    before = place - 1 if run.text(place - 1) == "nie" else place
    if not predicate.is_modifier or predicate.lemmas & government().pronouns or run.at(step + 2).is_nominal:
        return None
    said = predicate.modifier & NOMINATIVE
    subject = subject_before(run, before - 1)
    if not said or subject is None:
        return None
    return None if same_number_and_gender(subject & NOMINATIVE, said) else step + 1


def wrong_subject_after(run: Run, place: int) -> int | None:
    """Return the place of a noun after a past form of another gender, which is its subject: `odebrał sąsiadka`."""
    verb = run.at(place)
    step = after_company(run, place + 1)
    step += 1 if run.text(step) in POSSESSIVES | {"pani", "pana", "państwa"} and run.at(step + 1).is_noun else 0
    noun = run.at(step)
    forms = [one for one in verb.verbs if one.kind == "praet" and one.person == 3]
    if not verb.is_verb or len(forms) != len(verb.verbs) or not noun.is_noun or is_address(noun):
        return None
    if any(one.lemma in _NO_SUBJECT_AFTER for one in forms) or noun.lemmas & (
        government().pronouns | government().times
    ):
        return None
    is_free = all(one.lemma in WITHOUT_OBJECT for one in forms)
    if step > place + 1 and (not is_free or any(run.at(one).noun & NOMINATIVE for one in range(place))):
        return None
    is_subject = noun.noun & NOMINATIVE and not noun.noun & ~(NOMINATIVE | VOCATIVE | (ACCUSATIVE if is_free else 0))
    if run.text(step + 1) in ("i", "oraz", "a"):
        return None  # one of several: `przyszły paczka i list`
    if not is_subject or any(same_number_and_gender(noun.noun & NOMINATIVE, one.slots) for one in forms):
        return None
    return None if any(run.at(one).verbs for one in range(step + 1, len(run))) else step


def wrong_manner(run: Run, place: int) -> int | None:
    """Return the place of an adjective left where an adverb must end the clause: `została rozpatrzona pozytywne`."""
    participle, manner = run.at(place), run.at(place + 1)
    if not participle.participle or not participle.is_modifier or place + 2 != len(run):
        return None
    if not any(one.lemma in ("być", "zostać") for one in run.at(place - 1).verbs):
        return None
    is_plain = manner.is_modifier and run.text(place + 1).endswith("e") and not manner.participle
    return place + 1 if is_plain and not manner.modifier & participle.modifier else None


def wrong_time(run: Run, place: int) -> int | None:
    """Return the place of a weekday in the locative, or of an hour that is not: `w piątku`, `o godzinie dziesiąta`."""
    word, following = run.text(place), run.at(place + 1)
    if word in ("w", "we") and following.is_noun and following.lemmas <= _WEEKDAYS:
        return place + 1 if not following.noun & ACCUSATIVE else None
    if word == "godzinie" and run.text(place - 1) in ("o", "po") and following.is_modifier:
        return place + 1 if following.lemmas <= _HOURS and not following.modifier & _LOCATIVE else None
    return None


def wrong_place(run: Run, place: int) -> int | None:
    """Return the place of a noun in the accusative after `w` where something lies or waits: `czeka w punkt`."""
    if run.text(place) not in ("w", "we"):
        return None
    noun = run.at(place + 1)
    step = place + 2 if noun.is_modifier and run.at(place + 2).is_noun else place + 1
    noun = run.at(step)
    if not noun.is_noun or noun.noun & (_LOCATIVE | GENITIVE) or not noun.noun & ACCUSATIVE:
        return None
    if noun.lemmas & government().times:
        return None
    verbs = [one for before in range(place) for one in run.at(before).verbs if not run.at(before).nominal]
    return place + 1 if verbs and all(one.lemma in _STATIC for one in verbs) else None


def wrong_determiner(run: Run, place: int) -> int | None:
    """Return the place of a noun after `w tym` at the start of a sentence that `tym` cannot belong to."""
    if place or run.text(0) not in _IN or not run.opens_sentence:
        return None
    modifier, noun = run.at(1), run.at(2)
    if "ten" not in modifier.lemmas or run.text(1) in THINGS or not noun.is_noun:
        return None
    if is_address(noun) or noun.noun & (NOMINATIVE | ACCUSATIVE):
        return None
    return 1 if not modifier.modifier & noun.noun else None
