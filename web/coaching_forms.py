"""The forms of coaching as they were sent, read into what the stages take; bad fields are named."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from qa.domain.coaching import ActionKind, AgreedBy
from qa.errors import CoachingError
from qa.stages.coaching import Agreed, Between, NewAction, NewSession, PlanDraft, SessionLog
from qa.store import tables
from web import render
from web.sessions import settings

AGREED_LINES = 4
_LOOKED_BACK, _AHEAD = timedelta(days=90), timedelta(days=60)


@dataclass(frozen=True, slots=True)
class PlanForm:
    """A plan as it is being made; days are written YYYY-MM-DD, the target in per cent."""

    criterion: str = ""
    target: str = ""
    date_from: str = ""
    date_to: str = ""
    ends_on: str = ""
    reason: str = ""
    side_by_side: str = ""
    exemplar: str = ""
    template: str = ""

    @classmethod
    def of(cls, sent: MultiDict[str, str]) -> PlanForm:
        """Read the fields of a form or an address; days that are missing are the usual ones."""
        now = today()
        usual = {"date_from": now - _LOOKED_BACK, "date_to": now, "ends_on": now + _AHEAD}
        given = {field.name: sent.get(field.name, "").strip() for field in fields(cls)}
        return cls(**{**given, **{name: given[name] or day.isoformat() for name, day in usual.items()}})

    @classmethod
    def usual(cls) -> PlanForm:
        """Return an empty form with the usual days."""
        return cls.of(MultiDict())

    @property
    def baseline(self) -> Between:
        """Return the period looked back on, both days included. Raises CoachingError for a day that is none."""
        return Between(moment_of(self.date_from), moment_of(self.date_to) + timedelta(days=1))

    def read_target(self) -> float:
        """Return the target as a share. Raises CoachingError."""
        value = self.target.replace(",", ".").removesuffix("%").strip()
        if not value.replace(".", "", 1).isdigit():
            raise CoachingError(_("“%(value)s” is no target: give a percentage such as 90.", value=self.target))
        return float(value) / 100

    def read(self) -> PlanDraft:
        """Return the plan that is asked for. Raises CoachingError naming the field."""
        if not self.criterion:
            raise CoachingError(_("Choose the criterion that is the goal."))
        texts = {
            ActionKind.EXEMPLAR: self.exemplar,
            ActionKind.SIDE_BY_SIDE: self.side_by_side,
            ActionKind.TEMPLATE: self.template,
        }
        return PlanDraft(
            criterion=self.criterion,
            target=self.read_target(),
            baseline=self.baseline,
            starts_at=render.now(),
            ends_at=moment_of(self.ends_on) + timedelta(days=1),
            reason=self.reason,
            actions=tuple(NewAction(kind, text=text) for kind, text in texts.items() if text),
        )


@dataclass(frozen=True, slots=True)
class SessionForm:
    """A session as it is being planned."""

    day: str = ""
    at: str = "10:00"
    plan: str = ""

    @classmethod
    def of(cls, sent: MultiDict[str, str]) -> SessionForm:
        """Read the fields of a sent form."""
        return cls(**{field.name: sent.get(field.name, "").strip() for field in fields(cls)})

    def read(self) -> NewSession:
        """Return the session that is asked for. Raises CoachingError naming the field."""
        return NewSession(moment_of(self.day, self.at), int(self.plan) if self.plan.isdigit() else None)


@dataclass(frozen=True, slots=True)
class LogForm:
    """A session as it is being set down; `agreed` are pairs of what and who."""

    day: str = ""
    at: str = ""
    minutes: str = ""
    agreed: tuple[tuple[str, str], ...] = ()
    note: str = ""

    @classmethod
    def of(cls, sent: MultiDict[str, str]) -> LogForm:
        """Read the fields of a sent form."""
        whats, whos = sent.getlist("agreed"), sent.getlist("by")
        return cls(
            day=sent.get("day", "").strip(),
            at=sent.get("at", "").strip(),
            minutes=sent.get("minutes", "").strip(),
            agreed=tuple((what.strip(), who) for what, who in zip(whats, whos, strict=False)),
            note=sent.get("note", ""),
        )

    @classmethod
    def from_session(cls, talk: tables.CoachingSession) -> LogForm:
        """Fill the form with what is set down, or with the moment that was planned."""
        at = (talk.held_at or min(talk.planned_at, render.now())).astimezone(settings().zone)
        return cls(
            day=at.date().isoformat(),
            at=f"{at:%H:%M}",
            minutes=str(talk.minutes or ""),
            agreed=tuple((one["text"], one["by"]) for one in talk.agreed),
            note=talk.note,
        )

    def read(self) -> SessionLog:
        """Return what is to be set down. Raises CoachingError naming the field."""
        if not self.minutes.isdecimal():
            raise CoachingError(
                _("“%(value)s” is no number of minutes: give a whole number such as 30.", value=self.minutes)
            )
        known = {who.value for who in AgreedBy}
        return SessionLog(
            held_at=moment_of(self.day, self.at),
            minutes=int(self.minutes),
            agreed=tuple(
                Agreed(what, AgreedBy(who if who in known else AgreedBy.BOTH.value))
                for what, who in self.agreed
                if what
            ),
            note=self.note,
        )

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """Return what was agreed, with empty lines to fill in."""
        return (*self.agreed, *[("", AgreedBy.AGENT.value)] * max(1, AGREED_LINES - len(self.agreed)))


def moment_of(day: str, at: str = "00:00") -> datetime:
    """Return a moment in the team's zone. Raises CoachingError for a day or an hour that is none."""
    try:
        return datetime.combine(date.fromisoformat(day), time.fromisoformat(at), settings().zone)
    except ValueError:
        raise CoachingError(
            _("“%(value)s” is no day and time: choose them as 2026-05-31 and 10:30.", value=f"{day} {at}".strip())
        ) from None


def today() -> date:
    """Return the day it is in the team's zone."""
    return render.now().astimezone(settings().zone).date()
