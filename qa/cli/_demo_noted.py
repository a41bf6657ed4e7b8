"""A line of a call that a reviewer put right, and a customer an agent noted as abusive, through the steps of people."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.abuse import AbuseKind
from qa.settings import Settings
from qa.stages.abuse import Noter, note_abuse
from qa.stages.correcting import Correcting, LineChange, correct_line
from qa.store import tables

_CALL, _LINE, _REVIEWER = "en-3-rude", 10, "second-reviewer@demo.example"
_HEARD, _SAID = "Northwind my emails.", "Nobody answers my emails."
_CHAT, _AGENT = "pl-chat-09", "jan@demo.example"


def correct_demo_line(session: Session, settings: Settings, *, now: datetime) -> bool:
    """Put right what the speech model heard wrong; return whether the call is to be checked again for it."""
    call, row = _conversation(session, _CALL), tables.MessageCorrection
    reviewer = _user(session, _REVIEWER)
    if call is None or reviewer is None or session.scalar(select(row.id).where(row.conversation_id == call.id)):
        return False
    said = tables.Message
    line = session.scalar(select(said.text).where(said.conversation_id == call.id, said.position == _LINE))
    if line is None or _HEARD not in line:  # heard by another model, or not yet
        return False
    change = LineChange(line.replace(_HEARD, _SAID), revision=0)
    correct_line(session, call.id, _LINE, change, Correcting(reviewer.id, settings, now))
    return True


def note_demo_abuse(session: Session, *, now: datetime) -> bool:
    """Note the abuse unless it is noted; return whether it is new."""
    chat, agent = _conversation(session, _CHAT), _user(session, _AGENT)
    note = tables.AbuseNote
    if chat is None or agent is None or session.scalar(select(note.id).where(note.conversation_id == chat.id)):
        return False
    note_abuse(session, chat.id, AbuseKind.INSULT, noter=Noter(agent.id, agent_id=agent.agent_id), now=now)
    return True


def _conversation(session: Session, external_id: str) -> tables.Conversation | None:
    row = tables.Conversation
    return session.scalars(select(row).where(row.external_id == external_id).order_by(row.id)).first()


def _user(session: Session, email: str) -> tables.User | None:
    return session.scalar(select(tables.User).where(tables.User.email == email))
