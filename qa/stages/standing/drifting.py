"""Watches trusted checks: one whose fails people stop agreeing with is taken back to assisting, and people are told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.rubric import CheckSpec, CheckState, Rubric, text_in
from qa.errors import QaError
from qa.settings import Settings
from qa.stages.judged import Firing, list_firings
from qa.stages.notices.notifying import notify, users_with
from qa.stages.records import ASSIST_PRECISION, TRUST_FIRINGS, TRUST_PRECISION
from qa.stages.reviewing.rubrics import active_rubric_id, rubric_of
from qa.stages.standing.applying import ALL, Subject, place_of, standings_of, state_at, with_standings
from qa.statistics.sequential import SequentialTest, Signal, run_test
from qa.store import tables
from qa.store.tables import UserRole

WINDOW = 100
"""How many of the newest fails an interval is made of."""


@dataclass(frozen=True, slots=True)
class Drift:
    """What a check's fails since it was trusted say: of the last `fired` that were read, `wrong` were."""

    signal: Signal
    fired: int
    wrong: int


def watch_checks(session: Session, settings: Settings, now: datetime) -> int:
    """Take back the trust of checks that lost it; return how many. A chore."""
    try:
        rubric = rubric_of(session, active_rubric_id(session))
    except QaError:
        return 0  # no rubric is in force yet
    decided = with_standings(rubric, standings_of(session, rubric.name))
    firings: list[Firing] | None = None
    demoted = 0
    for criterion in decided.criteria:
        for check in criterion.checks:
            if CheckState.TRUSTED not in (check.state_in(ALL), *check.states.values()):
                continue
            firings = list_firings(session, rubric.name) if firings is None else firings
            own = [one for one in firings if (one.criterion, one.check) == (criterion.id, check.id)]
            for place, drift in _drifted(session, rubric, criterion.id, check, own):
                subject = _subject(criterion.id, check.id, place)
                title = text_in(criterion.title, None, default=criterion.id)
                _demote(session, rubric.name, subject, title=title, drift=drift, now=now)
                demoted += 1
    return demoted


def read_drift(wrong: Iterable[bool]) -> Drift:
    """Read fails in their order, True for a wrong one.

    Wald's test tells a precision of 0.8, the bar of trust, from 0.6, that of assisting; it may be asked after every
    review without raising more false alarms. It begins anew whenever it clears the check. A precision that is lower
    than the bar, but not by so much, shows in the interval of the newest WINDOW fails.
    """
    read = list(wrong)
    test = SequentialTest(good=1 - TRUST_PRECISION, bad=1 - ASSIST_PRECISION)
    start, has_cleared = 0, False
    while start < len(read):
        state = run_test(test, read[start:])
        if state.signal is Signal.ALARM:
            until = start + state.reviews
            return Drift(Signal.ALARM, state.reviews, sum(read[start:until]))
        if state.signal is Signal.GO_ON:
            break
        start, has_cleared = start + state.reviews, True
    newest = read[-WINDOW:]
    if len(newest) >= TRUST_FIRINGS and _is_surely_below(newest):
        return Drift(Signal.ALARM, len(newest), sum(newest))
    return Drift(Signal.CLEAR if has_cleared else Signal.GO_ON, len(newest), sum(newest))


def decision_in_force(session: Session, rubric_name: str, subject: Subject) -> tables.CheckStanding | None:
    """Return the newest decision on a check in a language."""
    row = tables.CheckStanding
    return session.scalar(
        select(row)
        .where(
            row.rubric_name == rubric_name,
            row.criterion == subject.criterion,
            row.check == subject.check,
            row.language == subject.language,
            row.channel == subject.channel,
        )
        .order_by(row.id.desc())
        .limit(1)
    )


def _drifted(
    session: Session, rubric: Rubric, criterion: str, check: CheckSpec, firings: Sequence[Firing]
) -> list[tuple[str, Drift]]:
    """Return where the check lost its trust: in all that share a state, or in one language of them alone.

    A channel that was trusted apart loses its trust apart.
    """
    lost: list[tuple[str, Drift]] = []
    for key in sorted({*check.states, ALL}):
        if state_at(check, key) is not CheckState.TRUSTED:
            continue
        given = decision_in_force(session, rubric.name, _subject(criterion, check.id, key))
        own = [one for one in firings if _key(check, one) == key and (given is None or one.rated_at > given.at)]
        languages = set() if "/" in key else {one.language for one in own} - {""}
        for language in sorted(languages):
            drift = read_drift(one.is_wrong for one in own if one.language == language)
            if drift.signal is Signal.ALARM:
                lost.append((language, drift))
        taken = {language for language, _ in lost}
        drift = read_drift(one.is_wrong for one in own if one.language not in taken)
        if drift.signal is Signal.ALARM:
            lost.append((key, drift))
    return lost


def _demote(
    session: Session, rubric_name: str, subject: Subject, *, title: str, drift: Drift, now: datetime
) -> None:  # fmt: skip
    row = tables.CheckStanding(
        rubric_name=rubric_name,
        criterion=subject.criterion,
        check=subject.check,
        language=subject.language,
        channel=subject.channel,
        state=CheckState.ASSIST.value,
        is_drift=True,
        record={"firings": drift.fired, "right": drift.fired - drift.wrong},
        at=now,
    )
    session.add(row)
    session.flush()
    details: dict[str, str | int] = {
        "criterion": subject.criterion,
        "check": subject.check,
        "language": subject.language,
        "channel": subject.channel,
        "fired": drift.fired,
        "wrong": drift.wrong,
    }
    session.add(
        tables.AuditEvent(at=now, action="demote_check", subject="check_standing", subject_id=row.id, details=details)
    )
    notify(
        session,
        users=users_with(session, UserRole.MANAGER, UserRole.ADMIN),
        kind="check_demoted",
        subject="check_standing",
        subject_id=row.id,
        path=f"/checks/{subject.criterion}/{subject.check}"
        + ("" if subject.language == ALL else f"?language={subject.language}")
        + ("" if subject.channel == ALL else f"&channel={subject.channel}"),
        details={**details, "criterion": title},
        now=now,
    )


def _key(check: CheckSpec, firing: Firing) -> str:
    places = (place_of(firing.language, firing.channel), firing.language)
    return next((one for one in places if one in check.states), ALL)


def _subject(criterion: str, check: str, place: str) -> Subject:
    language, _, channel = place.partition("/")
    return Subject(criterion, check, language, channel or ALL)


def _is_surely_below(wrong: Sequence[bool]) -> bool:
    # Numbers are heavy to load; most checks never come this far.
    from qa.statistics.intervals import wilson

    return wilson(len(wrong) - sum(wrong), len(wrong)).high < TRUST_PRECISION
