"""The wordings that ship can all be used, are enough, and are no copy of what they measure."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from bench.injected.cases import make_cases
from bench.injected.judging import HERE, ROOT, the_facts, the_rubric
from bench.injected.load import load_wordings
from bench.injected.words import Wording
from qa.errors import LocatedError

LANGUAGES = ("pl", "en", "pt", "ar", "th")
REASONS = {
    "order-status",
    "wrong-item",
    "return",
    "refund",
    "complaint",
    "damaged",
    "product-question",
    "change-order",
    "invoice",
}
LONG_ENOUGH = 30
"""Letters from which on two texts are not the same by chance."""
MEASURED = ("checks/languages", "checks/accuracy", "rubrics")


@cache
def _loaded() -> tuple[dict[str, Wording], tuple[LocatedError, ...]]:
    ids = tuple(criterion.id for criterion in the_rubric().criteria)
    wordings, errors = load_wordings(HERE / "wording", ids)
    return {one.language: one for one in wordings}, errors


def _sources() -> list[tuple[Path, str]]:
    return [(path, path.read_text(encoding="utf-8")) for room in MEASURED for path in (ROOT / room).rglob("*.yaml")]


def test_nothing_is_wrong_with_any_file() -> None:
    assert [str(error) for error in _loaded()[1]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fault_and_sentence_fits_somewhere(language: str) -> None:
    channels = {one.id: tuple(channel.value for channel in one.channels) for one in the_rubric().criteria}
    cases, errors = make_cases(_loaded()[0][language], channels)
    assert [str(error) for error in errors] == []
    assert cases


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_conversations_of_every_channel_and_reason(language: str) -> None:
    plots = _loaded()[0][language].plots
    channels = Counter(plot.channel for plot in plots)
    assert all(channels[name] >= least for name, least in (("chat", 6), ("email", 5), ("call", 3)))
    assert {plot.reason for plot in plots} >= REASONS


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_wording_held_back_stands_in_what_it_measures(language: str) -> None:
    wording = _loaded()[0][language]
    held = [one.text for one in wording.faults if one.half == "held"]
    held += [one.text for one in wording.tempting if one.half == "held"]
    told = [text for text in held if len(text) >= LONG_ENOUGH and "{" not in text]
    assert [(text, path.name) for path, source in _sources() for text in told if text in source] == []


def test_the_facts_of_the_shop_do_not_conflict() -> None:
    assert len(the_facts().facts) > 40
