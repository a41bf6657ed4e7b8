"""Makes the reports that are due: each read in one session and stored in another, so that nobody waits for it."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from qa.settings import Settings
from qa.stages.reporting.kept import Taken, is_work_due, keep_report, take_next
from qa.stages.reporting.making import basis_hash, make_report
from qa.store.session import Sessions


def make_due_reports(
    reading: Sessions,
    writing: Sessions,
    *,
    settings: Settings,
    clock: Callable[[], datetime],
    goes_on: Callable[[], bool] = lambda: True,
) -> int:
    """Make reports until none is due or `goes_on` says no; return how many were looked at."""
    looked_at = 0
    while goes_on():
        with reading() as session:
            if not is_work_due(session, settings.zone, now=clock()):
                break
        with writing.begin() as session:
            taken = take_next(session, settings.zone, now=clock())
        if taken is None:
            break
        _make(reading, writing, taken, settings=settings, now=clock())
        looked_at += 1
    return looked_at


def _make(reading: Sessions, writing: Sessions, taken: Taken, *, settings: Settings, now: datetime) -> None:
    with reading() as session:
        basis = basis_hash(session, taken.scope, now=now)
        begun = time.monotonic()
        report = make_report(session, taken.scope, settings=settings, now=now) if basis != taken.basis else None
        took = timedelta(seconds=time.monotonic() - begun)
    with writing.begin() as session:
        keep_report(session, taken, report, basis=basis, now=now, took=took)
