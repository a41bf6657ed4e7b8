"""What the built-in rubric says of dialogues that none of its rules was written for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from checks.reading import ConversationReader
from qa.domain.finding import Verdict
from qa.facts.load import load_facts
from qa.ports import Materials
from qa.rubric.judge import Judge
from qa.rubric.load import load_rubric
from qa.settings import Settings
from tests.checks.unseen.items import Item, read_items

RUBRICS = Path(__file__).parents[3] / "rubrics"
LANGUAGES = ("en", "pl", "pt", "ar", "th")
ITEMS = [item for language in LANGUAGES for item in read_items(language)]
CASES = [pytest.param(item, id=f"{item.language}/{item.id}") for item in ITEMS if not item.is_known_miss]
KNOWN_MISSES = [pytest.param(item, id=f"{item.language}/{item.id}") for item in ITEMS if item.is_known_miss]

pytestmark = pytest.mark.languagetool


@pytest.fixture(scope="module")
def judge() -> Iterator[Judge]:
    reader = ConversationReader(Settings.from_environment())
    yield Judge(load_rubric(RUBRICS / "ecommerce-support.yaml"), reader)
    reader.close()


@pytest.fixture(scope="module")
def materials() -> Materials:
    return Materials(facts=load_facts(RUBRICS / "facts" / "example-shop.yaml"))


def verdict_of(item: Item, judge: Judge, materials: Materials) -> Verdict:
    outcomes = judge.judge(item.conversation(), materials).outcomes
    return next(outcome.verdict for outcome in outcomes if outcome.criterion == item.criterion)


@pytest.mark.parametrize("item", CASES)
def test_an_unseen_dialogue_is_judged_fairly(item: Item, judge: Judge, materials: Materials) -> None:
    assert verdict_of(item, judge, materials) in item.verdicts


@pytest.mark.parametrize("item", KNOWN_MISSES)
def test_a_known_miss_is_still_missed(item: Item, judge: Judge, materials: Materials) -> None:
    assert verdict_of(item, judge, materials) not in item.verdicts


@pytest.mark.parametrize("item", KNOWN_MISSES)
def test_what_is_missed_is_a_fault_and_no_innocent_sentence(item: Item) -> None:
    assert Verdict.FAIL in item.verdicts


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_criterion_has_eight_dialogues_half_of_them_innocent(language: str) -> None:
    dialogues = Counter(item.criterion for item in ITEMS if item.language == language)
    innocent = Counter(
        item.criterion for item in ITEMS if item.language == language and Verdict.FAIL not in item.verdicts
    )
    assert min(dialogues.values()) >= 8
    assert min(innocent[criterion] / count for criterion, count in dialogues.items()) >= 0.5
