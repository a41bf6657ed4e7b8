"""Judges single texts by the language criteria, as if an agent had mailed them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from bench.injected.judging import ROOT, the_rubric
from checks.reading import ConversationReader
from qa.domain.conversation import Channel, Conversation, Message, Role
from qa.domain.finding import Verdict
from qa.ports import Materials
from qa.rubric.judge import Judge
from qa.settings import Settings

SHARED = ROOT.parent / "shared"
CRITERIA = ("spelling", "grammar", "punctuation")
_AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class Mark:
    """A place some check marked: `check` is its id, `rule` LanguageTool's rule where it was that."""

    criterion: str
    check: str
    start: int
    end: int
    rule: str


def missing(path: Path) -> str | None:
    """Say why a file of others cannot be used; None when it is there."""
    return None if path.exists() else f"{path} is not there: this part uses text that is not part of the project."


def mark_texts(texts: Sequence[str], *, language: str, criteria: Iterable[str] = CRITERIA) -> Iterator[list[Mark]]:
    """Yield, for each text, what the criteria fail in it."""
    whole, wanted = the_rubric(), frozenset(criteria)
    rubric = replace(whole, criteria=tuple(one for one in whole.criteria if one.id in wanted))
    with closing(ConversationReader(Settings.from_environment())) as reader:
        judge = Judge(rubric, reader)
        for first in range(0, len(texts), _AT_ONCE):
            some = list(texts[first : first + _AT_ONCE])
            if language != "th":
                reader.errors_in(some, language=language, known=frozenset())
            for text in some:
                yield _marks(text, language, judge, reader)


def _marks(text: str, language: str, judge: Judge, reader: ConversationReader) -> list[Mark]:
    conversation = Conversation(
        "elsewhere", Channel.EMAIL, (Message(Role.AGENT, text, language=language),), language=language
    )
    errors = reader.read(conversation, Materials()).language_errors(0) or ()
    rules = {(error.start, error.end): error.rule for error in errors}
    return [
        Mark(outcome.criterion, finding.check, start, end, rules.get((start, end), ""))
        for outcome in judge.judge(conversation, Materials()).outcomes
        for finding in outcome.findings
        if finding.verdict is Verdict.FAIL
        for start, end in ((finding.evidence.start, finding.evidence.end),)
    ]
