"""Text from elsewhere is counted where it is, and named where it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.elsewhere.airline import CRITERIA, FACTS, count_cases
from bench.elsewhere.text import mark_texts, missing
from qa.facts.load import load_facts


def test_a_missing_folder_is_named_with_the_reason(tmp_path: Path) -> None:
    assert missing(tmp_path) is None
    told = missing(tmp_path / "gone")
    assert told is not None
    assert told.startswith(f"{tmp_path / 'gone'} is not there: ")


def test_the_airlines_rules_are_facts_and_checklists() -> None:
    facts = load_facts(FACTS)
    assert [fact.topic for fact in facts.facts] == ["refund.time", "withdrawal.period"]
    assert set(facts.checklists) == {"book-flight", "change-flight", "cancel-flight"}


@pytest.mark.languagetool
def test_a_mistake_is_marked_where_it_stands_with_its_rule() -> None:
    wrong, right = mark_texts(["This is a mistaek.", "This is right."], language="en")
    assert [(mark.criterion, mark.start, mark.end) for mark in wrong] == [("spelling", 10, 17)]
    assert wrong[0].rule.startswith("MORFOLOGIK_RULE_EN")
    assert right == []


@pytest.mark.shared
def test_every_conversation_of_the_airline_is_judged() -> None:
    told, coverage = count_cases()
    assert [one.criterion for one in told] == [*CRITERIA, "any"]
    assert {(one.passed, one.failed) for one in told} == {(31, 69)}
    assert coverage.covered <= coverage.claims
