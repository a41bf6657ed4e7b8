"""Finds nouns in a case their verb does not take: `użyć kod`, `życzę miły dzień`, `pomożemy Panią`."""

from __future__ import annotations

from checks.polish.government import Demand, government
from checks.polish.lexemes import VerbForm, Word
from checks.polish.phrases import INSTRUMENTAL, POSSESSIVES, is_address, misfit, names_other
from checks.polish.runs import Run
from checks.polish.slots import ACCUSATIVE, DATIVE, NOMINATIVE, SINGULAR, VOCATIVE

_SUBJECT_FORMS = frozenset(("pan", "państwo", "ja", "my", "on", "ona", "oni", "one"))
_SKIPPED = frozenset(("się", "też", "także", "również", "tylko", "jeszcze", "już", "niestety", "oczywiście", "sobie"))
_QUANTITIES = frozenset(
    (
        "dużo",
        "więcej",
        "mniej",
        "mało",
        "trochę",
        "sporo",
        "tyle",
        "ile",
        "wiele",
        "niewiele",
        "najwięcej",
        "dość",
        "pełno",
    )
)
_MODALS = frozenset(("móc", "chcieć", "musieć", "mieć", "powinien", "zamierzać", "prosić", "być"))
_MOST_SKIPPED = 4


def wrong_after_verb(run: Run, place: int) -> int | None:
    """Return the place of a word that stands after a verb, directly or nearly so, in a case it does not take."""
    found = run.at(place)
    demand = _demand(found)
    if demand is None or (demand.cases == ACCUSATIVE and _is_negated(run, place)):
        return None
    if (demand.is_reflexive and not _is_reflexive(run, place)) or "sobie" in _around(run, place):
        return None
    start, has_subject = _object_place(run, place, demand)
    if _tells_time(run, start, found) or not _is_governed(run, start):
        return None
    allowed = demand.cases | demand.also
    if demand.cases == ACCUSATIVE:
        allowed |= INSTRUMENTAL  # with what: `potwierdzić przyciskiem`
    if run.at(start).pronoun and any(verb.kind == "inf" for verb in run.at(start + 1).verbs):
        return None  # the other verb's object: `pomogę ją znaleźć`
    if is_address(run.at(start)):
        allowed |= VOCATIVE
    if demand.is_impersonal:
        allowed |= DATIVE
    elif not has_subject and not _has_own_subject(found) and not _subject_before(run, place, found):
        allowed |= NOMINATIVE
    if _is_unusual_infinitive(run, place, found, demand):
        return None
    return misfit(run, start, Demand(allowed))


def _demand(found: Word) -> Demand | None:
    if not found.is_verb:
        return None
    demands = [government().verbs.get(verb.lemma) for verb in found.verbs]
    return demands[0] if all(demands) else None


def _is_negated(run: Run, place: int) -> bool:
    return any(run.text(step) in ("nie", "ani", "bez") for step in range(place))


def _around(run: Run, place: int) -> tuple[str, ...]:
    return tuple(run.text(step) for step in range(place - 2, place + 3))


def _is_reflexive(run: Run, place: int) -> bool:
    """Tell whether `się` stands by the verb and can be no other's (`udało się zająć miejsce`)."""
    if "się" not in _around(run, place):
        return False
    for step in range(max(1, place - 3), place):
        before = run.at(step - 1)
        if run.text(step) == "się" and before.verbs and not any(one.lemma in _MODALS for one in before.verbs):
            return False
    return True


def _object_place(run: Run, place: int, demand: Demand) -> tuple[int, bool]:
    """Step over adverbs, pronouns of people and the form of address; tell whether a subject was among them."""
    has_subject = False
    start = place + 1
    for _ in range(_MOST_SKIPPED):
        found, text = run.at(start), run.text(start)
        follows = run.at(start + 1)
        is_person = (is_address(found) and _nominal_ahead(follows)) or (text in POSSESSIVES and bool(follows.nominal))
        is_dative = bool(found.pronoun) and found.pronoun == found.nominal and _nominal_ahead(follows)
        if text in ("od", "dla") and (is_address(follows) or follows.pronoun):
            start += 2
            continue
        if text in _QUANTITIES:
            return len(run), has_subject
        if text not in _SKIPPED and found.others != {"adv"} and not is_person and not is_dative:
            break
        has_subject = has_subject or text in _SUBJECT_FORMS
        start += 1
    return start, has_subject


def _tells_time(run: Run, start: int, found: Word) -> bool:
    """A time stands by itself beside any verb, but a good day is what one wishes."""
    return all(verb.lemma != "życzyć" for verb in found.verbs) and names_other(run, start, government().times)


def _nominal_ahead(found: Word) -> bool:
    return bool(found.nominal) and not found.others and not found.pronoun


def _is_governed(run: Run, start: int) -> bool:
    """A noun that a preposition, number or unknown word comes before is not the verb's own."""
    return run.at(start).is_nominal and not run.at(start).is_numeral


def _has_own_subject(found: Word) -> bool:
    """Tell whether the form itself says who acts, or that nobody does: no noun after it is the subject."""
    return all(verb.person in (1, 2) or verb.kind in ("inf", "impt", "imps", "pcon", "pant") for verb in found.verbs)


def _subject_before(run: Run, place: int, found: Word) -> bool:
    before = run.at(place - 1)
    if run.text(place - 1) == "nie":
        before = run.at(place - 2)
    return before.is_noun and before.noun & ~NOMINATIVE & SINGULAR == 0 and bool(before.noun & NOMINATIVE & SINGULAR)


def _is_unusual_infinitive(run: Run, place: int, found: Word, demand: Demand) -> bool:
    """After an infinitive the subject may come last when the object came first: `Zwrotu może dokonać sklep`."""
    if not any(verb.kind == "inf" for verb in found.verbs):
        return False
    return any(run.at(step).nominal & demand.cases for step in range(max(0, place - 5), place))


def acts_in_first_person(verbs: tuple[VerbForm, ...]) -> bool:
    """Tell whether every reading is a first person."""
    return bool(verbs) and all(verb.person == 1 for verb in verbs)
