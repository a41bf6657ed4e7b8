"""Reads the forms of disputes."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _

from qa.domain.dispute import DisputeOutcome, DisputeReason
from qa.domain.finding import Verdict
from qa.errors import DisputeError
from qa.stages.disputes import Objection, Ruling


def read_objection(form: Mapping[str, str], criterion: str) -> Objection:
    """Read what an agent says against a rating. Raises DisputeError where a choice is missing."""
    try:
        reason = DisputeReason(form.get("reason", ""))
    except ValueError as error:
        raise DisputeError(_("Choose a reason: what is it that went wrong?")) from error
    verdict, point = _choice(form.get("claim", ""))
    if verdict is None:
        raise DisputeError(_("Choose the rating that would be right."))
    return Objection(criterion=criterion, reason=reason, text=form.get("text", ""), verdict=verdict, point=point)


def read_ruling(form: Mapping[str, str]) -> Ruling:
    """Read a decision. Raises DisputeError where a choice is missing."""
    try:
        outcome = DisputeOutcome(form.get("outcome", ""))
    except ValueError as error:
        raise DisputeError(_("Choose how you decide: accept, in part, or reject.")) from error
    verdict, point = _choice(form.get("grade", "")) if outcome is DisputeOutcome.PARTLY else (None, None)
    return Ruling(
        outcome=outcome,
        reason=form.get("reason", ""),
        verdict=verdict,
        point=point,
        root_cause=form.get("root_cause") or None if outcome is DisputeOutcome.PARTLY else None,
    )


def _choice(written: str) -> tuple[Verdict | None, int | None]:
    """Read `pass`, `not_applicable` or a point of a scale; nothing where it is none of them."""
    if written.lstrip("-").isdigit():
        return Verdict.PASS, int(written)
    if written in (Verdict.PASS.value, Verdict.NOT_APPLICABLE.value):
        return Verdict(written), None
    return None, None
