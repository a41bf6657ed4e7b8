"""How channels, verdicts, states, roles and designs are called on the page."""

from __future__ import annotations

from flask import Flask
from flask_babel import gettext as _


def init_app(app: Flask) -> None:
    """Offer the names to templates as filters."""
    app.jinja_env.filters.update(
        channel_name=channel_name,
        design_name=design_name,
        dimension_name=dimension_name,
        role_name=role_name,
        speaker_name=speaker_name,
        state_name=state_name,
        verdict_name=verdict_name,
    )


def channel_name(code: str) -> str:
    """Name a channel."""
    names: dict[str, str] = {
        "chat": _("Chat"),
        "email": _("E-mail"),
        "call": _("Call"),
        "social": _("Social"),
        "sms": _("SMS"),
    }
    return names.get(code, code)


def verdict_name(code: str) -> str:
    """Name a verdict."""
    names: dict[str, str] = {
        "pass": _("Pass"),
        "fail": _("Fail"),
        "not_applicable": _("Not applicable"),
        "needs_human": _("Needs a person"),
    }
    return names.get(code, code)


def dimension_name(code: str) -> str:
    """Name a dimension of the rubric."""
    names: dict[str, str] = {
        "accuracy": _("Accuracy"),
        "language": _("Language"),
        "tone": _("Tone"),
        "process": _("Process"),
        "compliance": _("Compliance"),
    }
    return names.get(code, code)


def design_name(code: str, stratify_by: str | None = None) -> str:
    """Name the design of a sample."""
    strata: dict[str, str] = {
        "agent": _("Stratified by agent"),
        "channel": _("Stratified by channel"),
        "language": _("Stratified by language"),
        "verdict": _("Stratified by machine verdict"),
    }
    if code == "stratified":
        return strata.get(stratify_by or "", str(_("Stratified")))
    return str(_("Simple random"))


def speaker_name(code: str) -> str:
    """Name who speaks in a message."""
    names: dict[str, str] = {"agent": _("Agent"), "customer": _("Customer"), "bot": _("Bot"), "system": _("System")}
    return names.get(code, code)


def role_name(code: str) -> str:
    """Name the role of a user."""
    names: dict[str, str] = {
        "agent": _("Agent"),
        "reviewer": _("Reviewer"),
        "coach": _("Coach"),
        "manager": _("Manager"),
        "admin": _("Administrator"),
    }
    return names.get(code, code)


def state_name(code: str) -> str:
    """Name how far a conversation is."""
    names: dict[str, str] = {
        "waiting_for_audio": _("Waiting for its recording"),
        "waiting_for_model": _("Waiting for a speech model"),
        "to_transcribe": _("To be transcribed"),
        "to_check": _("To be checked"),
        "waiting_for_language_server": _("Waiting for the language server"),
        "checked": _("Checked"),
        "failed": _("Failed"),
    }
    return names.get(code, code)
