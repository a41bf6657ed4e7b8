"""Follows promises to get back to the customer through the conversation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import ClassVar
from zoneinfo import ZoneInfo

from checks.claims.due import Due, due_in
from checks.combinations import combined_spans
from checks.sides import agent_messages, customer_messages
from checks.substance import own_content
from checks.text import sentence_at
from checks.wording import Reporter, is_excused, own_spans, phrase_choice
from checks.working_time import working_days
from qa.domain.conversation import Message, Role
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Finding, Verdict
from qa.domain.rubric import CheckSpec
from qa.ports import OptionSpec, Reading, Span

__all__ = ["PromiseKept"]

_GRACE = timedelta(minutes=15)
_ONE_SITTING = timedelta(minutes=15)
_SOON = timedelta(hours=1)
_LATE = timedelta(hours=2)
_SENDS = re.compile(
    r"(?i)\b(?:prze[śs]l|wy[śs]l|podes?[śs]l|wysył|przesył)\w*|\bsend\w*|\b(?:envi|mand|remet)\w+|"
    r"(?<!\w)[وف]?(?:س|ح|ه|ب|راح )?(?:[أان])?(?:رسل|بعت|بعث)\w*|ส่ง(?!ข้อความ|ข่าว)"
)
"""To send something: it may have come by a mail of its own."""


class PromiseKept:
    """Fails where an agent promises to write by a time, that time passes, and only then somebody writes again.

    A later message of an agent, in another sitting and in time, keeps it. A promise to telephone (`elsewhere`) or to
    send something, and one after which the customer wrote in time, need a person unless the customer says afterwards
    that nobody did (`broken`); so do one that the same sitting may have kept, one kept less than two hours late, and
    one after which the customer writes with thanks. What others will do (`thirds`) is no promise of the agent's. Does
    not apply where no promise names a time, the conversation ends before that time, so that nothing shows what became
    of it, or the language lacks the phrases.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {
        "promise": OptionSpec("Phrases that promise to get back to the customer.", is_required=True, is_phrases=True),
        "elsewhere": OptionSpec("Promises that another channel may keep.", is_phrases=True),
        "combine": OptionSpec("Combinations of the packs' words that promise it, too.", types=(str,)),
        "thirds": OptionSpec("Phrases in the sentence for others, whose doing it is.", is_phrases=True),
        "broken": OptionSpec("Customer's phrases that say that nobody got back.", is_phrases=True),
        "unless": OptionSpec("Phrases in the sentence that make it depend on something.", is_phrases=True),
    }
    version: ClassVar[int] = 6

    def __init__(self, spec: CheckSpec) -> None:
        self._spec = spec
        self._report = Reporter(spec)
        self._combine = str(spec.options.get("combine") or "")
        names = ("promise", "elsewhere", "unless")
        self._promise, self._elsewhere, self._unless = (phrase_choice(spec, name) for name in names)
        self._thirds, self._broken = phrase_choice(spec, "thirds"), phrase_choice(spec, "broken")

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        zone = ZoneInfo(reading.materials.time_zone)
        findings = tuple(
            finding
            for index, _ in self._spec.where.select(reading.conversation)
            for span in _one_a_sentence(reading, index, self._promises(reading, index))
            if (finding := self._follow(reading, index, span, zone=zone)) is not None
        )
        return CheckResult.judge(findings) if findings else NOT_APPLICABLE

    def _promises(self, reading: Reading, index: int) -> tuple[Span, ...]:
        spans = own_spans(reading, index, self._promise)
        more = combined_spans(reading, index, self._combine) if self._combine else ()
        return tuple(sorted((*spans, *more), key=lambda one: one.start)) if more else spans

    def _follow(self, reading: Reading, index: int, span: Span, *, zone: ZoneInfo) -> Finding | None:
        message = reading.conversation.messages[index]
        sentence = sentence_at(message.text, span.start)
        said = message.text[sentence.start : sentence.end]
        if said.endswith(("?", "؟")) or any(
            is_excused(reading, index, span, unless=one, within=near)
            for one in (self._unless, self._thirds)
            for near in ("match", "sentence")
        ):
            return None
        sent_at = message.sent_at or reading.conversation.started_at
        if sent_at is None:
            return None
        days = working_days(reading.conversation, reading.materials)
        language = reading.language_of(index)
        due = due_in(said, language=language, sent_at=sent_at, zone=zone, country=days.country)
        if due is None:
            return None
        verdict = self._verdict(reading, index, due, sent_at=sent_at)
        if verdict is None:
            return None
        is_elsewhere = (
            is_excused(reading, index, span, unless=self._elsewhere, within="match")
            or _SENDS.search(message.text, span.start, span.end) is not None
            or _is_answered_first(reading, index, due)
        )
        if verdict is Verdict.FAIL and is_elsewhere and not self._is_broken(reading, index):
            verdict = Verdict.NEEDS_HUMAN
        return self._report.finding(reading, index, span, verdict=verdict, due=f"{due.at:%Y-%m-%d %H:%M}")

    def _is_broken(self, reading: Reading, index: int) -> bool:
        """Tell whether the customer says after a message that nobody got back to them."""
        later = (one for one in customer_messages(reading.conversation) if one > index)
        return any(own_spans(reading, one, self._broken) for one in later)

    def _verdict(self, reading: Reading, index: int, due: Due, *, sent_at: datetime) -> Verdict | None:
        """Return what became of a promise; None where the conversation ends before that shows."""
        messages, is_broken = reading.conversation.messages, self._is_broken(reading, index)
        if any(one.sent_at is None for one in messages[index + 1 :]):
            return Verdict.NEEDS_HUMAN if is_broken else None
        limit = due.at + _GRACE
        answers = [one for one in agent_messages(reading.conversation, after=index) if _at(reading, one) <= limit]
        if any(due.at - sent_at <= _SOON or _is_apart(reading, index, one) for one in answers):
            return Verdict.PASS
        past = next((at for at, one in enumerate(messages) if at > index and _is_past(one, limit)), None)
        if past is None:
            return None
        is_answered = any(own_content(reading, one) for one in answers)
        is_open = is_answered or _is_thanked(reading, past)
        is_late = _is_late_only(reading, past, due)
        return Verdict.NEEDS_HUMAN if is_late or (is_open and not is_broken) else Verdict.FAIL


def _is_answered_first(reading: Reading, index: int, due: Due) -> bool:
    """Tell whether the customer wrote before the time: the agent may have waited for that, and it moved the time."""
    later = next((one for one in reading.conversation.messages[index + 1 :] if not one.is_internal), None)
    return later is not None and later.role is Role.CUSTOMER and later.sent_at is not None and later.sent_at <= due.at


def _is_past(message: Message, limit: datetime) -> bool:
    return not message.is_internal and message.sent_at is not None and message.sent_at > limit


def _is_late_only(reading: Reading, index: int, due: Due) -> bool:
    """Tell whether the agent wrote unasked and within two hours of the time."""
    is_agents = reading.conversation.messages[index].role is Role.AGENT
    return is_agents and _at(reading, index) <= due.at + _LATE


def _is_thanked(reading: Reading, index: int) -> bool:
    """Tell whether the customer only gives thanks: what was promised may have come another way."""
    return reading.conversation.messages[index].role is Role.CUSTOMER and bool(reading.phrases(index, "thanks"))


def _one_a_sentence(reading: Reading, index: int, spans: tuple[Span, ...]) -> Iterator[Span]:
    """Yield the first span of each sentence: two ways to say one promise are one."""
    text, seen = reading.conversation.messages[index].text, -1
    for span in spans:
        sentence = sentence_at(text, span.start)
        if sentence.start != seen:
            seen = sentence.start
            yield span


def _at(reading: Reading, index: int) -> datetime:
    sent_at = reading.conversation.messages[index].sent_at
    assert sent_at is not None
    return sent_at


def _is_apart(reading: Reading, first: int, second: int) -> bool:
    """Tell whether there was a pause somewhere between two messages: the agent came back."""
    times = [_at(reading, one) for one in range(first, second + 1)]
    return any(after - before > _ONE_SITTING for before, after in zip(times, times[1:], strict=False))
