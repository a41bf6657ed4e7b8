"""What a form says of one criterion, at every desk where conversations are rated."""

from __future__ import annotations

from flask import abort, request

from qa.domain.finding import Verdict
from qa.stages.reviewing import RatingChange


def read_change(criterion: str) -> RatingChange:
    """Read a rating from the form: `answer` is a verdict or a point of the scale."""
    form = request.form
    answer = form.get("answer", "")
    is_point = answer.lstrip("-").isdigit()
    known = {verdict.value: verdict for verdict in Verdict}
    if answer and not is_point and answer not in known:
        abort(400)
    replaced = form.get("replaces", type=int)
    return RatingChange(
        criterion=criterion,
        verdict=Verdict.PASS if is_point else known.get(answer, Verdict.NEEDS_HUMAN),
        point=int(answer) if is_point else None,
        comment=form.get("comment", ""),
        suggestion=form.get("suggestion", ""),
        root_cause=form.get("root_cause") or None,
        revision=form.get("revision", 0, type=int) if replaced is None else replaced,
    )
