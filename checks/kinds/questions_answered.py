"""Links the customer's questions with the agent's answers, and shows those that stay open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import ClassVar

from checks.accuracy.counted import is_counted, is_passed_over, is_surely_passed_over
from checks.accuracy.questions import Question, answer_to, is_withdrawn, questions_of
from checks.wording import Reporter
from qa.domain.conversation import Role
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Finding, Verdict
from qa.domain.rubric import CheckSpec
from qa.ports import OptionSpec, Reading, Span

__all__ = ["QuestionsAnswered"]

_OPEN = ("open", "pending", "new", "waiting")
_TEXTS = {
    "en": "Answered, it seems, in message {answer}.",
    "pl": "Odpowiedź jest, jak się zdaje, w wiadomości {answer}.",
    "pt": "Parece estar respondida na mensagem {answer}.",
    "ar": "يبدو أن الجواب في الرسالة {answer}.",
    "th": "น่าจะตอบแล้วในข้อความที่ {answer}",
}


class QuestionsAnswered:
    """Needs a person where a question of the customer has no answer that can be linked with it.

    A question is linked with a later message of the agent that takes up its words or topic, has what such
    a question asks for (a time, a sum, a reason), or puts it off to a named time. Withdrawn questions and those a
    content customer leaves at that are closed. It fails where the customer counted the questions ("two things", "1. …
    2. …"), another is answered, and of one of a known topic neither a word of its own nor one of its topic is in the
    agent's long last answer, which says yes or no once at most. Does not apply where nothing is asked, or nobody
    answered yet.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {}
    version: ClassVar[int] = 2

    def __init__(self, spec: CheckSpec) -> None:
        self._spec = spec

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        if not reading.conversation.agent_messages():
            return NOT_APPLICABLE
        linked = tuple(_linked(reading))
        is_any_answered = len(linked) == 1 or any(answer is not None for _, answer in linked)
        findings = tuple(self._finding(reading, *pair, is_any_answered=is_any_answered) for pair in linked)
        return CheckResult.judge(findings) if findings else NOT_APPLICABLE

    def _finding(
        self, reading: Reading, question: Question, answer: int | None, *, is_any_answered: bool
    ) -> Finding:  # fmt: skip
        is_open = answer is None
        is_sure = is_open and is_any_answered and is_counted(reading, question.message)
        is_sure = is_sure and is_passed_over(reading, question) and is_surely_passed_over(reading, question)
        verdict = Verdict.PASS if not is_open else Verdict.FAIL if is_sure else Verdict.NEEDS_HUMAN
        spec = self._spec if is_open else replace(self._spec, message=_TEXTS, suggest={})
        finding = Reporter(spec, tells_passes=True).finding(
            reading,
            question.message,
            Span(question.start, question.end),
            verdict=verdict,
            answer="" if answer is None else str(answer + 1),
        )
        return replace(finding, evidence=replace(finding.evidence, role=None))


def _linked(reading: Reading) -> Iterator[tuple[Question, int | None]]:
    """Yield each question that waits for an answer with the message that gives it, None where none does."""
    last = reading.conversation.agent_messages()[-1][0]
    is_open = (reading.conversation.status or "").casefold() in _OPEN
    for index, message in enumerate(reading.conversation.messages):
        if message.role is not Role.CUSTOMER or (is_open and index > last):
            continue
        for question in questions_of(reading, index):
            answer = answer_to(reading, question)
            if answer is not None and is_counted(reading, index) and is_passed_over(reading, question):
                answer = None
            if answer is not None or not is_withdrawn(reading, question):
                yield question, answer
