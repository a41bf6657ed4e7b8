"""Judges the natural conversations and counts what fails in them, which nothing should."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bench.injected.judging import the_rubric
from checks.reading import ConversationReader
from qa.domain.conversation import Conversation
from qa.domain.finding import Outcome, Verdict
from qa.facts.materials import load_example_materials
from qa.importers.conversations_jsonl import ConversationsJsonl
from qa.ports import ImportOptions
from qa.rubric.judge import Judge
from qa.settings import Settings
from qa.statistics.intervals import wilson

FOLDER = Path(__file__).resolve().parent / "conversations"
LANGUAGES = ("pl", "en", "pt", "ar", "th")
HALVES = ("dev", "held")


@dataclass(frozen=True, slots=True)
class Count:
    """How many conversations of a language and half hold a fail, with its interval, and how many people must look at.

    `asked` counts verdicts that need a person; `criteria` the conversations by criterion that failed.
    """

    language: str
    half: str
    conversations: int
    failed: int
    low: float
    high: float
    asked: int
    criteria: dict[str, int]


@dataclass(frozen=True, slots=True)
class Failed:
    """A conversation with the outcomes that failed in it."""

    conversation: Conversation
    outcomes: tuple[Outcome, ...]


def conversations(language: str, half: str) -> tuple[Conversation, ...]:
    """Read the conversations of one language and half. Raises BadRecordError for a line that cannot be read."""
    return read_file(f"{language}-{half}")


def read_file(name: str) -> tuple[Conversation, ...]:
    """Read one file of conversations. Raises BadRecordError for a line that cannot be read."""
    read = tuple(ConversationsJsonl().read(FOLDER / f"{name}.jsonl", ImportOptions()))
    for one in read:
        if not isinstance(one, Conversation):
            raise one
    return tuple(one for one in read if isinstance(one, Conversation))


def judge_all(given: Iterable[Conversation]) -> list[tuple[Conversation, tuple[Outcome, ...]]]:
    """Judge conversations by the rubric that ships, with the example shop's facts and no orders of theirs."""
    rubric, settings = the_rubric(), Settings.from_environment()
    materials = load_example_materials(settings, rubric.example_materials)
    with closing(ConversationReader(settings)) as reader:
        judge = Judge(rubric, reader)
        return [
            (one, tuple(judge.judge_criterion(criterion, one, materials) for criterion in rubric.criteria))
            for one in given
        ]


def judge_language(language: str, half: str) -> tuple[Count, tuple[Failed, ...]]:
    """Judge all conversations of a language and half."""
    asked, failed = 0, []
    judged = judge_all(conversations(language, half))
    for conversation, outcomes in judged:
        asked += sum(outcome.verdict is Verdict.NEEDS_HUMAN for outcome in outcomes)
        fails = tuple(outcome for outcome in outcomes if outcome.verdict is Verdict.FAIL)
        failed += [Failed(conversation, fails)] if fails else []
    return _counted(language, half, len(judged), failed, asked), tuple(failed)


def _counted(language: str, half: str, total: int, failed: Sequence[Failed], asked: int) -> Count:
    interval = wilson(len(failed), total) if total else None
    criteria = Counter(outcome.criterion for one in failed for outcome in one.outcomes)
    return Count(
        language=language,
        half=half,
        conversations=total,
        failed=len(failed),
        low=round(interval.low, 4) if interval else 0.0,
        high=round(interval.high, 4) if interval else 1.0,
        asked=asked,
        criteria=dict(sorted(criteria.items(), key=lambda pair: (-pair[1], pair[0]))),
    )


def describe(failed: Failed) -> Iterator[str]:
    """Yield a line for each thing that failed, with the words it rests on."""
    for outcome in failed.outcomes:
        for finding in outcome.findings:
            if finding.verdict is Verdict.FAIL:
                yield f"{failed.conversation.id} {outcome.criterion}: {finding.evidence.quote!r}"
