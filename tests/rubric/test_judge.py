from __future__ import annotations

from dataclasses import replace

import pytest

from qa.domain.conversation import Conversation, Message, Role
from qa.domain.finding import CheckResult, Evidence, Finding, Verdict
from qa.domain.rubric import Rubric
from qa.domain.transcript import Word
from qa.errors import EvidenceError, NoFindingError, UnknownNameError
from qa.ports import Materials
from qa.rubric.judge import Judge, Judgement, join_results, language_of
from qa.rubric.load import parse_rubric
from tests import build
from tests.rubric.kinds import Scripted, SmallReader, SmallReading
from tests.rubric.rubrics import SMALL

pytestmark = pytest.mark.usefixtures("small_kinds")

SCRIPTED = """\
rubric: scripted
version: 1
title: Scripted
criteria:
  - id: scripted
    dimension: tone
    title: Scripted
    checks: [{id: only, kind: scripted}]
"""


def _judge(text: str, conversation: Conversation) -> Judgement:
    return Judge(parse_rubric(text, "x.yaml"), SmallReader()).judge(conversation, Materials())


def _finding(conversation: Conversation, message: int = 0, *, verdict: Verdict = Verdict.FAIL) -> Finding:
    return Finding("only", Evidence.of(conversation, message, start=0, end=4), verdict=verdict)


def _script(monkeypatch: pytest.MonkeyPatch, result: CheckResult) -> None:
    monkeypatch.setattr(Scripted, "answer", result)


def test_a_fault_fails_its_criterion_with_the_words() -> None:
    judgement = _judge(SMALL, build.conversation(("agent", "You should have read it.")))
    (outcome,) = judgement.outcomes
    assert (outcome.verdict, outcome.score) == (Verdict.FAIL, 0.0)
    assert outcome.findings[0].evidence.quote == "You should have"
    assert (judgement.score.value, judgement.score.critical) == (0.0, ("no-blame",))


def test_a_criterion_without_checks_has_no_outcome() -> None:
    judgement = _judge(SMALL, build.conversation(("agent", "Hello.")))
    assert [outcome.criterion for outcome in judgement.outcomes] == ["no-blame"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(SMALL, id="of the rubric"),
        pytest.param(
            SMALL.replace("channels: [chat, call]", "").replace("weight: 2", "channels: [chat]"), id="of the criterion"
        ),
    ],
)
def test_other_channels_are_not_judged(text: str) -> None:
    judgement = _judge(text, build.conversation(("agent", "It is your fault."), channel="email"))
    assert judgement.outcomes[0].verdict is Verdict.NOT_APPLICABLE
    assert judgement.score.value is None


FAIL, PASS, DOUBT, NONE = (
    CheckResult(verdict) for verdict in (Verdict.FAIL, Verdict.PASS, Verdict.NEEDS_HUMAN, Verdict.NOT_APPLICABLE)
)


@pytest.mark.parametrize(
    ("results", "verdict", "score"),
    [
        pytest.param([PASS, DOUBT, FAIL], Verdict.FAIL, 0.0, id="any fail fails"),
        pytest.param([PASS, DOUBT, NONE], Verdict.NEEDS_HUMAN, None, id="a doubt needs a human"),
        pytest.param([PASS, NONE], Verdict.PASS, 1.0, id="a pass passes"),
        pytest.param([NONE, NONE], Verdict.NOT_APPLICABLE, None, id="nothing applies"),
        pytest.param([PASS, replace(PASS, score=0.5)], Verdict.PASS, 0.5, id="the lowest score counts"),
        pytest.param([replace(FAIL, score=0.5), PASS], Verdict.FAIL, 0.5, id="a half fail"),
    ],
)
def test_results_join(results: list[CheckResult], verdict: Verdict, score: float | None) -> None:
    outcome = join_results("x", results)
    assert (outcome.verdict, outcome.score) == (verdict, score)


def test_claims_add_up() -> None:
    outcome = join_results("x", [replace(PASS, claims=2, covered_claims=1), replace(NONE, claims=1)])
    assert (outcome.claims, outcome.covered_claims) == (3, 1)


def test_words_that_are_not_there_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    conversation = build.conversation(("agent", "Hello there."))
    invented = replace(_finding(conversation), evidence=Evidence(0, 0, 4, "Hell no"))
    _script(monkeypatch, CheckResult.judge((invented,)))
    with pytest.raises(EvidenceError, match="the quoted words are not in message 0"):
        _judge(SCRIPTED, conversation)


@pytest.mark.parametrize("role", ["customer", "bot", "system"])
def test_words_of_somebody_else_are_refused(role: str, monkeypatch: pytest.MonkeyPatch) -> None:
    conversation = build.conversation((role, "Hello there."))
    _script(monkeypatch, CheckResult.judge((_finding(conversation),)))
    with pytest.raises(EvidenceError):
        _judge(SCRIPTED, conversation)


def test_words_of_an_internal_note_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    note = Message(role=Role.AGENT, text="Hello there.", is_internal=True)
    conversation = replace(build.conversation(("agent", "Hi.")), messages=(note,))
    _script(monkeypatch, CheckResult.judge((_finding(conversation),)))
    with pytest.raises(EvidenceError):
        _judge(SCRIPTED, conversation)


def test_a_whole_customer_message_shows_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    conversation = build.conversation(("customer", "Hello?"))
    _script(monkeypatch, CheckResult.judge((Finding("only", Evidence.of(conversation, 0)),)))
    assert _judge(SCRIPTED, conversation).outcomes[0].verdict is Verdict.FAIL


def test_a_fail_without_a_finding_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    _script(monkeypatch, FAIL)
    with pytest.raises(NoFindingError, match="'only' of criterion 'scripted' fails the conversation without a finding"):
        _judge(SCRIPTED, build.conversation(("agent", "Hello.")))


def _call(confidence: float) -> Conversation:
    text = "It is your fault."
    words = tuple(Word(word, 0, 100, confidence) for word in text.split())
    conversation = build.conversation(("agent", text), channel="call")
    return replace(conversation, messages=(Message(role=Role.AGENT, text=text, words=words),))


@pytest.mark.parametrize(
    ("confidence", "verdict"),
    [
        pytest.param(0.59, Verdict.NEEDS_HUMAN, id="hardly heard"),
        pytest.param(0.6, Verdict.FAIL, id="heard"),
    ],
)
def test_nobody_fails_on_words_hardly_heard(confidence: float, verdict: Verdict) -> None:
    (outcome,) = _judge(SMALL, _call(confidence)).outcomes
    assert outcome.verdict is verdict
    assert outcome.findings[0].verdict is verdict
    assert outcome.findings[0].confidence == confidence


@pytest.mark.parametrize(
    ("confidences", "verdict"),
    [
        pytest.param((0.9, 0.9, 0.3, 0.9), Verdict.FAIL, id="one bad word"),
        pytest.param((0.9, 0.3, 0.3, 0.3), Verdict.NEEDS_HUMAN, id="mostly bad"),
    ],
)
def test_a_whole_message_is_heard_as_well_as_most_of_it(
    confidences: tuple[float, ...], verdict: Verdict, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = tuple(Word("one", 0, 100, confidence) for confidence in confidences)
    message = Message(role=Role.AGENT, text="one one one one", words=words)
    conversation = replace(build.conversation(("agent", "x"), channel="call"), messages=(message,))
    _script(monkeypatch, CheckResult.judge((Finding("only", Evidence.of(conversation, 0)),)))
    assert _judge(SCRIPTED, conversation).outcomes[0].verdict is verdict


def test_an_unknown_phrase_set_is_refused_before_anything_is_judged() -> None:
    rubric = parse_rubric(SMALL.replace("[you should have, your fault]", "{use: blmae}"), "x.yaml")
    with pytest.raises(UnknownNameError, match="Unknown phrase set 'blmae'"):
        Judge(rubric, SmallReader())


def test_a_missing_language_server_is_a_doubt_and_never_a_pass() -> None:
    text = SCRIPTED.replace("kind: scripted", "kind: spelling")
    judgement = _judge(text, build.conversation(("customer", "Hi."), ("agent", "Hello.")))
    (outcome,) = judgement.outcomes
    assert outcome.verdict is Verdict.NEEDS_HUMAN
    assert outcome.findings[0].evidence.quote == "Hello."
    assert judgement.waits is not None
    assert judgement.waits.endswith("could not be used. LanguageTool is not installed: run `make vendor`.")


def test_a_missing_language_server_is_nothing_where_no_agent_spoke() -> None:
    text = SCRIPTED.replace("kind: scripted", "kind: spelling")
    judgement = _judge(text, build.conversation(("customer", "Hi.")))
    assert judgement.outcomes[0].verdict is Verdict.NOT_APPLICABLE
    assert judgement.waits is None


def test_an_outcome_names_what_it_was_made_with() -> None:
    versions = dict(_judge(SCRIPTED, build.conversation(("agent", "Hello."))).outcomes[0].versions)
    assert versions["rubric"] == "scripted@1"
    assert versions["check:only"] == "scripted@3"
    assert versions["pack"] == "en@1"
    assert len(versions["rubric_hash"]) == 64


def test_the_language_is_that_of_most_of_what_the_agent_said() -> None:
    conversation = replace(
        build.conversation(("agent", "x"), language=None),
        messages=(
            Message(role=Role.AGENT, text="Hello.", language="en"),
            Message(role=Role.AGENT, text="Dzień dobry, już sprawdzam.", language="pl"),
            Message(role=Role.CUSTOMER, text="a very long message of the customer", language="pt"),
        ),
    )
    assert language_of(SmallReading(conversation, Materials())) == "pl"


@pytest.mark.parametrize("given", ["pt-BR", "pt_BR", "PT", "pt"])
def test_a_region_is_left_out_of_the_language(given: str) -> None:
    conversation = build.conversation(("agent", "Olá"), language=given)
    assert language_of(SmallReading(conversation, Materials())) == "pt"


def test_an_empty_conversation_is_judged() -> None:
    rubric: Rubric = parse_rubric(SMALL, "x.yaml")
    judgement = Judge(rubric, SmallReader()).judge(build.conversation(), Materials())
    assert judgement.outcomes[0].verdict is Verdict.NOT_APPLICABLE
