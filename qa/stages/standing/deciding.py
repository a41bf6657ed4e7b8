"""What people may decide on a check's record, and the decision itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session, selectinload

from qa.domain.rubric import CheckSpec, CheckState, Rubric
from qa.errors import NotFoundError, StandingError
from qa.stages.judged import Firing, JudgedAlike, count_judged, list_firings
from qa.stages.records import BY_PLACE, RecordLine, record_lines
from qa.stages.standing.applying import ALL, Subject, standings_of, state_at, with_standings
from qa.stages.standing.drifting import Drift, decision_in_force, read_drift
from qa.statistics.sequential import Signal
from qa.store import tables
from qa.store.tables import State

if TYPE_CHECKING:
    from qa.statistics.record import CheckRecord

LONGEST_REASON = 1000
_ORDER = tuple(CheckState)


@dataclass(frozen=True, slots=True)
class StandingPage:
    """All that is known when a decision is made.

    `may_be` are the states a person may give it now; `may_withdraw` tells whether it may go back to what the rubric
    says (`rubric_state`). `drift` is what people said of its fails since the decision in force.
    """

    subject: Subject
    line: RecordLine
    rubric_state: CheckState
    may_be: tuple[CheckState, ...]
    may_withdraw: bool
    drift: Drift
    history: Sequence[tables.CheckStanding]


@dataclass(frozen=True, slots=True)
class Decision:
    """A state for a check, None for what the rubric says, with the reason for it."""

    state: CheckState | None
    reason: str
    judges_again: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What checks and people said of the same conversations, counted before."""

    judged: Counter[JudgedAlike]
    firings: Sequence[Firing]


def read_standing(session: Session, rubric: Rubric, subject: Subject, *, told: Told | None = None) -> StandingPage:
    """Return what is known of a check, counted now unless it is `told`.

    Raises NotFoundError for one the rubric does not have.
    """
    if told is None:
        of = subject.criterion
        judged = count_judged(session, rubric.name, criterion=of)
        told = Told(judged, list_firings(session, rubric.name, criterion=of))
    own = _spec(rubric, subject)
    decided = with_standings(rubric, standings_of(session, rubric.name))
    line = _line(told.judged, decided, subject)
    history = _history(session, rubric.name, subject)
    given = decision_in_force(session, rubric.name, subject)
    drift = _drift_since(told.firings, subject, since=given.at if given else None)
    # Whatever its older record: what drift took back comes back when newer reviews clear it.
    is_held = given is not None and given.is_drift and given.state is not None and drift.signal is not Signal.CLEAR
    rubric_state = state_at(own, subject.place)
    has_decision = given is not None and given.state is not None
    return StandingPage(
        subject=subject,
        line=line,
        rubric_state=rubric_state,
        may_be=_open_states(line, is_held=is_held),
        may_withdraw=has_decision and not (is_held and _is_above(rubric_state, line.state)),
        drift=drift,
        history=history,
    )


def decide(
    session: Session, rubric: Rubric, subject: Subject, decision: Decision, *, by: int, now: datetime
) -> tables.CheckStanding:
    """Keep a person's decision on a check.

    Raises StandingError without a reason, or for a state its record has not earned. Conversations that nobody has
    reviewed are judged again where the decision asks for it; all others keep the verdicts they have.
    """
    page = read_standing(session, rubric, subject)
    reason = decision.reason.strip()
    if not reason or len(reason) > LONGEST_REASON:
        raise StandingError(
            "A reason of at most %(most)s characters is needed, for those who ask later.", most=LONGEST_REASON
        )
    _refuse_unearned(page, decision)
    row = tables.CheckStanding(
        rubric_name=rubric.name,
        criterion=subject.criterion,
        check=subject.check,
        language=subject.language,
        channel=subject.channel,
        state=decision.state.value if decision.state else None,
        reason=reason,
        record=_snapshot(page.line.record),
        user_id=by,
        at=now,
    )
    session.add(row)
    session.flush()
    again = _judge_again(session, subject, now=now) if decision.judges_again else 0
    session.add(
        tables.AuditEvent(
            at=now,
            user_id=by,
            action="decide_check",
            subject="check_standing",
            subject_id=row.id,
            details={
                "rubric": rubric.name,
                "criterion": subject.criterion,
                "check": subject.check,
                "language": subject.language,
                "channel": subject.channel,
                "from": page.line.state.value,
                "to": row.state,
                "judged_again": again,
            },
        )
    )
    return row


def count_to_judge_again(session: Session, subject: Subject) -> int:
    """Count the conversations a decision speaks of that nobody has reviewed: it may have them judged again."""
    return session.scalar(select(func.count(tables.Conversation.id)).where(*_unreviewed(subject))) or 0


def _refuse_unearned(page: StandingPage, decision: Decision) -> None:
    if decision.state is None:
        if not page.may_withdraw:
            raise StandingError("There is no decision to take back, or newer reviews have not cleared the check yet.")
        return
    if decision.state not in page.may_be:
        known = ", ".join(state.value for state in page.may_be) or "none"
        raise StandingError(
            "The check is %(state)s and cannot be %(wanted)s: its record has not earned it. Open to it: %(known)s.",
            state=page.line.state.value,
            wanted=decision.state.value,
            known=known,
        )


def _open_states(line: RecordLine, *, is_held: bool) -> tuple[CheckState, ...]:
    if line.state is CheckState.DRAFT:
        return ()
    lower = [state for state in _ORDER[1:] if _is_above(line.state, state)]
    higher = [state for state in _ORDER if _is_above(state, line.state) and not _is_above(state, line.earned)]
    return tuple(lower + ([] if is_held else higher))


def _is_above(one: CheckState, other: CheckState) -> bool:
    return _ORDER.index(one) > _ORDER.index(other)


def _spec(rubric: Rubric, subject: Subject) -> CheckSpec:
    for criterion in rubric.criteria:
        for check in criterion.checks:
            if (criterion.id, check.id) == (subject.criterion, subject.check):
                return check
    raise NotFoundError("check", f"{subject.criterion}/{subject.check}")


def _line(judged: Counter[JudgedAlike], decided: Rubric, subject: Subject) -> RecordLine:
    kept = {one: n for one, n in judged.items() if (one.criterion, one.check) == (subject.criterion, subject.check)}
    by = None if subject.language == ALL else "language" if subject.channel == ALL else BY_PLACE
    kept = {one: n for one, n in kept.items() if _is_of(one, subject)}
    for line in record_lines(decided, type(judged)(kept), by=by, resamples=0):
        if (line.criterion, line.check) == (subject.criterion, subject.check):
            return line
    state = state_at(_spec(decided, subject), subject.place)
    return RecordLine(subject.criterion, subject.check, subject.place, state, None, state)


def _is_of(alike: JudgedAlike, subject: Subject) -> bool:
    return subject.language in (ALL, alike.language) and subject.channel in (ALL, alike.channel)


def _drift_since(firings: Sequence[Firing], subject: Subject, *, since: datetime | None) -> Drift:
    return read_drift(
        one.is_wrong
        for one in firings
        if (one.criterion, one.check) == (subject.criterion, subject.check)
        and subject.language in (ALL, one.language)
        and subject.channel in (ALL, one.channel)
        and (since is None or one.rated_at > since)
    )


def _history(session: Session, rubric_name: str, subject: Subject) -> Sequence[tables.CheckStanding]:
    row = tables.CheckStanding
    query = (
        select(row)
        .where(row.rubric_name == rubric_name, row.criterion == subject.criterion, row.check == subject.check)
        .options(selectinload(row.user))
        .order_by(row.id.desc())
        .limit(50)
    )
    return session.scalars(query).all()


def _snapshot(record: CheckRecord | None) -> dict[str, object] | None:
    if record is None:
        return None
    interval = record.precision.interval
    return {
        "n": record.n,
        "firings": record.firings,
        "right": record.true_positives,
        "precision": record.precision.value,
        "low": interval.low if interval else None,
        "high": interval.high if interval else None,
    }


def _judge_again(session: Session, subject: Subject, *, now: datetime) -> int:
    marked = session.execute(
        update(tables.Conversation)
        .where(*_unreviewed(subject))
        .values(state=State.TO_CHECK, state_reason=None, updated_at=now)
        .returning(tables.Conversation.id)
    )
    return len(marked.all())


def _unreviewed(subject: Subject) -> list[ColumnElement[bool]]:
    row = tables.Conversation
    known: list[ColumnElement[bool]] = [row.state == State.CHECKED, row.reviewed_at.is_(None)]
    if subject.language != ALL:
        known.append(row.language.startswith(subject.language, autoescape=True))
    return known if subject.channel == ALL else [*known, row.channel == subject.channel]
