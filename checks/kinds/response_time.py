"""Measures how long the customer waited for the first human answer."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import ClassVar

from checks.wording import Reporter, is_spoken
from checks.working_time import WorkingTime, working_time
from qa.domain.conversation import Conversation, Role
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Verdict
from qa.domain.rubric import CheckSpec
from qa.ports import OptionSpec, Reading

__all__ = ["ResponseTime"]

_LONG_TARGET_MINUTES = 480


class ResponseTime:
    """Fails where the first human answer came later than the channel's target.

    Targets come from the facts (`first_response_minutes`), else from the options. Only time in which the channel is
    open counts: by `opening_hours` of the facts in the team's time zone, closed on public holidays of the
    customer's country. Where the facts have no hours, a target of eight hours or more counts working days alone, and
    an answer needs a person that is late only when nights, weekends and holidays count. Does not apply to calls,
    without a target, or where nobody answered.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {
        channel: OptionSpec(f"Minutes allowed in {channel} where the facts name none.", types=(int,))
        for channel in ("chat", "social", "sms", "email")
    }
    version: ClassVar[int] = 2

    def __init__(self, spec: CheckSpec) -> None:
        self._spec = spec
        self._report = Reporter(spec)

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        target = self._target(reading)
        pair = _first_exchange(reading.conversation)
        if is_spoken(reading) or target is None or pair is None:
            return NOT_APPLICABLE
        asked, answered = (reading.conversation.messages[index] for index in pair)
        if asked.sent_at is None or answered.sent_at is None:
            doubt = self._report.finding(reading, pair[1], verdict=Verdict.NEEDS_HUMAN, minutes="?", target=str(target))
            return CheckResult.judge((doubt,))
        open_time = working_time(reading.conversation, reading.materials)
        is_counted = open_time.hours is not None or target >= _LONG_TARGET_MINUTES
        span = asked.sent_at, answered.sent_at
        waited = open_time.between(*span) if is_counted else span[1] - span[0]
        if waited <= timedelta(minutes=target):
            return CheckResult(Verdict.PASS)
        is_sure = is_counted or _is_late_by_day(*span, open_time, target=target)
        verdict = Verdict.FAIL if is_sure else Verdict.NEEDS_HUMAN
        minutes = math.ceil(waited.total_seconds() / 60)
        said = {
            "minutes": str(minutes),
            "target": str(target),
            "found": f"{minutes} min, {_told(*span, open_time, is_counted=is_counted)}",
            "expected": f"at most {target} min",
        }
        return CheckResult.judge((self._report.finding(reading, pair[1], None, verdict=verdict, **said),))

    def _target(self, reading: Reading) -> int | None:
        channel = reading.conversation.channel.value
        own = self._spec.options.get(channel)
        return reading.materials.facts.first_response_minutes.get(channel, own if isinstance(own, int) else None)


def _first_exchange(conversation: Conversation) -> tuple[int, int] | None:
    """Return the first customer message and the first human answer after it; None where the agent began."""
    agents = conversation.agent_messages()
    asked = next((index for index, one in enumerate(conversation.messages) if one.role is Role.CUSTOMER), None)
    if asked is None or not agents or agents[0][0] < asked:
        return None
    return asked, agents[0][0]


def _is_late_by_day(asked: datetime, answered: datetime, open_time: WorkingTime, *, target: int) -> bool:
    """Tell whether the answer is late counting daytime alone, when a shop whose hours are not known surely works."""
    by_day = replace(open_time, hours=open_time.days.daytime())
    return by_day.is_open(asked) and by_day.between(asked, answered) > timedelta(minutes=target)


def _told(asked: datetime, answered: datetime, open_time: WorkingTime, *, is_counted: bool) -> str:
    """Say both times in the team's zone and what was counted of the time between."""
    first, last = (one.astimezone(open_time.zone) for one in (asked, answered))
    kind = "open hours" if open_time.hours else "working days" if is_counted else "clock"
    return f"{first:%Y-%m-%d %H:%M} to {last:%Y-%m-%d %H:%M} by {kind}"
