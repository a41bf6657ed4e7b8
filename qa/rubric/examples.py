"""Runs the examples of a rubric, which are its tests, and shows each miss with carets under the text."""

from __future__ import annotations

from dataclasses import dataclass

from qa.domain.conversation import Conversation
from qa.domain.finding import Outcome
from qa.domain.rubric import Criterion, Example, Rubric
from qa.errors import Sentence
from qa.ports import Materials, Reader
from qa.rubric.carets import caret_line
from qa.rubric.judge import SERVER_MISSING, Judge

_Mark = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """What became of one example. `name` is `rubric/criterion/example`; `miss` is None when it is as it should be.

    `missing` says why it could not be run, `said` in one sentence what the miss is.
    """

    name: str
    is_todo: bool = False
    miss: str | None = None
    missing: str | None = None
    said: Sentence | None = None


class ExampleRunner:
    """Runs examples of one rubric; the checks are made once."""

    def __init__(self, rubric: Rubric, reader: Reader, materials: Materials) -> None:
        self._rubric, self._materials = rubric, materials
        self._judge = Judge(rubric, reader)

    def run(self, criterion: Criterion, example: Example) -> ExampleResult:
        """Run one example of a criterion with checks."""
        outcome = self._judge.judge_criterion(criterion, example.conversation, self._materials)
        name = f"{self._rubric.name}/{criterion.id}/{example.id}"
        missing = next((one.explanation for one in outcome.findings if one.kind == SERVER_MISSING), None)
        if missing is not None:
            return ExampleResult(name, example.is_todo, missing=missing)
        said = said_of_miss(example, outcome)
        return ExampleResult(name, example.is_todo, miss=miss_of(example, outcome, name=name), said=said)

    def run_all(self, *, only: tuple[str, ...] = ()) -> tuple[ExampleResult, ...]:
        """Run every example of every criterion with checks, or of the criteria named."""
        return tuple(
            self.run(criterion, example)
            for criterion in self._rubric.criteria
            if criterion.checks and (not only or criterion.id in only)
            for example in criterion.examples
        )


def miss_of(example: Example, outcome: Outcome, *, name: str) -> str | None:
    """Return what is wrong with an outcome as `file:line: name: ...` and caret lines; None when it is right.

    A `todo` example is a known mistake: it is wrong to be right.
    """
    said = said_of_miss(example, outcome)
    if said is None:
        return None
    lines = [f"{example.source}: {name}: {said}"]
    return "\n".join(lines if example.is_todo else lines + _text_lines(example, _found(outcome)))


def said_of_miss(example: Example, outcome: Outcome) -> Sentence | None:
    """Say in one sentence what is wrong with an outcome; None when it is right."""
    is_verdict_right = outcome.verdict is example.verdict
    is_right = is_verdict_right and (not example.marks or _found(outcome) == sorted(example.marks))
    if example.is_todo:
        if not is_right:
            return None
        verdict = example.verdict.value
        return Sentence("this known mistake has come right: make it a '%(verdict)s' example.", verdict=verdict)
    if is_right:
        return None
    if is_verdict_right:
        return Sentence("%(verdict)s as expected, but on other words", verdict=outcome.verdict.value)
    return Sentence("expected %(wanted)s, is %(verdict)s", wanted=example.verdict.value, verdict=outcome.verdict.value)


def _found(outcome: Outcome) -> list[_Mark]:
    places = {
        (one.evidence.message, one.evidence.start, one.evidence.end)
        for one in outcome.findings
        if one.verdict is outcome.verdict
    }
    return sorted(places)


def _text_lines(example: Example, found: list[_Mark]) -> list[str]:
    """Show each message concerned, with carets under what was marked and what was found."""
    expected = list(example.marks)
    messages = sorted({mark[0] for mark in (*expected, *found)}) or [_last_said(example.conversation)]
    lines: list[str] = []
    for message in messages:
        said = example.conversation.messages[message]
        text = f"    {said.role.value}: {said.text}".replace("\n", " ").replace("\t", " ")
        shift = len(text) - len(said.text)
        lines.append(text)
        for label, marks in (("expected", expected), ("found", found)):
            stretches = [(start + shift, end + shift) for index, start, end in marks if index == message]
            if stretches:
                lines.append(f"{caret_line(text, stretches)} {label}")
    return lines


def _last_said(conversation: Conversation) -> int:
    agents = conversation.agent_messages()
    return agents[-1][0] if agents else len(conversation.messages) - 1
