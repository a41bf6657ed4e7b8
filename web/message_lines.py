"""What stands above a message: who wrote it and when, in the words a reader needs."""

from __future__ import annotations

from datetime import date, datetime

from qa.store import tables
from web.render import moment
from web.sessions import settings


def author_of(conversation: tables.Conversation, message: tables.Message) -> str | None:
    """Name who wrote a message: the agent by name where it is the conversation's own, else as the source has it."""
    agent = conversation.agent
    if agent is not None and agent.name and message.author == agent.external_id:
        return agent.name
    return message.author


def sent_on(conversation: tables.Conversation, message: tables.Message) -> str:
    """Write when a message was sent: the hour, with the day where it is not that of the message before."""
    if message.sent_at is None:
        return ""
    earlier = (one.sent_at for one in reversed(conversation.messages) if one.position < message.position)
    before = next((sent_at for sent_at in earlier if sent_at is not None), conversation.started_at)
    if conversation.channel == "email" or before is None or _day(before) != _day(message.sent_at):
        return moment(message.sent_at)
    return f"{message.sent_at.astimezone(settings().zone):%H:%M}"


def _day(sent_at: datetime) -> date:
    return sent_at.astimezone(settings().zone).date()
