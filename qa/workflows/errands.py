"""Recurring work that reaches outside, e-mails and webhooks: each in sessions of its own, none open while it waits."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from qa.settings import Settings
from qa.stages.recurring import claim
from qa.store.session import Sessions
from qa.workflows.hooks import send_deliveries
from qa.workflows.mailing import send_mails

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Errand:
    """Something to do outside `every` so often. `run` claims each thing it sends, so that two runs send none twice."""

    name: str
    every: timedelta
    run: Callable[[Sessions, Settings, datetime], object]


ERRANDS: tuple[Errand, ...] = (
    Errand("send mails", timedelta(minutes=1), send_mails),
    Errand("send webhooks", timedelta(seconds=15), send_deliveries),
)


def run_errands(
    writing: Sessions, settings: Settings, *, now: datetime, errands: tuple[Errand, ...] = ERRANDS
) -> list[str]:
    """Run what is due and return its names. One that breaks is logged and comes round again; the rest go on."""
    done: list[str] = []
    for errand in errands:
        try:
            with writing.begin() as session:
                is_ours = claim(session, errand.name, every=errand.every, now=now)
            if is_ours:
                errand.run(writing, settings, now)
                done.append(errand.name)
        except Exception:
            logger.exception("The errand %s could not be run; it comes round again", errand.name)
    return done
