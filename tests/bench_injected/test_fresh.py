"""The conversations no rule has seen can all be used, are clean only, and share nobody and nothing with the others."""

from __future__ import annotations

from functools import cache

import pytest

from bench.injected.cases import COPIES, make_cases
from bench.injected.judging import HERE, the_rubric
from bench.injected.load import load_wordings
from bench.injected.words import Wording
from qa.errors import LocatedError
from tests.bench_injected.test_wording import LANGUAGES, REASONS, _sources

LONGER_THAN_A_FORMULA = 50
"""Letters from which on a sentence is no formula that everybody says, such as an offer of more help."""


@cache
def _loaded(folder: str) -> tuple[dict[str, Wording], tuple[LocatedError, ...]]:
    ids = tuple(criterion.id for criterion in the_rubric().criteria)
    wordings, errors = load_wordings(HERE / folder, ids)
    return {one.language: one for one in wordings}, errors


def _called(wording: Wording) -> set[str]:
    people = {one["name"] for one in (*wording.agents, *wording.customers)}
    return people | {one["nom"] for one in wording.products}


def test_nothing_is_wrong_with_any_file() -> None:
    assert [str(error) for error in _loaded("fresh")[1]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_conversation_is_made_several_times_and_has_no_fault(language: str) -> None:
    wording = _loaded("fresh")[0][language]
    cases, errors = make_cases(wording, {})
    assert [str(error) for error in errors] == []
    assert len(cases) == COPIES * len(wording.plots)
    assert {case.source for case in cases} == {None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_conversations_of_every_reason_and_channel(language: str) -> None:
    plots = _loaded("fresh")[0][language].plots
    assert {plot.reason for plot in plots} == REASONS
    assert {plot.channel for plot in plots} == {"chat", "email", "call"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_people_and_products_are_others_than_those_rules_were_tuned_on(language: str) -> None:
    assert _called(_loaded("fresh")[0][language]) & _called(_loaded("wording")[0][language]) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_of_an_agent_stands_in_what_it_measures(language: str) -> None:
    plots = _loaded("fresh")[0][language].plots
    said = [part.text for plot in plots for turn in plot.turns if turn.is_agent for part in turn.parts]
    told = [text for text in said if len(text) >= LONGER_THAN_A_FORMULA and "{" not in text]
    assert told
    assert [(text, path.name) for path, source in _sources() for text in told if text in source] == []
