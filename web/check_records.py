"""What is known of the checks, counted once for a process and kept for some minutes."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Flask, current_app
from sqlalchemy.orm import Session

from qa.domain.rubric import Rubric
from qa.errors import QaError
from qa.stages.judged import JudgedAlike, ReviewCounts, count_judged, count_reviews, language_code
from qa.stages.records import TrackRecord, track_records
from qa.stages.reviewing.rubrics import active_rubric_id, rubric_of
from qa.stages.standing import standings_of, with_standings
from web import render

KEPT_FOR = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Counted:
    """What checks and people said of the same conversations, under the rubric that was in force then."""

    rubric: Rubric | None
    judged: Counter[JudgedAlike]
    reviews: ReviewCounts
    known: Mapping[tuple[str, str, str], TrackRecord]
    at: datetime


@dataclass(frozen=True, slots=True)
class KnownCheck:
    """How often a check was right in conversations of a language."""

    criterion: str
    check: str
    language: str
    right: int
    fired: int


class CheckRecords:
    """Keeps what was counted, so that pages that show one line of it ask the database nothing.

    While it is counted again, other requests are told what was known before.
    """

    def __init__(self, open_session: Callable[[], Session]) -> None:
        """Count in sessions of one's own: a request that writes must not hold its lock for so long."""
        self._open_session = open_session
        self._lock = threading.Lock()
        self._counted: Counted | None = None

    def read(self, *, now: datetime) -> Counted:
        """Return what is known, counted again when it is older than KEPT_FOR."""
        kept = self._counted
        if kept is not None and now - kept.at < KEPT_FOR:
            return kept
        if not self._lock.acquire(blocking=kept is None):
            assert kept is not None
            return kept
        try:
            if self._counted is kept:
                with self._open_session() as session:
                    self._counted = _count(session, now=now)
        finally:
            self._lock.release()
        assert self._counted is not None
        return self._counted

    def forget(self) -> None:
        """Count anew at the next question, because a state was decided."""
        self._counted = None


def init_app(app: Flask) -> None:
    """Keep one count for each application, and let templates ask what is known of a check."""
    app.extensions["plumbline.checks"] = CheckRecords(app.extensions["plumbline.reading"])
    app.jinja_env.globals.update(track_record=track_record)


def counted() -> Counted:
    """Return what is known of the checks now."""
    kept: CheckRecords = current_app.extensions["plumbline.checks"]
    return kept.read(now=render.now())


def forget() -> None:
    """Count anew at the next question."""
    kept: CheckRecords = current_app.extensions["plumbline.checks"]
    kept.forget()


def track_record(criterion: str, check: str, language: str | None) -> KnownCheck | None:
    """Return how often a check was right in conversations of that language, None where too few were reviewed."""
    code = language_code(language)
    found = counted().known.get((criterion, check, code))
    return KnownCheck(criterion, check, code, right=found.right, fired=found.fired) if found else None


def _count(session: Session, *, now: datetime) -> Counted:
    try:
        own = rubric_of(session, active_rubric_id(session))
    except QaError:
        return Counted(None, Counter(), ReviewCounts(0, 0), {}, now)
    rubric = with_standings(own, standings_of(session, own.name))
    judged = count_judged(session, rubric.name)
    return Counted(rubric, judged, count_reviews(session, rubric.name), track_records(judged), now)
