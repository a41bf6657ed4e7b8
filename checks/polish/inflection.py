"""Runs all rules of Polish inflection over a text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from checks.polish.agreement import (
    wrong_after_noun,
    wrong_before_noun,
    wrong_participle,
)
from checks.polish.clauses import wrong_conditional, wrong_main_verb, wrong_participle_clause, wrong_relative
from checks.polish.counts import wrong_count, wrong_one_of
from checks.polish.government import government
from checks.polish.lexemes import Word
from checks.polish.negation import wrong_after_negation
from checks.polish.numerals import wrong_after_numeral
from checks.polish.objects import wrong_after_action, wrong_after_attribute, wrong_object
from checks.polish.people import wrong_person, wrong_pronoun
from checks.polish.persons import wrong_infinitive, wrong_person_of_verb, wrong_verb_after_preposition
from checks.polish.predicates import (
    wrong_after_modal,
    wrong_determiner,
    wrong_manner,
    wrong_place,
    wrong_subject_after,
    wrong_time,
)
from checks.polish.prepositions import wrong_after_preposition
from checks.polish.runs import Run, runs
from checks.polish.subjects import wrong_predicate, wrong_verb
from checks.polish.verbs import wrong_after_verb
from qa.ports import Span

OPEN = "open"
"""Begins the name of a mark beside which a word may be left out: a person has to look."""
_WHO_ACTS = frozenset(("pan", "pani", "państwo"))
_Rule = tuple[str, Callable[[Run, int], int | None]]
_PREPOSITION: tuple[_Rule, ...] = (
    ("preposition", wrong_after_preposition),
    ("preposition", wrong_time),
    ("preposition", wrong_place),
    ("agreement", wrong_determiner),
    ("verb form", wrong_verb_after_preposition),
)
_NUMERAL: _Rule = ("numeral", wrong_after_numeral)
_NEGATION: _Rule = ("negation", wrong_after_negation)
_VERB: tuple[_Rule, ...] = (
    ("verb", wrong_after_verb),
    ("object", wrong_object),
    ("subject", wrong_predicate),
    ("subject", wrong_verb),
    ("subject", wrong_after_modal),
    ("subject", wrong_subject_after),
    ("count", wrong_count),
    ("verb", wrong_person),
    ("verb form", wrong_person_of_verb),
    ("verb form", wrong_infinitive),
)
_MODIFIER: tuple[_Rule, ...] = (
    ("agreement", wrong_before_noun),
    ("agreement", wrong_after_noun),
    ("agreement", wrong_participle),
)


def polish_faults(text: str) -> Iterator[Span]:
    """Yield words none of whose readings fits where they stand, in order, each once, named by the rule they break."""
    sentence: tuple[Run, ...] = ()
    for run in runs(text):
        sentence = () if run.opens_sentence else sentence
        found: dict[int, str] = _across(sentence, run)
        sentence = (*sentence, run)
        for place in range(len(run)):
            for rule, look in _rules_at(run.tokens[place].word):
                wrong = look(run, place)
                if wrong is not None:
                    found.setdefault(wrong, rule)
        covered = -1
        for place, rule in sorted(found.items()):
            if place <= covered:
                continue
            if rule == "subject" and found.get(place - 1) == rule:
                continue  # the verb is marked already: its predicate is no second fault
            last = place + 1 if _goes_on(run, place, rule) else place
            covered = last
            named = f"{OPEN} {rule}" if _is_open(run, place, rule) else rule
            yield Span(run.tokens[place].start, run.tokens[last].end, named)


def _is_open(run: Run, place: int, rule: str) -> bool:
    """Tell whether something may be left out before the marked word, which then begins a phrase of its own.

    The thing counted, after a numeral with a preposition (`w obu ta sama tkanina`) or in a time (`za pięć dwunasta`),
    the noun of an ordinal after *po* (`po pierwsze rabat`), what another word governs before a numeral (`zamiast dwa
    razy po 50`), the counted part of a subject (`trzy czwarte zamówienia jest`). A title after a verb may be who acts
    (`prosi Pani o naprawę`).
    """
    marked, before = run.at(place), run.at(place - 1)
    if rule == "numeral":
        table = government()
        governed = {run.text(step) for step in (place - 2, place - 3)} & {*table.prepositions, *table.phrase_ends}
        return bool(governed) or marked.is_numeral or before.is_modifier
    if rule == "subject":
        return any(run.at(step).is_numeral for step in range(place))
    if rule == "agreement":
        return run.text(place - 1) == "po"
    if rule == "preposition":
        return marked.is_numeral
    return rule in ("verb", "object") and run.text(place).lower() in _WHO_ACTS


def _across(sentence: tuple[Run, ...], run: Run) -> dict[int, str]:
    """Return what does not fit the runs of the same sentence before this one, by place."""
    if not sentence:
        return {}
    relative = wrong_relative(sentence, run)
    thing = wrong_participle_clause(sentence[-1], run)
    verb = wrong_main_verb(sentence, run)
    return {
        place: rule
        for place, rule in ((relative, "relative"), (thing, "participle"), (verb, "subject"))
        if place is not None
    }


def _goes_on(run: Run, place: int, rule: str) -> bool:
    """Tell whether the mark takes in the noun after an adjective: both of a pair, or the phrase they make."""
    adjective, noun = run.at(place), run.at(place + 1)
    if rule == "subject" or not adjective.is_modifier or not noun.is_noun:
        return False
    return rule == "agreement" or bool(adjective.modifier & noun.noun)


@lru_cache(maxsize=50_000)
def _rules_at(found: Word) -> tuple[_Rule, ...]:
    """Return the rules that have something to say where this word stands."""
    table = government()
    rules: list[_Rule] = []
    if found.text in table.prepositions or found.text in table.phrase_ends:
        rules.extend(_PREPOSITION)
    if found.is_numeral or "dig" in found.others:
        rules.append(_NUMERAL)
    if found.verbal:
        rules.append(("object", wrong_after_action))
    if found.noun and found.is_noun:
        rules.append(("object", wrong_after_attribute))
    if found.text in ("gdyby", "żeby", "aby", "jakby", "jeśliby", "jeżeliby"):
        rules.append(("conditional", wrong_conditional))
    if found.text == "godzinie":
        rules.append(("preposition", wrong_time))
    if "pred" in found.others or found.text in ("należy", "powinna", "powinien"):
        rules.append(("verb form", wrong_infinitive))
    if found.text in ("ją", "je"):
        rules.append(("negation", wrong_pronoun))
    if found.lemmas & {"jeden", "żaden", "każdy", "któryś"}:
        rules.append(("agreement", wrong_one_of))
    if found.participle:
        rules.append(("adverb", wrong_manner))
    if found.text == "nie":
        rules.append(_NEGATION)
    if found.verbs:
        rules.extend(_VERB)
    if found.modifier:
        rules.extend(_MODIFIER)
    return tuple(rules)
