"""A check counts only where its state says so."""

from __future__ import annotations

import pytest

from qa.domain.conversation import Conversation
from qa.domain.finding import Verdict
from qa.domain.rubric import CheckState
from qa.errors import RubricError
from qa.ports import Materials
from qa.rubric.judge import Judge, Judgement
from qa.rubric.load import parse_rubric
from tests import build
from tests.rubric.kinds import SmallReader
from tests.rubric.rubrics import SMALL

pytestmark = pytest.mark.usefixtures("small_kinds")

FAULT = build.conversation(("agent", "You should have read it."))


def _with_state(state: str) -> str:
    return SMALL.replace("kind: words", f"kind: words\n        state: {state}")


def _judge(state: str, conversation: Conversation = FAULT) -> Judgement:
    return Judge(parse_rubric(_with_state(state), "x.yaml"), SmallReader()).judge(conversation, Materials())


@pytest.mark.parametrize("state", ["assist", "trusted", "{pl: draft, en: assist}", "{pl: draft}"])
def test_a_check_that_counts_fails_its_criterion(state: str) -> None:
    judgement = _judge(state)
    assert (judgement.outcomes[0].verdict, judgement.score.value) == (Verdict.FAIL, 0.0)
    assert judgement.shadows == ()


@pytest.mark.parametrize("state", ["shadow", "{en: shadow}", '{"*": shadow, pl: trusted}'])
def test_a_watched_check_says_what_it_found_and_counts_for_nothing(state: str) -> None:
    judgement = _judge(state)
    (outcome,) = judgement.outcomes
    assert (outcome.verdict, outcome.score, outcome.findings) == (Verdict.NOT_APPLICABLE, None, ())
    assert (judgement.score.value, judgement.score.critical) == (None, ())
    (shadow,) = judgement.shadows
    assert (shadow.criterion, shadow.check, shadow.verdict) == ("no-blame", "blaming-words", Verdict.FAIL)
    assert shadow.findings[0].evidence.quote == "You should have"


@pytest.mark.parametrize("state", ["draft", "{en: draft, pl: trusted}"])
def test_a_draft_does_not_run_on_conversations(state: str) -> None:
    judgement = _judge(state)
    assert judgement.outcomes[0].verdict is Verdict.NOT_APPLICABLE
    assert (judgement.score.value, judgement.shadows) == (None, ())


@pytest.mark.parametrize("state", ["draft", "shadow"])
def test_examples_run_whatever_the_state(state: str) -> None:
    rubric = parse_rubric(_with_state(state), "x.yaml")
    outcome = Judge(rubric, SmallReader()).judge_criterion(rubric.criteria[0], FAULT, Materials())
    assert outcome.verdict is Verdict.FAIL


def test_the_state_of_a_language_comes_before_that_of_all_others() -> None:
    rubric = parse_rubric(_with_state('{"*": shadow, en: trusted}'), "x.yaml")
    (check,) = rubric.criteria[0].checks
    assert (check.state_in("en"), check.state_in("th")) == (CheckState.TRUSTED, CheckState.SHADOW)


@pytest.mark.parametrize(
    ("state", "told"),
    [
        pytest.param("ready", "expected one of assist, draft, shadow, trusted", id="an unknown state"),
        pytest.param("{en: ready}", "'state' of check 'blaming-words'", id="an unknown state of a language"),
        pytest.param("{xx: shadow}", "has no key 'xx'", id="an unknown language"),
    ],
)
def test_a_state_that_cannot_be_is_refused(state: str, told: str) -> None:
    with pytest.raises(RubricError, match=told):
        parse_rubric(_with_state(state), "x.yaml")
