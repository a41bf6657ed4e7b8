"""What was found is compared with what was put in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bench.injected.cases import Case, make_cases
from bench.injected.figures import count_innocent, count_records
from bench.injected.match import Answer, Matched, discount, match
from bench.injected.words import Tempting
from qa.domain.finding import Evidence, Finding, Outcome, Verdict
from tests.bench_injected.made import case_with, load

FAULT = "{criterion: no-blame, how: add, conversations: [back], text: 'So read it, {direct}.', marked: read it}"


def _outcome(case: Case, quote: str, *, criterion: str = "no-blame", verdict: Verdict = Verdict.FAIL) -> Outcome:
    """Answer with a finding on words of the conversation."""
    for index, message in enumerate(case.made.conversation.messages):
        start = message.text.find(quote)
        if start >= 0:
            evidence = Evidence.of(case.made.conversation, index, start=start, end=start + len(quote))
            return Outcome(criterion, verdict, None, (Finding("a-check", evidence, verdict),))
    raise AssertionError(quote)


@pytest.mark.parametrize(
    ("quote", "verdict", "answer", "words"),
    [
        pytest.param("read", Verdict.FAIL, Answer.FOUND, True, id="on the words"),
        pytest.param("the label", Verdict.FAIL, Answer.FOUND, False, id="in the message, on other words"),
        pytest.param("I want", Verdict.FAIL, Answer.ELSEWHERE, None, id="in another message"),
        pytest.param("read", Verdict.NEEDS_HUMAN, Answer.LEFT_TO_PERSON, None, id="left to a person"),
        pytest.param("I want", Verdict.NEEDS_HUMAN, Answer.MISSED, None, id="doubt elsewhere"),
        pytest.param("read", Verdict.PASS, Answer.MISSED, None, id="passed"),
    ],
)
def test_the_answer_to_a_fault(
    tmp_path: Path, quote: str, verdict: Verdict, answer: Answer, words: bool | None
) -> None:
    case = case_with(tmp_path, FAULT)
    matched = match(case, [_outcome(case, quote, verdict=verdict)])
    assert (matched.answer, matched.are_words_right) == (answer, words)
    assert [one.criterion for one in matched.false] == (["no-blame"] if answer is Answer.ELSEWHERE else [])


def test_a_fail_of_another_criterion_is_false_unless_the_fault_names_it(tmp_path: Path) -> None:
    case = case_with(tmp_path, FAULT)
    outcomes = [_outcome(case, "read"), _outcome(case, "read", criterion="no-rudeness")]
    assert [one.criterion for one in match(case, outcomes).false] == ["no-rudeness"]
    also = case_with(tmp_path, FAULT.replace("marked:", "also: [no-rudeness], marked:"))
    matched = match(also, outcomes)
    assert (matched.right, matched.false) == (("no-blame", "no-rudeness"), ())


def test_a_criterion_that_is_not_judged_is_a_miss(tmp_path: Path) -> None:
    matched = match(case_with(tmp_path, FAULT), [])
    assert (matched.answer, matched.verdict) == (Answer.MISSED, "none")


def test_something_missing_may_be_found_in_any_message_of_the_agent(tmp_path: Path) -> None:
    fault = "{criterion: greeting, how: remove, part: greeting, conversations: [late]}"
    case = case_with(tmp_path, fault)
    for quote, answer in (("Goodbye!", Answer.FOUND), ("No, thanks.", Answer.ELSEWHERE)):
        assert match(case, [_outcome(case, quote, criterion="greeting")]).answer is answer


@pytest.mark.parametrize(
    ("quote", "answer"),
    [
        pytest.param("read", Answer.FOUND, id="by the marked words"),
        pytest.param("the label", Answer.ALREADY, id="by others"),
    ],
)
def test_a_fail_that_the_clean_conversation_has_too_proves_nothing(tmp_path: Path, quote: str, answer: Answer) -> None:
    case = case_with(tmp_path, FAULT)
    clean = match(replace(case, source=None, half="all"), [_outcome(case, "the label")])
    found = discount([clean, match(case, [_outcome(case, quote)])])[1]
    assert found.answer is answer
    assert [one.criterion for one in found.false] == ([] if answer is Answer.FOUND else ["no-blame"])


def test_a_tempting_sentence_tells_whether_the_fail_rests_on_it(tmp_path: Path) -> None:
    wording, _ = load(tmp_path)
    case = next(one for one in make_cases(wording, {})[0] if isinstance(one.source, Tempting))
    on, beside = (match(case, [_outcome(case, quote)]) for quote in ("the right thing", "label"))
    assert [one.is_on_sentence for one in (*on.false, *beside.false)] == [True, False]


def test_a_tempting_sentence_is_not_blamed_for_what_fails_without_it(tmp_path: Path) -> None:
    wording, _ = load(tmp_path)
    case = next(one for one in make_cases(wording, {})[0] if isinstance(one.source, Tempting))
    clean = match(replace(case, source=None, half="all"), [_outcome(case, "the right thing")])
    told = discount([clean, match(case, [_outcome(case, "the right thing")])])[1]
    assert [one.is_on_sentence for one in told.false] == [False]


def _counted(tmp_path: Path) -> tuple[Matched, ...]:
    """One fault found, one left to a person, one missed, and a clean conversation with a false fail."""
    case = case_with(tmp_path, FAULT)
    clean = replace(case, source=None, half="all")
    answers = [[_outcome(case, "read")], [_outcome(case, "read", verdict=Verdict.NEEDS_HUMAN)], []]
    return (*(match(case, one) for one in answers), match(clean, [_outcome(case, "label")]))


def test_records_count_what_was_found(tmp_path: Path) -> None:
    record = count_records(_counted(tmp_path), ["no-blame"])[0]
    assert (record.half, record.wordings, record.faults, record.found, record.needs_human) == ("dev", 1, 3, 1, 1)
    assert (str(record.recall), str(record.precision), str(record.words)) == ("0.33", "0.50", "1.00")
    assert record.recall.interval() == "0.33 [0.06, 0.79]"


def test_clean_conversations_with_a_false_fail_are_counted(tmp_path: Path) -> None:
    clean = count_innocent(_counted(tmp_path))[0]
    assert (clean.kind, clean.n, clean.false) == ("clean", 1, 1)
