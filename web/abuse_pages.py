"""What templates show of abusive customers, and how the kinds of abuse are called."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from qa.domain.abuse import AbuseKind
from qa.stages import abuse
from qa.stages.abuse import AbusedConversation, AbuseLine
from web import auth
from web.sessions import db

KINDS: dict[str, LazyString] = {
    AbuseKind.INSULT.value: _l("Insults"),
    AbuseKind.THREAT.value: _l("Threats"),
    AbuseKind.DISCRIMINATION.value: _l("Discrimination"),
    AbuseKind.HARASSMENT.value: _l("Harassment"),
}


def tools() -> dict[str, object]:
    """Give the templates what they show of abuse with."""
    return {"abuse_kinds": KINDS, "abuse_notes": notes_of, "abused_conversations": abused_of}


def notes_of(conversation_id: int) -> Sequence[AbuseLine]:
    """Return the notes of a conversation this reader may see."""
    return abuse.read_notes(db(), conversation_id, reader_id=auth.person().id)


def abused_of(agent_id: int) -> Sequence[AbusedConversation]:
    """Return an agent's newest conversations with an abusive customer."""
    return abuse.list_abused(db(), agent_id, viewer_id=auth.person().id)
