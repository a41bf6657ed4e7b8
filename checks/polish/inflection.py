"""Runs all rules of Polish inflection over a text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from checks.polish.agreement import wrong_after_noun, wrong_before_noun
from checks.polish.negation import wrong_after_negation
from checks.polish.numerals import wrong_after_numeral
from checks.polish.prepositions import wrong_after_preposition
from checks.polish.runs import Run, runs
from checks.polish.subjects import wrong_predicate, wrong_verb
from checks.polish.verbs import wrong_after_verb
from qa.ports import Span

_RULES: tuple[tuple[str, Callable[[Run, int], int | None]], ...] = (
    ("preposition", wrong_after_preposition),
    ("numeral", wrong_after_numeral),
    ("negation", wrong_after_negation),
    ("verb", wrong_after_verb),
    ("agreement", wrong_before_noun),
    ("agreement", wrong_after_noun),
    ("subject", wrong_predicate),
    ("subject", wrong_verb),
)


@dataclass(frozen=True, slots=True)
class WrongForm:
    """A word in a form that does not fit. `rule`: preposition, numeral, negation, verb, agreement or subject."""

    span: Span
    rule: str


def wrong_forms(text: str) -> Iterator[WrongForm]:
    """Yield words none of whose readings fits where they stand, in order, each word once."""
    for run in runs(text):
        found: dict[int, str] = {}
        for place in range(len(run)):
            for rule, look in _RULES:
                wrong = look(run, place)
                if wrong is not None:
                    found.setdefault(wrong, rule)
        for place, rule in sorted(found.items()):
            if rule == "subject" and found.get(place - 1) == rule:
                continue  # the verb is marked already: its predicate is no second fault
            last = place + 1 if _goes_on(run, place, rule) else place
            yield WrongForm(Span(run.tokens[place].start, run.tokens[last].end), rule)


def _goes_on(run: Run, place: int, rule: str) -> bool:
    """Tell whether the mark takes in the noun after an adjective: both of a pair, or the phrase they make."""
    adjective, noun = run.at(place), run.at(place + 1)
    if rule == "subject" or not adjective.is_modifier or not noun.noun:
        return False
    return rule == "agreement" or bool(adjective.modifier & noun.noun)
