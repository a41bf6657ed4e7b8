"""Looks for customers who were left without an answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import ClassVar

from checks.wording import Reporter, is_spoken
from checks.working_time import working_time
from qa.domain.conversation import Conversation, Message, Role
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Finding, Verdict
from qa.domain.rubric import CheckSpec
from qa.ports import OptionSpec, Reading

__all__ = ["Unanswered"]

_OPEN = ("open", "pending", "new", "waiting")
_DEFAULT_HOURS = 72
_ASKING = ("asks-question", "problem-statement", "complaint", "anger")
_POLITE = ("customer-closing", "thanks", "farewell")


class Unanswered:
    """Fails where the customer's last words ask something and no human answered, or an answer came days late.

    Hours count while the channel is open: by `opening_hours` of the facts, else all hours of the working days of
    the customer's country.
    Thanks and goodbyes need no answer. Last words that ask nothing clearly, and cases still open, need a person.
    Does not apply to calls, or where the customer wrote nothing.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {
        "hours": OptionSpec("Open hours after which an answer within is overdue; 72 by default.", (int,)),
    }
    version: ClassVar[int] = 3

    def __init__(self, spec: CheckSpec) -> None:
        self._spec = spec
        self._report = Reporter(spec)
        hours = spec.options.get("hours")
        self._overdue = timedelta(hours=hours if isinstance(hours, int) else _DEFAULT_HOURS)

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        conversation = reading.conversation
        if is_spoken(reading) or all(one.role is not Role.CUSTOMER for one in conversation.messages):
            return NOT_APPLICABLE
        findings = [self._late(reading, *pair) for pair in _gaps(conversation)]
        last = self._last_words(reading, _after_last_answer(conversation))
        return CheckResult.judge(tuple(one for one in (*findings, last) if one))

    def _late(self, reading: Reading, asked: int, answered: int) -> Finding | None:
        first, second = (reading.conversation.messages[index].sent_at for index in (asked, answered))
        if first is None or second is None or second - first <= self._overdue or not _asks(reading, asked):
            return None
        waited = working_time(reading.conversation, reading.materials).between(first, second)
        if waited <= self._overdue:
            return None
        hours = str(round(waited.total_seconds() / 3600))
        return self._report.finding(reading, asked, None, verdict=Verdict.FAIL, hours=hours)

    def _last_words(self, reading: Reading, indices: list[int]) -> Finding | None:
        waiting = [index for index in indices if not _is_goodbye(reading, index)]
        if not waiting:
            return None
        asking = [index for index in waiting if _asks(reading, index)]
        is_open = (reading.conversation.status or "").casefold() in _OPEN
        verdict = Verdict.FAIL if asking and not is_open else Verdict.NEEDS_HUMAN
        return self._report.finding(reading, (asking or waiting)[0], None, verdict=verdict, hours="")


def _after_last_answer(conversation: Conversation) -> list[int]:
    """Return the customer's messages after the last human answer."""
    found: list[int] = []
    for index, message in enumerate(conversation.messages):
        if message.role is Role.AGENT and not message.is_internal:
            found.clear()
        elif message.role is Role.CUSTOMER:
            found.append(index)
    return found


def _gaps(conversation: Conversation) -> list[tuple[int, int]]:
    """Return (first customer message, human answer) pairs after the first answer, which has its own target."""
    pairs: list[tuple[int, int]] = []
    waiting: int | None = None
    for index, message in enumerate(conversation.messages):
        if message.role is Role.CUSTOMER and waiting is None:
            waiting = index
        elif message.role is Role.AGENT and not message.is_internal:
            if waiting is not None:
                pairs.append((waiting, index))
            waiting = None
    return pairs[1:]


def _asks(reading: Reading, index: int) -> bool:
    message = reading.conversation.messages[index]
    if _has_question_mark(message) or any(reading.phrases(index, name) for name in _ASKING):
        return True
    return bool(reading.phrases(index, "asks-reply")) and not _waits_for_a_promise(reading, index)


def _waits_for_a_promise(reading: Reading, index: int) -> bool:
    """Tell whether `I am waiting for your call` is a polite word, or takes up what the agent promised."""
    before = [one for one, _ in reading.conversation.agent_messages() if one < index]
    has_promise = bool(before) and bool(reading.phrases(before[-1], "contact-promise"))
    return has_promise or any(reading.phrases(index, name) for name in _POLITE)


def _is_goodbye(reading: Reading, index: int) -> bool:
    """Tell whether a message only thanks, agrees or takes leave; one without letters (an emoji) asks nothing either."""
    message = reading.conversation.messages[index]
    if _has_question_mark(message):
        return False
    words = [word for word in message.text.split() if any(one.isalpha() for one in word)]
    if not words:
        return not any(one.isdigit() for one in message.text)
    is_polite = any(reading.phrases(index, name) for name in _POLITE)
    return is_polite and not any(reading.phrases(index, name) for name in _ASKING)


def _has_question_mark(message: Message) -> bool:
    return "?" in message.text or "؟" in message.text
