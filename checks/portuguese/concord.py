"""Runs all rules of Portuguese agreement over a text."""

from __future__ import annotations

from collections.abc import Iterator

from checks.portuguese.impersonal import wrong_impersonal
from checks.portuguese.phrases import wrong_adjective, wrong_determiner
from checks.portuguese.subjects import wrong_verb
from checks.portuguese.verbs import wrong_mood, wrong_number
from checks.tagged.runs import runs
from qa.ports import Span

_RULES = (wrong_impersonal, wrong_determiner, wrong_adjective, wrong_verb, wrong_mood, wrong_number)


def portuguese_faults(text: str) -> Iterator[Span]:
    """Yield the words that do not agree, in order, none twice."""
    for run in runs(text):
        reached = -1
        for place in range(len(run)):
            for rule in _RULES:
                wrong = rule(run, place)
                if wrong and wrong[0] > reached:
                    reached = wrong[1]
                    name = rule.__name__.removeprefix("wrong_")
                    yield Span(run.tokens[wrong[0]].start, run.tokens[wrong[1]].end, name)
                    break
