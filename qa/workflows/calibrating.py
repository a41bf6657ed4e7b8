"""Measures calibration sessions: each read in one session and stored in another, so that nobody waits for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from qa.stages.calibrating.kept import keep_figures, measure_figures, next_due
from qa.store.session import Sessions


def measure_due_sessions(
    reading: Sessions,
    writing: Sessions,
    *,
    clock: Callable[[], datetime],
    goes_on: Callable[[], bool] = lambda: True,
) -> int:
    """Measure until none is due or `goes_on` says no; return how many were measured."""
    count = 0
    while goes_on():
        with reading() as session:
            due = next_due(session)
            if due is None:
                break
            figures = measure_figures(session, due.session_id)
        with writing.begin() as session:
            keep_figures(session, due, figures, now=clock())
        count += 1
    return count
