"""How channels, verdicts, states and roles are called on the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from flask import Flask
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from web.template_words import said

_CHANNELS = {"chat": _l("Chat"), "email": _l("E-mail"), "call": _l("Call"), "social": _l("Social"), "sms": _l("SMS")}
_VERDICTS = {
    "pass": _l("Pass"),
    "fail": _l("Fail"),
    "not_applicable": _l("Not applicable"),
    "needs_human": _l("Needs a person"),
}
_DIMENSIONS = {
    "accuracy": _l("Accuracy"),
    "language": _l("Language"),
    "tone": _l("Tone"),
    "process": _l("Process"),
    "compliance": _l("Compliance"),
}
_SPEAKERS = {"agent": _l("Agent"), "customer": _l("Customer"), "bot": _l("Bot"), "system": _l("System")}
_ROLES = {
    "agent": _l("Agent"),
    "reviewer": _l("Reviewer"),
    "coach": _l("Coach"),
    "manager": _l("Manager"),
    "admin": _l("Administrator"),
}
_STATES = {
    "waiting_for_audio": _l("Waiting for its recording"),
    "waiting_for_model": _l("Waiting for a speech model"),
    "to_transcribe": _l("To be transcribed"),
    "to_check": _l("To be checked"),
    "waiting_for_language_server": _l("Waiting for the language server"),
    "checked": _l("Checked"),
    "failed": _l("Failed"),
}
_CHECK_STATES = {
    "draft": _l("Draft"),
    "shadow": _l("Watched"),
    "assist": _l("Assists"),
    "trusted": _l("Trusted"),
}
_TOPICS = {
    "withdrawal.period": _l("Period of withdrawal"),
    "return.period": _l("Period for returns"),
    "refund.time": _l("Time of a refund"),
    "refund.amount": _l("Sum of a refund"),
    "complaint.reply": _l("Reply to a complaint"),
    "dispatch.time": _l("Time until dispatch"),
    "delivery.time": _l("Time of delivery"),
    "delivery.date": _l("Day of delivery"),
    "shipping.price": _l("Price of shipping"),
    "shipping.free_from": _l("Free shipping from"),
    "return.cost": _l("Cost of a return"),
    "guarantee.period": _l("Period of the guarantee"),
    "conformity.period": _l("Liability for faulty goods"),
    "product.price": _l("Price of a product"),
    "order.total": _l("Total of an order"),
    "order.status": _l("Status of an order"),
    "coupon.value": _l("Value of a coupon"),
    "opening.hours": _l("Opening hours"),
}


class Labelled(Protocol):
    """A conversation, or a line of a list about one."""

    @property
    def external_id(self) -> str:
        """Return the id in the source system."""

    @property
    def subject(self) -> object:
        """Return what an e-mail is headed; the metadata may hold anything under that name."""


def init_app(app: Flask) -> None:
    """Offer the names to templates as filters."""
    app.jinja_env.filters.update(
        channel_name=channel_name,
        check_state_name=check_state_name,
        conversation_label=conversation_label,
        dimension_name=dimension_name,
        role_name=role_name,
        speaker_name=speaker_name,
        state_name=state_name,
        topic_name=topic_name,
        verdict_name=verdict_name,
    )


def channel_name(code: str) -> str:
    """Name a channel."""
    return _name(_CHANNELS, code)


def conversation_label(conversation: Labelled) -> str:
    """Return what a conversation is known by: an e-mail by its subject, any other by its id in the source system."""
    subject = conversation.subject
    return (subject.strip() if isinstance(subject, str) else "") or conversation.external_id


def verdict_name(code: str) -> str:
    """Name a verdict."""
    return _name(_VERDICTS, code)


def dimension_name(code: str) -> str:
    """Name a dimension of the rubric."""
    return _name(_DIMENSIONS, code)


def speaker_name(code: str) -> str:
    """Name who speaks in a message."""
    return _name(_SPEAKERS, code)


def role_name(code: str) -> str:
    """Name the role of a user."""
    return _name(_ROLES, code)


def state_name(code: str) -> str:
    """Name how far a conversation is."""
    return _name(_STATES, code)


def check_state_name(code: str) -> str:
    """Name how far a check may count."""
    return _name(_CHECK_STATES, code)


def topic_name(code: str) -> str:
    """Name what a claim or a fact is about."""
    return _name(_TOPICS, code)


def _name(names: Mapping[str, LazyString], code: str) -> str:
    """Name a code that is known; show one that is not as it is."""
    return said(names, code)
