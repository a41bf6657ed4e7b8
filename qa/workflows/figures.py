"""Counts the figures that pages show of the whole installation: read in one session and stored in another."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from qa.settings import Settings
from qa.stages.kept_figures import COUNTED, COUNTED_EVERY, is_due, keep_figures
from qa.stages.recurring import claim
from qa.store.session import Sessions


def keep_due_figures(
    reading: Sessions,
    writing: Sessions,
    *,
    settings: Settings,
    clock: Callable[[], datetime],
    goes_on: Callable[[], bool] = lambda: True,
) -> list[str]:
    """Count what is due, each once among all workers; return the names of what was counted."""
    done: list[str] = []
    for name in COUNTED:
        if (
            goes_on()
            and _is_ours(reading, writing, name, now=clock())
            and _keep(reading, writing, name, settings, clock)
        ):
            done.append(name)
    return done


def _is_ours(reading: Sessions, writing: Sessions, name: str, *, now: datetime) -> bool:
    with reading() as session:
        if not is_due(session, name, now=now):
            return False
    with writing.begin() as session:
        return claim(session, f"figures of {name}", every=COUNTED_EVERY, now=now)


def _keep(
    reading: Sessions, writing: Sessions, name: str, settings: Settings, clock: Callable[[], datetime]
) -> bool:  # fmt: skip
    begun = time.monotonic()
    with reading() as session:
        figures = COUNTED[name](session, settings, clock())
    if figures is None:
        return False
    took = timedelta(seconds=time.monotonic() - begun)
    with writing.begin() as session:
        keep_figures(session, name, figures, took=took, now=clock())
    return True
