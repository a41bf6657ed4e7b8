"""Counts which faults are found in natural conversations with one each, named in their metadata."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bench.natural.count import judge_all, read_file
from qa.domain.conversation import Conversation
from qa.domain.finding import Outcome, Verdict


@dataclass(frozen=True, slots=True)
class FaultCount:
    """What became of the faults of a language and half, and in how many conversations another criterion fails.

    `found`: its criterion fails in the agent's message with the fault, `elsewhere` in another one; `asked`: its
    criterion needs a person.
    """

    language: str
    half: str
    faults: int
    found: int
    elsewhere: int
    asked: int
    with_others: int
    found_criteria: tuple[str, ...]
    missed_criteria: tuple[str, ...]


def count_faults(language: str, half: str) -> tuple[FaultCount, tuple[tuple[str, Conversation], ...]]:
    """Judge the conversations with a fault; return with the count those not found, each with what became of it.

    Raises BadRecordError for a line that cannot be read.
    """
    answers: dict[str, list[str]] = {"found": [], "elsewhere": [], "asked": [], "missed": []}
    with_others, open_ones = 0, []
    judged = judge_all(read_file(f"{language}-{half}-faults"))
    for conversation, outcomes in judged:
        criterion, answer = fault_of(conversation), _answer(conversation, outcomes)
        answers[answer].append(criterion)
        with_others += any(one.verdict is Verdict.FAIL and one.criterion != criterion for one in outcomes)
        open_ones += [] if answer == "found" else [(answer, conversation)]
    count = FaultCount(
        language=language,
        half=half,
        faults=len(judged),
        found=len(answers["found"]),
        elsewhere=len(answers["elsewhere"]),
        asked=len(answers["asked"]),
        with_others=with_others,
        found_criteria=tuple(sorted(answers["found"])),
        missed_criteria=tuple(sorted(answers["missed"])),
    )
    return count, tuple(open_ones)


def describe_fault(answer: str, conversation: Conversation) -> str:
    """Return a line that names a fault and quotes the agent's words with it."""
    text = conversation.messages[int(str(conversation.metadata["fault_message"]))].text
    return f"{conversation.id} {fault_of(conversation)} {answer}: {text!r}"


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
