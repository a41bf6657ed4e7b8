"""Compares what was found in a conversation with what had been put into it."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bench.injected.build import Place
from bench.injected.cases import Case
from bench.injected.inject import STAND_INS
from bench.injected.words import Fault, Tempting
from qa.domain.conversation import Role
from qa.domain.finding import Finding, Outcome, Verdict


class Answer(enum.Enum):
    """What became of an injected fault. `ELSEWHERE` is a fail of its criterion that rests on other messages."""

    FOUND = "found"
    LEFT_TO_PERSON = "needs_human"
    ELSEWHERE = "elsewhere"
    ALREADY = "fails without the fault"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class FalseFail:
    """A fail that nothing deserved. `is_on_sentence` tells that it rests on the words of a tempting sentence.

    `found` is what an accuracy check read there and what it expected.
    """

    criterion: str
    quote: str
    check: str
    is_on_sentence: bool = False
    found: str = ""


@dataclass(frozen=True, slots=True)
class Matched:
    """One judged case: the answer to its fault, the criteria that failed rightly, and the false fails.

    `are_words_right` is None where no words were marked or the fault was not found.
    """

    case: Case
    verdict: str
    answer: Answer | None
    are_words_right: bool | None
    right: tuple[str, ...]
    false: tuple[FalseFail, ...]


def match(case: Case, outcomes: Iterable[Outcome]) -> Matched:
    """Compare the outcomes of one case with what was put into it."""
    found = {outcome.criterion: outcome for outcome in outcomes}
    fault = case.source if isinstance(case.source, Fault) else None
    own = found.get(fault.criterion) if fault else None
    answer = _answer(case, own) if fault else None
    right = _right(fault, answer, found)
    return Matched(
        case=case,
        verdict=own.verdict.value if own else "none",
        answer=answer,
        are_words_right=_are_words_right(case, own) if answer is Answer.FOUND else None,
        right=right,
        false=tuple(
            _false_fail(case, outcome)
            for outcome in found.values()
            if outcome.verdict is Verdict.FAIL and outcome.criterion not in right
        ),
    )


def discount(matched: Iterable[Matched]) -> tuple[Matched, ...]:
    """Take back what proves nothing: fails that the clean conversation has too.

    A fault found by one counts only where the marked words speak for it, and no tempting sentence is blamed for one.
    """
    told = tuple(matched)
    already = {
        (one.case.language, one.case.plot.id, fail.criterion)
        for one in told
        if one.case.source is None
        for fail in one.false
    }
    return tuple(_discounted(one) if _is_already(one, already) else _not_blamed(one, already) for one in told)


def _is_already(matched: Matched, already: set[tuple[str, str, str]]) -> bool:
    case = matched.case
    if not isinstance(case.source, Fault) or matched.answer is not Answer.FOUND or matched.are_words_right:
        return False
    return (case.language, case.plot.id, case.source.criterion) in already


def _discounted(matched: Matched) -> Matched:
    own = matched.right[0]
    false = FalseFail(own, "", "fails without the fault too")
    return replace(
        matched,
        answer=Answer.ALREADY,
        are_words_right=None,
        right=matched.right[1:],
        false=(*matched.false, false),
    )


def _not_blamed(matched: Matched, already: set[tuple[str, str, str]]) -> Matched:
    """Take the blame for what fails anyway from a tempting sentence."""
    case = matched.case
    false = tuple(
        replace(fail, is_on_sentence=False) if (case.language, case.plot.id, fail.criterion) in already else fail
        for fail in matched.false
    )
    return replace(matched, false=false) if false != matched.false else matched


def _answer(case: Case, outcome: Outcome | None) -> Answer:
    if outcome is None:
        return Answer.MISSED
    placed = [one for one in outcome.findings if one.verdict is outcome.verdict and _is_placed(case, one)]
    if outcome.verdict is Verdict.FAIL:
        return Answer.FOUND if placed else Answer.ELSEWHERE
    if outcome.verdict is Verdict.NEEDS_HUMAN and placed:
        return Answer.LEFT_TO_PERSON
    return Answer.MISSED


def _is_placed(case: Case, finding: Finding) -> bool:
    place, at = case.made.place, finding.evidence.message
    if place.messages:
        return at in place.messages
    return case.made.conversation.messages[at].role is Role.AGENT


def _are_words_right(case: Case, outcome: Outcome | None) -> bool | None:
    place = case.made.place
    if outcome is None or place.span is None:
        return None
    return any(_overlaps(one, place) for one in outcome.findings if one.verdict is Verdict.FAIL)


def _overlaps(finding: Finding, place: Place) -> bool:
    if place.span is None:
        return False
    message, start, end = place.span
    evidence = finding.evidence
    return evidence.message == message and evidence.start < end and start < evidence.end


def _right(fault: Fault | None, answer: Answer | None, found: dict[str, Outcome]) -> tuple[str, ...]:
    if fault is None:
        return ()
    own = (fault.criterion,) if answer is Answer.FOUND else ()
    fails = {one.criterion for one in found.values() if one.verdict is Verdict.FAIL}
    taken = STAND_INS.get(fault.criterion, ())
    also = {*fault.also, *taken, *(("required-steps",) if taken else ())}
    return own + tuple(one for one in sorted(also) if one in fails and one != fault.criterion)


def _false_fail(case: Case, outcome: Outcome) -> FalseFail:
    fails = [one for one in outcome.findings if one.verdict is Verdict.FAIL]
    on_sentence = [one for one in fails if isinstance(case.source, Tempting) and _overlaps(one, case.made.place)]
    shown = (on_sentence or fails)[0]
    found = f"{shown.found}, not {shown.expected}" if shown.found and shown.expected else ""
    return FalseFail(outcome.criterion, shown.evidence.quote, shown.check, bool(on_sentence), found)
