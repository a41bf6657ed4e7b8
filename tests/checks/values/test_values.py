"""What the built-in rubric says of values and rights told in a conversation, both sides of each rule."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from checks.reading import ConversationReader
from qa.domain.finding import Verdict
from qa.facts.load import load_facts
from qa.ports import Materials
from qa.rubric.judge import Judge
from qa.rubric.load import load_rubric
from qa.settings import Settings
from tests.build import conversation

ROOT = Path(__file__).parents[3]
CASES: list[dict[str, Any]] = YAML(typ="safe").load((Path(__file__).parent / "values.yaml").read_text("utf-8"))
LANGUAGES = ("pl", "en", "pt", "ar", "th")
ROLES = ("customer", "agent")


def _id(case: dict[str, Any]) -> str:
    return f"{case['criterion']}/{case['language']}/{case['verdict']}/{case['said'][-1][:30]}"


@pytest.mark.parametrize("case", CASES, ids=_id)
def test_a_conversation_is_judged_so(case: dict[str, Any]) -> None:
    verdict = _verdict(case)
    assert verdict is not Verdict.FAIL if case["verdict"] == "no fail" else verdict.value == case["verdict"]


def test_every_rule_has_its_other_side_in_every_language() -> None:
    counted = Counter((case["rule"], case["language"], case["verdict"] == "no fail") for case in CASES)
    keys = ((case["rule"], one, side) for case in CASES for one in LANGUAGES for side in (True, False))
    assert [key for key in keys if not counted[key]] == []


def _verdict(case: dict[str, Any]) -> Verdict:
    turns = [(ROLES[number % 2], text) for number, text in enumerate(case["said"])]
    criterion = next(one for one in _judge().rubric.criteria if one.id == case["criterion"])
    spoken = conversation(*turns, language=case["language"])
    return _judge().judge_criterion(criterion, spoken, _materials()).verdict


@cache
def _judge() -> Judge:
    rubric = load_rubric(ROOT / "rubrics" / "ecommerce-support.yaml")
    return Judge(rubric, ConversationReader(Settings.from_environment({})))


@cache
def _materials() -> Materials:
    return Materials(facts=load_facts(ROOT / "rubrics" / "facts" / "example-shop.yaml"), country="PL")
