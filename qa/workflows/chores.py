"""The recurring work of an installation: each piece in one transaction, done once among all workers."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from qa.settings import Settings
from qa.stages.calendars import keep_calendar
from qa.stages.calibrating.following import start_follow_ups
from qa.stages.coaching.tallying import keep_tallies
from qa.stages.disputes.watching import watch_disputes
from qa.stages.feedback.telling import remind_of_feedback
from qa.stages.notices.reading import forget_notices
from qa.stages.planning import draw_due
from qa.stages.recurring import claim
from qa.stages.reminding import remind_overdue
from qa.stages.repeats import serve_share
from qa.stages.reporting.kept import forget_reports, tell_ready
from qa.stages.rubrics.force import begin_terms
from qa.stages.standing.drifting import watch_checks
from qa.store.session import Sessions
from qa.store.sizes import note_sizes

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Chore:
    """Something to do `every` so often. `run` is idempotent: a second run at the same moment changes nothing."""

    name: str
    every: timedelta
    run: Callable[[Session, Settings, datetime], object]


def _note_sizes(session: Session, _settings: Settings, _now: datetime) -> None:
    note_sizes(session.connection())


CHORES: tuple[Chore, ...] = (
    Chore("sampling plans", every=timedelta(minutes=5), run=draw_due),
    Chore("overdue reviews", every=timedelta(hours=1), run=remind_overdue),
    Chore("working calendar", every=timedelta(days=1), run=keep_calendar),
    Chore("rubrics in force", every=timedelta(minutes=1), run=begin_terms),
    Chore("reviews served again", every=timedelta(days=1), run=serve_share),
    Chore("coaching tallies", every=timedelta(hours=1), run=keep_tallies),
    Chore("terms of disputes", every=timedelta(hours=1), run=watch_disputes),
    Chore("calibrations followed up", every=timedelta(hours=1), run=start_follow_ups),
    Chore("reports forgotten", every=timedelta(days=1), run=forget_reports),
    Chore("reports announced", every=timedelta(hours=1), run=tell_ready),
    Chore("drift of checks", every=timedelta(days=1), run=watch_checks),
    Chore("notices forgotten", every=timedelta(days=1), run=forget_notices),
    Chore("sizes of tables", every=timedelta(minutes=10), run=_note_sizes),
    Chore("feedback not acknowledged", every=timedelta(hours=1), run=remind_of_feedback),
)


def run_chores(
    writing: Sessions, settings: Settings, *, now: datetime, chores: tuple[Chore, ...] = CHORES
) -> list[str]:
    """Do what is due and return its names. One that breaks is logged, rolled back and tried again; the rest go on."""
    done: list[str] = []
    for chore in chores:
        try:
            with writing.begin() as session:
                if claim(session, chore.name, every=chore.every, now=now):
                    chore.run(session, settings, now)
                    done.append(chore.name)
        except Exception:
            logger.exception("The chore %s could not be done; it is tried again", chore.name)
    return done
