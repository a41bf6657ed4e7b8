"""Reads a noun phrase from its first word and says where it leaves the case that something asks for."""

from __future__ import annotations

from checks.polish.government import Demand, government
from checks.polish.lexemes import Word
from checks.polish.runs import Run
from checks.polish.slots import ACCUSATIVE, GENITIVE, MEN, NOMINATIVE, PLURAL, SINGULAR, slots

ADDRESS = frozenset(("pan", "pani", "państwo"))
POSSESSIVES = frozenset(("jego", "jej", "ich"))
# These stand before any noun and never by themselves, in any form.
OWNERS = frozenset(("mój", "twój", "swój", "nasz", "wasz"))
THINGS = frozenset(("to", "tamto", "wszystko"))
"""Pronouns that stand for a thing: `na to wpływu nie mamy`."""
_IDIOMS = frozenset(
    ("mała", "liku", "co", "to", "jak", "tak", "nie", "niż", "razu", "powrotem", "darmo", "siebie")
    + ("się", "nowa", "przekór")
)
_KINDS = frozenset(("rodzaju", "typu", "maści", "pokroju", "formatu", "gatunku", "wagi", "kalibru", "sortu"))
_WHOLE = frozenset(("wszystek",))
_PARTS_OF_DAY = frozenset(("wieczór", "noc", "popołudnie", "południe", "ranek", "poranek", "świt", "dzień"))
_PARTS_OF_YEAR = frozenset(("wiosna", "lato", "jesień", "zima"))
INSTRUMENTAL = SINGULAR & slots(cases="inst")
_OF_THINGS = frozenset(("w", "przy", "na", "o", "po"))
_LONGEST_PHRASE = 5


def misfit(run: Run, place: int, demand: Demand) -> int | None:
    """Return the place of the first word that no reading fits into the cases asked for; None when all may be well.

    Words that can be anything but a nominal or a verb (right after a preposition no verb stands) end the look.
    """
    start = _after_owner(run, place, demand)
    first = run.at(start)
    if not _is_judged(first) or first.lemmas & demand.excepted or names_other(run, start, demand.excepted):
        return None
    if (is_address(first) and is_unknown(run, start + 1)) or is_of_a_kind(run, start):
        return None
    if not first.nominal & demand.cases:
        return start
    if first.noun & demand.cases:
        return start if _is_told_by_adjective(run, start, demand) else None
    if not first.modifier & demand.cases:
        return None
    return _misfit_of_noun(run, start, first.modifier & demand.cases)


def _is_told_by_adjective(run: Run, place: int, demand: Demand) -> bool:
    """Tell whether an adjective of kind after the noun leaves it only cases not asked for: `za przesyłki zwrotnej`."""
    noun, adjective = run.at(place), run.at(place + 1)
    if not noun.is_noun or not adjective.is_modifier or not adjective.lemmas <= government().kinds:
        return False
    both = noun.noun & adjective.modifier
    return bool(both) and not both & demand.cases and not run.at(place + 2).nominal


def names_other(run: Run, place: int, lemmas: frozenset[str]) -> bool:
    """Tell whether one of these nouns stands in the phrase that begins here."""
    if not lemmas:
        return False
    for step in range(place, min(place + _LONGEST_PHRASE, len(run))):
        found = run.at(step)
        if found.lemmas & lemmas:
            return True
        if not found.nominal and "dig" not in found.others and "adv" not in found.others:
            return False
    return False


def is_address(found: Word) -> bool:
    """Tell whether the word is a form of Pan, Pani or Państwo."""
    return bool(found.lemmas & ADDRESS)


def is_unknown(run: Run, place: int) -> bool:
    """Tell whether a word stands here that is in no dictionary, such as `e-mail`: the title may be its owner."""
    found = run.at(place)
    return place < len(run) and not (found.nominal or found.verbs or found.others)


def says_when(noun: Word) -> bool:
    """Tell whether the instrumental of a part of the day or year may say when: `do ósmej wieczorem`."""
    is_part = noun.lemmas & (_PARTS_OF_DAY | _PARTS_OF_YEAR)
    return bool(is_part) and (bool(noun.noun & INSTRUMENTAL) or noun.text == "popołudniu")


def _after_owner(run: Run, place: int, demand: Demand) -> int:
    """Step over whose the thing is (`przy Pana zamówieniu`, `do jego paczki`) when a noun follows."""
    first, second = run.at(place), run.at(place + 1)
    if run.text(place) in POSSESSIVES and second.nominal:
        return place + 1
    is_owner = is_address(first) and run.text(place) in ("pana", "pani", "państwa")
    if not is_owner or not second.nominal or second.others or second.pronoun:
        return place
    # After these nobody puts a person alone before another noun: "w Pani sprawie", "na Pana konto".
    is_thing = run.text(place - 1) in _OF_THINGS and second.is_noun and not _verb_ahead(run, place + 2)
    return place + 1 if is_thing or not first.noun & demand.cases else place


def _verb_ahead(run: Run, place: int) -> bool:
    return any(run.at(step).verbs for step in range(place, min(place + 2, len(run))))


def is_of_a_kind(run: Run, place: int) -> bool:
    """Tell whether a genitive that says of what kind comes first: `przez różnego rodzaju usterki`."""
    first, second = run.at(place), run.at(place + 1)
    return (
        run.text(place + 1) in _KINDS
        and bool(first.modifier & second.noun & GENITIVE)
        and bool(run.at(place + 2).nominal)
    )


def _is_judged(found: Word) -> bool:
    if found.others - {"pred"} or not found.nominal or found.text in _IDIOMS:
        return False
    return not found.lemmas & government().pronouns


def _misfit_of_noun(run: Run, place: int, kept: int) -> int | None:
    """Look at the noun after an adjective that fits: only after one that cannot be a noun itself."""
    adjective, noun = run.at(place), run.at(place + 1)
    if run.text(place) in THINGS or run.text(place) in ("lewej", "prawej"):
        return None
    if adjective.may_be_noun and noun.noun & GENITIVE:
        return None  # `pod karą grzywny`
    if not noun.is_noun and not (noun.noun and _only_commands(noun)):
        return None
    if noun.noun & kept or noun.lemmas & government().pronouns or says_when(noun):
        return None
    stands_alone = not adjective.lemmas & (OWNERS | _WHOLE) and (
        bool(adjective.participle) or bool(kept & (PLURAL | MEN))
    )
    return None if stands_alone or is_address(noun) else place + 1


def _only_commands(found: Word) -> bool:
    return not found.others and found.noun == found.nominal and all(verb.kind == "impt" for verb in found.verbs)


def is_subject_or_object(found: Word) -> bool:
    """Tell whether a word can stand in the nominative or accusative."""
    return bool(found.nominal & (NOMINATIVE | ACCUSATIVE))
