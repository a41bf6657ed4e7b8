"""Decisions of a session, one for a disagreement, which become precedents on the rubric's lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.errors import CalibrationError, NotFoundError
from qa.stages.calibrating.access import chosen_of, led_session, note, rated_criteria, require_state, touch
from qa.stages.reviewing.rubrics import rubric_of
from qa.store import tables
from qa.store.tables import CalibrationState

KINDS = ("apply", "clarify", "add_example", "change_weight", "split", "fix_check")


@dataclass(frozen=True, slots=True)
class Decision:
    """What a session decides about a row. `words` are `message:start:end` of the words it rests on, or nothing."""

    chosen_id: int
    criterion: str
    kind: str
    reason: str
    owner_id: int | None
    effective_on: date
    words: str = ""


def decide(session: Session, session_id: int, decision: Decision, *, user_id: int, now: datetime) -> tables.Precedent:
    """Record a decision; one for the same row replaces it.

    Raises CalibrationError outside the decisions, for an unknown kind, words or owner, or when no reason is given.
    """
    row = led_session(session, session_id, user_id=user_id)
    require_state(row, CalibrationState.DECISIONS)
    chosen = chosen_of(row, decision.chosen_id)
    _refuse_bad(session, row, chosen, decision)
    stored = tables.Precedent
    found = session.scalars(
        select(stored).where(
            stored.session_id == session_id,
            stored.conversation_id == chosen.conversation_id,
            stored.criterion == decision.criterion,
        )
    ).one_or_none()
    if found is None:
        found = stored(session_id=session_id, conversation_id=chosen.conversation_id, criterion=decision.criterion)
    _place_words(session, chosen, found, decision.words)
    found.rubric_name, found.kind = rubric_of(session, row.rubric_id).name, decision.kind
    found.reason, found.owner_id, found.effective_on = decision.reason.strip(), decision.owner_id, decision.effective_on
    found.verdict = _gold_verdict(session, chosen.id, decision.criterion)
    found.decided_by_id, found.decided_at = user_id, now
    session.add(found)
    session.flush()
    session.expire(row, ["precedents"])
    touch(session, session_id)
    note(session, row, "decided", user_id=user_id, now=now, criterion=decision.criterion, kind=decision.kind)
    return found


def withdraw_decision(session: Session, session_id: int, precedent_id: int, *, user_id: int, now: datetime) -> None:
    """Take a decision back while decisions are being made."""
    row = led_session(session, session_id, user_id=user_id)
    require_state(row, CalibrationState.DECISIONS)
    found = session.get(tables.Precedent, precedent_id)
    if found is None or found.session_id != session_id:
        raise NotFoundError("decision", precedent_id)
    session.delete(found)
    session.flush()
    session.expire(row, ["precedents"])
    touch(session, session_id)
    note(session, row, "decision_withdrawn", user_id=user_id, now=now, criterion=found.criterion)


def _refuse_bad(
    session: Session, row: tables.CalibrationSession, chosen: tables.CalibrationConversation, decision: Decision
) -> None:
    known = {one.id for one in rated_criteria(session, row, chosen.conversation.channel)}
    if decision.criterion not in known:
        raise NotFoundError("criterion of this session", decision.criterion)
    if decision.kind not in KINDS:
        raise CalibrationError("unknown_kind", f"There is no decision {decision.kind!r}. Known: {', '.join(KINDS)}.")
    if not decision.reason.strip():
        raise CalibrationError("no_reason", "A decision needs its reason: which words of the rule decide this?")
    if decision.owner_id is not None and session.get(tables.User, decision.owner_id) is None:
        raise CalibrationError("unknown_owner", "The owner of a decision is somebody who has an account here.")


def _place_words(session: Session, chosen: tables.CalibrationConversation, found: tables.Precedent, words: str) -> None:
    """Cut the quote from the stored message; nothing given means no quote."""
    found.message_position, found.start, found.end, found.quote = None, None, None, ""
    parts = words.split(":")
    if not words:
        return
    message = tables.Message
    numbers = [int(part) for part in parts if part.isdigit()]
    text = None
    if len(numbers) == 3:
        text = session.scalar(
            select(message.text).where(
                message.conversation_id == chosen.conversation_id, message.position == numbers[0]
            )
        )
    if text is None or not 0 <= numbers[1] < numbers[2] <= len(text):
        raise CalibrationError("bad_words", "Evidence is words of a message; select some and try again.")
    found.message_position, found.start, found.end = numbers
    found.quote = text[numbers[1] : numbers[2]]


def _gold_verdict(session: Session, chosen_id: int, criterion: str) -> str | None:
    gold = tables.CalibrationGold
    return session.scalar(select(gold.verdict).where(gold.chosen_id == chosen_id, gold.criterion == criterion))
