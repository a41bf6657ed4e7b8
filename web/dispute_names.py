"""How reasons, states and outcomes of disputes are called on the page."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from qa.domain.dispute import DisputeOutcome, DisputeReason, DisputeState
from qa.errors import ConflictError
from web import render
from web.refusals import told
from web.template_words import said

REASONS = {
    DisputeReason.MISAPPLIED_RULE.value: _l("The rule does not say that"),
    DisputeReason.MISSING_CONTEXT.value: _l("Something around it was overlooked"),
    DisputeReason.WRONG_FACT.value: _l("The fact it was compared with is wrong"),
    DisputeReason.WRONG_PERSON.value: _l("Somebody else said or did it"),
    DisputeReason.TRANSCRIPTION_ERROR.value: _l("The transcript has it wrong"),
}
OUTCOMES = {
    DisputeOutcome.ACCEPT.value: _l("Accepted"),
    DisputeOutcome.PARTLY.value: _l("Accepted in part"),
    DisputeOutcome.REJECT.value: _l("Rejected"),
}
STATES = {
    DisputeState.OPEN.value: _l("Waits for a decision"),
    DisputeState.DECIDED.value: _l("Decided"),
    DisputeState.APPEALED.value: _l("Waits for a calibration session"),
    DisputeState.CLOSED.value: _l("Closed"),
    DisputeState.WITHDRAWN.value: _l("Taken back"),
}


def refusal(error: Exception) -> str:
    """Return why something was refused, in the language of the page."""
    if isinstance(error, ConflictError):
        return str(_("Somebody else decided this in the meantime. What you see is their decision."))
    return told(error)


def reason_name(code: str) -> str:
    """Name the reason of a dispute."""
    return said(REASONS, code)


def outcome_name(outcome: DisputeOutcome) -> str:
    """Name how a dispute was answered."""
    return str(OUTCOMES[outcome.value])


def dispute_state_name(state: DisputeState) -> str:
    """Name how far a dispute is."""
    return str(STATES[state.value])


def last_day(too_late: datetime) -> str:
    """Write the last day of a term, which is given by the first moment that is too late."""
    return render.day(too_late - timedelta(microseconds=1))
