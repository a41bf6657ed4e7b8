"""Notes what one conversation adds to the insights, when it is judged; nothing of it enters a score."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from qa.domain.conversation import Channel, Conversation, Role
from qa.domain.finding import Outcome, Verdict
from qa.domain.rubric import Rubric
from qa.ports import ContactReason
from qa.store import tables

SITTING = timedelta(minutes=15)
_FACT_KIND = "fact"
_GIVEN_SECONDS = "handling_seconds"
_TOLD_AT_ONCE = (Channel.CHAT, Channel.SOCIAL, Channel.SMS)
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Insight:
    """What one conversation adds. Fields as in `tables.Insight`."""

    reason: str | None
    is_reason_given: bool
    customer_key: str | None
    hour_of_week: int | None
    handling_seconds: int | None
    first_answer_seconds: int | None
    is_self_service: bool | None


def note_insight(
    conversation: Conversation,
    outcomes: Iterable[Outcome],
    *,
    rubric: Rubric,
    reason: ContactReason | None,
    zone: ZoneInfo,
) -> Insight:
    """Say what a judged conversation adds."""
    return Insight(
        reason=reason.name[:64] if reason else None,
        is_reason_given=bool(reason and reason.is_given),
        customer_key=_customer_key(conversation),
        hour_of_week=_hour_of_week(conversation, zone),
        handling_seconds=handling_seconds(conversation),
        first_answer_seconds=_first_answer_seconds(conversation),
        is_self_service=is_self_service(outcomes, compared_with_facts=_fact_criteria(rubric)),
    )


def store_insight(session: Session, conversation_id: int, insight: Insight) -> None:
    """Replace what is noted of one conversation."""
    session.execute(delete(tables.Insight).where(tables.Insight.conversation_id == conversation_id))
    session.execute(
        insert(tables.Insight),
        {
            "conversation_id": conversation_id,
            "reason": insight.reason,
            "is_reason_given": insight.is_reason_given,
            "customer_key": insight.customer_key,
            "hour_of_week": insight.hour_of_week,
            "handling_seconds": insight.handling_seconds,
            "first_answer_seconds": insight.first_answer_seconds,
            "is_self_service": insight.is_self_service,
        },
    )


def handling_seconds(conversation: Conversation) -> int | None:
    """Return how long agents were at it: what the source says, a call's length, or the sittings of a chat.

    A sitting goes on while messages follow each other within `SITTING`, and ends with the agent's last
    message. For e-mail nothing is known unless the source says it.
    """
    given = conversation.metadata.get(_GIVEN_SECONDS)
    if isinstance(given, int | float) and not isinstance(given, bool) and 0 <= given < 1e6:
        return round(given)
    if conversation.channel is Channel.CALL:
        ends = [one.end_ms for one in conversation.messages if one.end_ms is not None]
        return round(max(ends) / 1000) if ends else None
    agents = conversation.agent_messages()
    if conversation.channel not in _TOLD_AT_ONCE or not agents:
        return None
    until = agents[-1][0] + 1
    times = [one.sent_at for one in conversation.messages[:until] if not one.is_internal]
    known = [one for one in times if one is not None]
    if len(known) < len(times) or len(known) < 2:
        return None
    gaps = [after - before for before, after in zip(known, known[1:], strict=False)]
    return round(sum(gap.total_seconds() for gap in gaps if timedelta() <= gap <= SITTING))


def is_self_service(outcomes: Iterable[Outcome], *, compared_with_facts: Collection[str]) -> bool | None:
    """Tell whether all that the agent stated is a public fact: of the law or of the shop's own policy.

    None where the agent stated nothing that could be looked up.
    """
    stated = [one for one in outcomes if one.claims]
    if not stated:
        return None
    return all(
        one.criterion in compared_with_facts and one.verdict is Verdict.PASS and one.covered_claims == one.claims
        for one in stated
    )


def _fact_criteria(rubric: Rubric) -> frozenset[str]:
    return frozenset(
        criterion.id
        for criterion in rubric.criteria
        if criterion.checks and all(check.kind == _FACT_KIND for check in criterion.checks)
    )


def _customer_key(conversation: Conversation) -> str | None:
    customer = conversation.customer
    known = (customer.id or customer.email) if customer else None
    return f"{conversation.source}/{known.casefold()}"[:_LONGEST_NAME] if known else None


def _hour_of_week(conversation: Conversation, zone: ZoneInfo) -> int | None:
    started_at = _started_at(conversation)
    if started_at is None:
        return None
    local = started_at.astimezone(zone)
    return 24 * local.weekday() + local.hour


def _first_answer_seconds(conversation: Conversation) -> int | None:
    asked: datetime | None = None
    if conversation.channel is Channel.CALL:
        return None
    for message in conversation.messages:
        if message.role is Role.CUSTOMER and asked is None:
            asked = message.sent_at
        elif message.role is Role.AGENT and not message.is_internal:
            if asked is None or message.sent_at is None or message.sent_at < asked:
                return None
            return round((message.sent_at - asked).total_seconds())
    return None


def _started_at(conversation: Conversation) -> datetime | None:
    sent = (one.sent_at for one in conversation.messages if one.sent_at is not None)
    return conversation.started_at or next(sent, None)
