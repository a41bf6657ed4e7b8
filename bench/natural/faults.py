"""Counts which faults are found in natural conversations with one each, named in their metadata."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bench.natural.count import judge_all, read_file
from qa.domain.conversation import Conversation
from qa.domain.finding import Outcome, Verdict


@dataclass(frozen=True, slots=True)
class FaultCount:
    """What became of the faults of one language, and how many of its conversations have a fail of another criterion.

    `found`: its criterion fails in the agent's message with the fault, `elsewhere` in another one; `asked`: its
    criterion needs a person.
    """

    language: str
    faults: int
    found: int
    elsewhere: int
    asked: int
    with_others: int
    found_criteria: tuple[str, ...]
    missed_criteria: tuple[str, ...]


def count_faults(language: str) -> FaultCount:
    """Judge the conversations with a fault. Raises BadRecordError for a line that cannot be read."""
    answers: dict[str, list[str]] = {"found": [], "elsewhere": [], "asked": [], "missed": []}
    with_others = 0
    judged = judge_all(read_file(f"{language}-faults"))
    for conversation, outcomes in judged:
        criterion = fault_of(conversation)
        answers[_answer(conversation, outcomes)].append(criterion)
        with_others += any(one.verdict is Verdict.FAIL and one.criterion != criterion for one in outcomes)
    return FaultCount(
        language=language,
        faults=len(judged),
        found=len(answers["found"]),
        elsewhere=len(answers["elsewhere"]),
        asked=len(answers["asked"]),
        with_others=with_others,
        found_criteria=tuple(sorted(answers["found"])),
        missed_criteria=tuple(sorted(answers["missed"])),
    )


def fault_of(conversation: Conversation) -> str:
    """Return the criterion that the agent's one mistake is of."""
    return str(conversation.metadata["fault"])


def _answer(conversation: Conversation, outcomes: Iterable[Outcome]) -> str:
    own = [one for one in outcomes if one.criterion == fault_of(conversation)]
    failed = [one for outcome in own for one in outcome.findings if one.verdict is Verdict.FAIL]
    if any(one.evidence.message == conversation.metadata["fault_message"] for one in failed):
        return "found"
    if failed:
        return "elsewhere"
    return "asked" if any(one.verdict is Verdict.NEEDS_HUMAN for one in own) else "missed"
