"""Finds determiners and adjectives that do not agree with their noun: `ta produkt`, `formularz reklamacyjną`."""

from __future__ import annotations

from checks.polish.government import government
from checks.polish.lexemes import Word
from checks.polish.phrases import INSTRUMENTAL, OWNERS, THINGS, is_address, is_unknown, says_when
from checks.polish.runs import Run
from checks.polish.slots import (
    ACCUSATIVE,
    DATIVE,
    GENITIVE,
    NEUTER,
    NOMINATIVE,
    PLURAL,
    SINGULAR,
    VOCATIVE,
    slots,
)

_MONTHS = frozenset(
    ("styczeń", "luty", "marzec", "kwiecień", "maj", "czerwiec")
    + ("lipiec", "sierpień", "wrzesień", "październik", "listopad", "grudzień")
)
# Determiners that stand right before their noun.
_DETERMINERS = OWNERS | {"ten", "tamten", "każdy", "żaden", "jakiś", "taki", "inny"}
# Adjectives that take a noun in a case of their own, or stand for a noun.
_WITH_A_CASE = frozenset(
    ("pełny", "pełen", "pewny", "pewien", "wart", "godny", "ciekawy", "ciekaw", "świadomy", "bliski", "równy")
    + ("podobny", "wdzięczny", "wierny", "przeciwny", "potrzebny", "niezbędny", "winny", "winien", "właściwy")
    + ("przyjazny", "znany", "możliwy", "jasny", "ważny", "dobry", "oczywisty", "sam", "cały", "sama", "gotowy")
    + ("gotów", "dostępny", "konieczny")
)
_EACH = frozenset(("każdy", "żaden"))
_OBLIQUE_NEUTER = NEUTER & SINGULAR & slots(cases="gen.dat.inst.loc")
_ANY_NEUTER = NEUTER & SINGULAR
_SET_PHRASES = frozenset((("tym", "samym"), ("między", "innymi"), ("na", "stałe"), ("do", "lewej"), ("do", "prawej")))
_JOINING = frozenset(("i", "oraz", "lub", "albo", "czy", "ani", "a", "się", "jako", "niż", "jak"))
_COPULAS = frozenset(("być", "zostać", "zostawać", "stać", "pozostać", "pozostawać", "wydawać", "okazać", "bywać"))


def wrong_before_noun(run: Run, place: int) -> int | None:
    """Return the place of a determiner or adjective that disagrees with the noun right after it."""
    modifier, noun = run.at(place), run.at(place + 1)
    if not modifier.is_modifier or not noun.is_noun or modifier.modifier & noun.noun:
        return None
    if (
        (modifier.participle and not _opens(run, place, modifier))
        or is_address(noun)
        or noun.lemmas & (_MONTHS | government().pronouns)
    ):
        return None
    if run.text(place) in THINGS or says_when(noun) or (run.text(place - 1), run.text(place)) in _SET_PHRASES:
        return None
    if modifier.participle and noun.noun & DATIVE:
        return None  # to whom: `polecany klientom`
    if modifier.participle and noun.noun & INSTRUMENTAL and _agrees_later(run, place, modifier):
        return None  # by whom or what: `wywołana awarią przerwa`
    if modifier.lemmas == {"sam"} and run.at(place - 1).lemmas == {"ten"}:
        return place if run.at(place - 1).modifier & modifier.modifier & ~_ANY_NEUTER else None
    if modifier.lemmas <= _EACH and run.text(place - 1) in government().prepositions:
        return place
    if modifier.lemmas & (government().pronouns | _WITH_A_CASE) or _stands_for_noun(modifier):
        return None
    if modifier.lemmas <= _DETERMINERS or (modifier.lemmas == {"wszystek"} and modifier.modifier & NOMINATIVE):
        return place
    return place if not _belongs_elsewhere(run, place, modifier) else None


def wrong_after_noun(run: Run, place: int) -> int | None:
    """Return the place of an adjective of kind (`kurierski`) that agrees with none of the nouns before it."""
    modifier = run.at(place)
    if not modifier.is_modifier or not modifier.lemmas <= government().kinds or run.at(place + 1).nominal:
        return None
    nouns = _nouns_before(run, place)
    is_listed = run.text(place + 1) in _JOINING and run.at(place + 2).is_modifier
    if not nouns or is_listed or any(modifier.modifier & noun.noun for noun in nouns):
        return None
    return place


def wrong_participle(run: Run, place: int) -> int | None:
    """Return the place of a participle that disagrees with the subject before it: `przesyłka wysłany dziś`."""
    noun, participle = run.at(place - 1), run.at(place)
    if place != 1 or not run.opens_sentence or not noun.is_noun or is_address(noun):
        return None
    is_said = participle.is_modifier and (participle.participle or not participle.modifier & (NEUTER | PLURAL))
    if not is_said or not noun.noun & NOMINATIVE or noun.noun & participle.modifier or "status" in noun.lemmas:
        return None
    if not run.at(place + 1).others & {"prep", "adv"}:
        return None
    return None if participle.modifier & ~(NOMINATIVE | VOCATIVE | ACCUSATIVE) else place


def _agrees_later(run: Run, place: int, modifier: Word) -> bool:
    return any(run.at(step).noun & modifier.modifier for step in range(place + 2, len(run)))


def _opens(run: Run, place: int, modifier: Word) -> bool:
    """Tell whether a sentence opens with the masculine or feminine of a participle, which its noun must follow."""
    is_nominative = bool(modifier.modifier & NOMINATIVE) and not modifier.modifier & (NEUTER | PLURAL)
    return not place and run.opens_sentence and is_nominative


def _stands_for_noun(modifier: Word) -> bool:
    """The neuter of a pronoun stands for a thing: `o tym kurier`, `nic innego klient`."""
    return bool(modifier.modifier & _OBLIQUE_NEUTER) and not modifier.lemmas <= OWNERS


def _belongs_elsewhere(run: Run, place: int, modifier: Word) -> bool:
    """Tell whether the adjective may describe the noun before, or be what something is said to be.

    After a comma it may be one of several of a noun before it (`przy zimnej, stalowej pokój traci światło`).
    """
    before = run.at(place - 1)
    if modifier.may_be_noun and run.at(place + 1).noun & GENITIVE:
        return True
    if (not place and run.before == ",") or (place and is_unknown(run, place - 1)):
        return True
    if before.nominal & modifier.modifier or run.text(place - 1) in _JOINING:
        return True
    if any(verb.lemma in _COPULAS for verb in before.verbs):
        return True
    # A plural, or a man's form, may be people: `dla zainteresowanych`, `obecny`.
    if modifier.modifier & PLURAL & (GENITIVE | DATIVE):
        return True
    # "Gotowe paczka czeka" is two sentences; a masculine or feminine opens with its noun.
    is_first = not place and not modifier.modifier & ~(NOMINATIVE | VOCATIVE)
    return is_first and bool(modifier.modifier & (PLURAL | NEUTER))


def _nouns_before(run: Run, place: int) -> list[Word]:
    """Return the nouns in a row before a place; none when the row is broken by something that may hide one."""
    nouns: list[Word] = []
    step = place - 1
    while step >= 0 and run.at(step).nominal:
        nouns.append(run.at(step))
        step -= 1
    is_sure = bool(nouns) and nouns[0].is_noun and not is_address(nouns[0])
    return nouns if is_sure and (step < 0 or not _is_unknown(run.at(step))) else []


def _is_unknown(found: Word) -> bool:
    return not found.verbs and (not found.others or bool(found.others & {"ign", "dig"}))
