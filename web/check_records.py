"""What is known of the checks, counted once for a process and kept for some minutes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Flask, current_app
from sqlalchemy.orm import Session

from qa.domain.rubric import Rubric
from qa.errors import QaError
from qa.stages.judged import Firing, JudgedAlike, ReviewCounts, language_code
from qa.stages.kept_figures import count_checks, find_check_counts
from qa.stages.records import TrackKey, TrackRecord, track_records
from qa.stages.reviewing.rubrics import active_rubric_id, rubric_of
from qa.stages.standing import standings_of, with_standings
from web import names, render
from web.remembered import Remembered

KEPT_FOR = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Counted:
    """What checks and people said of the same conversations, under the rubric that was in force then."""

    rubric: Rubric | None
    judged: Counter[JudgedAlike]
    reviews: ReviewCounts
    known: Mapping[TrackKey, TrackRecord]
    firings: tuple[Firing, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class KnownCheck:
    """How often a check was right in conversations of a language, and of a channel where enough are known."""

    criterion: str
    check: str
    language: str
    right: int
    fired: int
    channel: str = ""

    @property
    def place(self) -> str:
        """Return language and channel as states are kept by: `pl`, `pl/email`."""
        return f"{self.language}/{self.channel}" if self.channel else self.language


class CheckRecords:
    """Keeps what was counted, so that pages that show one line of it ask the database nothing.

    While it is counted again, requests are told what was known before.
    """

    def __init__(self, open_session: Callable[[], Session]) -> None:
        """Count in sessions of one's own: a request that writes must not hold its lock for so long."""
        self._open_session = open_session
        self._kept: Remembered[None, Counted] = Remembered(self._count, kept_for=KEPT_FOR, most=1)

    def read(self, *, now: datetime) -> Counted:
        """Return what is known; what is older than KEPT_FOR is counted again."""
        return self._kept.read(None, now=now)

    def forget(self) -> None:
        """Count anew at the next question, because a state was decided."""
        self._kept.forget()

    def wait(self) -> None:
        """Return when nothing is being counted."""
        self._kept.wait()

    def _count(self, _key: None, now: datetime) -> Counted:
        with self._open_session() as session:
            return _count(session, now=now)


def init_app(app: Flask) -> None:
    """Keep one count for each application, and let templates ask what is known of a check."""
    app.extensions["plumbline.checks"] = CheckRecords(app.extensions["plumbline.reading"])
    app.jinja_env.globals.update(track_record=track_record)
    app.jinja_env.filters.update(place_name=place_name)


def place_name(place: str) -> str:
    """Name where a state holds: `Polish`, `Polish, E-mail`."""
    language, _, channel = place.partition("/")
    words = render.language_name(language)
    return f"{words}, {names.channel_name(channel)}" if channel else words


def counted() -> Counted:
    """Return what is known of the checks now."""
    kept: CheckRecords = current_app.extensions["plumbline.checks"]
    return kept.read(now=render.now())


def forget() -> None:
    """Count anew at the next question."""
    kept: CheckRecords = current_app.extensions["plumbline.checks"]
    kept.forget()


def track_record(criterion: str, check: str, language: str | None, channel: str | None = None) -> KnownCheck | None:
    """Return how often a check was right in conversations of that language and channel.

    Where too few of the channel were reviewed, all of the language count; None where those are too few as well.
    """
    code, known = language_code(language), counted().known
    for of_channel in (channel or "", ""):
        if found := known.get((criterion, check, code, of_channel)):
            return KnownCheck(criterion, check, code, right=found.right, fired=found.fired, channel=of_channel)
    return None


def _count(session: Session, *, now: datetime) -> Counted:
    try:
        own = rubric_of(session, active_rubric_id(session))
    except QaError:
        return Counted(None, Counter(), ReviewCounts(0, 0), {}, (), now)
    rubric = with_standings(own, standings_of(session, own.name))
    # Where no worker has counted them, the first who asks waits.
    kept = find_check_counts(session, own.name, now=now) or count_checks(session, own.name, now=now)
    return Counted(rubric, kept.judged, kept.reviews, track_records(kept.judged), kept.firings, kept.at)
