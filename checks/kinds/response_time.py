"""Measures how long the customer waited for the first human answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import ClassVar
from zoneinfo import ZoneInfo

from checks.wording import Reporter, is_spoken
from qa.domain.conversation import Conversation, Role
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Verdict
from qa.domain.rubric import CheckSpec
from qa.ports import OptionSpec, Reading

__all__ = ["ResponseTime"]

_LONG_TARGET_MINUTES = 480
_OPENS, _CLOSES = 8, 20
_SATURDAY = 5


class ResponseTime:
    """Fails where the first human answer came later than the channel's target.

    Targets come from the facts (`first_response_minutes`), else from the options. A target of eight hours
    or more counts no Saturday and Sunday. A late answer to a message sent at night or on a weekend needs a
    person where the target is shorter, because opening hours are not known. Does not apply to calls, without
    a target, or where nobody answered.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {
        channel: OptionSpec(f"Minutes allowed in {channel} where the facts name none.", types=(int,))
        for channel in ("chat", "social", "sms", "email")
    }
    version: ClassVar[int] = 1

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
        zone = ZoneInfo(reading.materials.time_zone)
        waited = _waited(asked.sent_at, answered.sent_at, zone=zone, target=target)
        minutes = round(waited.total_seconds() / 60)
        if waited <= timedelta(minutes=target):
            return CheckResult(Verdict.PASS)
        is_sure = target >= _LONG_TARGET_MINUTES or _is_day(asked.sent_at.astimezone(zone))
        verdict = Verdict.FAIL if is_sure else Verdict.NEEDS_HUMAN
        said = {"minutes": str(minutes), "target": str(target), "found": f"{minutes} min", "expected": f"{target} min"}
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


def _waited(asked: datetime, answered: datetime, *, zone: ZoneInfo, target: int) -> timedelta:
    """Return the time between, without Saturdays and Sundays for targets of a working day and longer."""
    if target < _LONG_TARGET_MINUTES:
        return answered - asked
    moment, end, waited = asked.astimezone(zone), answered.astimezone(zone), timedelta()
    while moment < end:
        midnight = (moment + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
        stop = min(midnight, end)
        if moment.weekday() < _SATURDAY:
            waited += stop - moment
        moment = stop
    return waited


def _is_day(local: datetime) -> bool:
    return local.weekday() < _SATURDAY and _OPENS <= local.hour < _CLOSES
