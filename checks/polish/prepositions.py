"""Finds words in a case their preposition does not take: `na podstawie opinie`, `zgodnie z regulaminu`."""

from __future__ import annotations

from checks.polish.government import Demand, government
from checks.polish.lexemes import Word
from checks.polish.phrases import is_address, misfit
from checks.polish.runs import Run
from checks.polish.slots import slots

_PLAIN = {"ze": "z", "we": "w"}
# "za duża paczka" is too big a parcel, "co to za paczka" a question.
_TOO = slots(cases="nom")
_INSTRUMENTAL = slots(cases="inst")
_LOCATIVE = slots(cases="loc")
_LONGEST_LOOK_BACK = 3
# With these `za` takes the genitive: `za dnia`, `za moich czasów`.
_TIMES_OF_LIFE = frozenset(("dnia", "życia", "czasów", "rządów"))
# How people call one another: `przejdźmy na ty`.
_ON_TERMS = frozenset((("na", "ty"), ("per", "ty"), ("na", "pan"), ("per", "pan"), ("za", "pan")))


def wrong_after_preposition(run: Run, place: int) -> int | None:
    """Return the place of a word in the wrong case after the preposition, or phrase, that ends at `place`."""
    table = government()
    word, before = run.text(place), run.text(place - 1)
    phrase = table.phrases.get((before, word))
    if phrase and not (word == "związku" and run.text(place + 1) in ("z", "ze")):
        return None if _belongs_to_phrase(run, place) else misfit(run, place + 1, phrase)
    demand = table.prepositions.get(word)
    if demand is None or _is_no_preposition(run, place) or (word, run.text(place + 1)) in _ON_TERMS:
        return None
    wrong = misfit(run, place + 1, demand)
    if wrong is None and _is_action_too_early(word, run.at(place + 1), tuple(run.text(step) for step in range(place))):
        return place + 1
    return wrong if wrong is not None else _wrong_after_verb(run, place)


def _is_action_too_early(preposition: str, following: Word, before: tuple[str, ...]) -> bool:
    """Actions come before and after, never in the accusative: `po otrzymanie`, `przed wysłania`.

    What is a thing as well may be fetched (`po zamówienie`), and a range ends so (`od wyboru po odebranie`).
    """
    if not following.is_noun or not following.verbal:
        return False
    if preposition == "przed":
        return not following.noun & _INSTRUMENTAL
    return (
        preposition == "po"
        and "od" not in before
        and following.noun == following.verbal
        and not following.noun & _LOCATIVE
    )


def _wrong_after_verb(run: Run, place: int) -> int | None:
    """Look at what the preposition belongs to: `prosimy Państwa o` takes the accusative only."""
    plain = _PLAIN.get(run.text(place), run.text(place))
    for back in range(1, _LONGEST_LOOK_BACK + 1):
        demand = _demand_of(run, place - back, plain)
        if demand:
            return misfit(run, place + 1, demand)
        if not _may_stand_between(run, place - back):
            return None
    return None


def _demand_of(run: Run, place: int, preposition: str) -> Demand | None:
    after, found = government().after, run.at(place)
    demand = after.get((f"={run.text(place)}", preposition))
    if demand or found.others:
        return demand
    lemmas = [verb.lemma for verb in found.verbs] or list(found.lemmas if found.is_noun else ())
    demands = [after.get((lemma, preposition)) for lemma in lemmas]
    return demands[0] if demands and all(demands) else None


def _may_stand_between(run: Run, place: int) -> bool:
    found = run.at(place)
    return run.text(place) == "się" or found.others == {"adv"} or bool(found.pronoun) or is_address(found)


def _is_no_preposition(run: Run, place: int) -> bool:
    word, following = run.text(place), run.at(place + 1)
    if word == "za" and {run.text(place + 1), run.text(place + 2)} & _TIMES_OF_LIFE:
        return True
    if word == "za":
        is_question = run.text(place - 1) in ("co", "cóż", "to", "są", "jest") or run.text(place - 2) == "co"
        return is_question or bool(following.modifier & _TOO)
    if word == "zamiast" and any(one.kind == "inf" for step in (2, 3) for one in run.at(place + step).verbs):
        return bool(following.pronoun) or following.is_noun
    if word == "nad" and run.text(place - 1) in ("z", "po"):
        return True  # written apart for `znad`
    if word == "po" and run.text(place + 1) in ("prawej", "lewej"):
        return True
    if word == "ze" and following.is_numeral:
        return True  # about that many: `ze dwie sztuki`
    if word == "około":
        return following.is_numeral and run.text(place - 1) in government().prepositions
    return word == "dzięki" and run.text(place + 1) in ("za", "")


def _belongs_to_phrase(run: Run, place: int) -> bool:
    """Tell whether an adjective after the phrase describes its noun: `w czasie wolnym`, `w przypadku szczególnym`."""
    following, noun = run.at(place + 1), run.at(place)
    return following.is_modifier and bool(following.modifier & noun.noun)
