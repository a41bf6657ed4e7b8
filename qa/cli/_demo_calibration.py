"""Calibrations of the demo, stored through the same steps as people's: one closed, one to be rated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.finding import Verdict
from qa.stages import calibrating
from qa.stages.calibrating import CalibrationState, Decision, SessionOrder
from qa.stages.calibrating.choosing import Choice, blocked
from qa.stages.calibrating.reading import read_sheet
from qa.stages.reviewing import Pin, RatingChange
from qa.store import tables

_VERDICTS = {"p": Verdict.PASS, "f": Verdict.FAIL, "n": Verdict.NOT_APPLICABLE}
_SEED = 20261021


@dataclass(frozen=True, slots=True)
class _People:
    """Who takes part: ids by e-mail, those who rate in their order, and who leads."""

    ids: Mapping[str, int]
    raters: tuple[int, ...]
    leader: int


def store_calibrations(session: Session, path: Path, *, now: datetime) -> None:
    """Store the calibrations of a file, once; a conversation that somebody has still to review is left out."""
    if session.scalar(select(tables.CalibrationSession.id).limit(1)) is not None:
        return
    given = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    ids = {row.email: row.id for row in session.scalars(select(tables.User))}
    if not {given["facilitator"], *given["raters"]} <= ids.keys():
        return
    people = _People(ids, tuple(ids[one] for one in given["raters"]), ids[given["facilitator"]])
    _store_closed(session, given["closed"], people, criteria=given["criteria"], now=now)
    _store_open(session, given["open"], people, criteria=given["criteria"], now=now)


def _store_closed(
    session: Session, given: Mapping[str, Any], people: _People, *, criteria: Sequence[str], now: datetime
) -> None:
    then = now - timedelta(days=given["days_ago"])
    chosen = _free(session, given["conversations"], people)
    if len(chosen) < 2:
        return
    order = _order(given["name"], people, criteria=criteria, deadline_at=then + timedelta(hours=2))
    choices = [Choice(one, "hard" if place == 0 else "random") for place, one in enumerate(chosen.values())]
    row = calibrating.plan_session(session, order, created_by=people.leader, now=then, choices=choices)
    places = dict(zip(chosen, [one.id for one in row.conversations], strict=True))
    moment = then + timedelta(hours=1)
    _move(session, row, CalibrationState.RATING, now=moment)
    for name, place in places.items():
        for index, user_id in enumerate(people.raters):
            _rate(session, place, given["answers"].get(name, {}), index, user_id=user_id, now=moment)
    for one in given["words"]:
        if one["conversation"] in places:
            _pin(session, places[one["conversation"]], one, user_id=people.raters[one["rater"]], now=moment)
    for user_id in people.raters:
        calibrating.hand_in(session, row.id, user_id=user_id, now=moment)
    _move(session, row, CalibrationState.REVEAL, CalibrationState.DISCUSSION, now=moment)
    for one in given["gold"]:
        if one["conversation"] in places:
            change = RatingChange(one["criterion"], verdict=_VERDICTS[one["answer"]], comment=one["comment"])
            place = places[one["conversation"]]
            calibrating.agree_gold(session, row.id, place, change, user_id=people.leader, now=moment)
    _move(session, row, CalibrationState.DECISIONS, now=moment)
    for one in given["decisions"]:
        if one["conversation"] in places:
            decision = _decision(session, places[one["conversation"]], one, people, now=moment)
            calibrating.decide(session, row.id, decision, user_id=people.leader, now=moment)
    _move(session, row, CalibrationState.CLOSED, now=moment)


def _store_open(
    session: Session, given: Mapping[str, Any], people: _People, *, criteria: Sequence[str], now: datetime
) -> None:
    chosen = list(_free(session, given["conversations"], people).values())[: given["size"]]
    if not chosen:
        return
    deadline = now + timedelta(days=given["days_to_rate"])
    order = _order(given["name"], people, criteria=criteria, deadline_at=deadline)
    choices = [Choice(one, "random") for one in chosen]
    row = calibrating.plan_session(session, order, created_by=people.leader, now=now, choices=choices)
    _move(session, row, CalibrationState.RATING, now=now)


def _order(name: str, people: _People, *, criteria: Sequence[str], deadline_at: datetime) -> SessionOrder:
    return SessionOrder(
        name=name,
        facilitator_id=people.leader,
        participants=people.raters,
        seed=_SEED,
        criteria=tuple(criteria),
        deadline_at=deadline_at,
    )


def _free(session: Session, names: Sequence[str], people: _People) -> dict[str, int]:
    """Return the conversations by name that none of the people has still to rate."""
    row = tables.Conversation
    rows = session.execute(select(row.external_id, row.id).where(row.external_id.in_(names), row.message_count > 0))
    ids = {one.external_id: one.id for one in rows}
    taken = blocked(session, list(ids.values()), (*people.raters, people.leader))
    return {name: ids[name] for name in names if name in ids and ids[name] not in taken}


def _move(session: Session, row: tables.CalibrationSession, *states: CalibrationState, now: datetime) -> None:
    for state in states:
        calibrating.advance(session, row.id, to=state, user_id=row.facilitator_id or 0, now=now)


def _rate(
    session: Session, chosen_id: int, answers: Mapping[str, Sequence[Any]], index: int, *, user_id: int, now: datetime
) -> None:
    for one in read_sheet(session, chosen_id, user_id=user_id, now=now).criteria:
        criterion = one.criterion
        answer = answers[criterion.id][index] if criterion.id in answers else (2 if criterion.scale else "p")
        verdict = _VERDICTS.get(answer, Verdict.PASS) if isinstance(answer, str) else Verdict.PASS
        point = answer if isinstance(answer, int) else None
        change = RatingChange(criterion.id, verdict=verdict, point=point)
        calibrating.rate(session, chosen_id, change, user_id=user_id, now=now)


def _pin(session: Session, chosen_id: int, given: Mapping[str, Any], *, user_id: int, now: datetime) -> None:
    start, end = _place(session, chosen_id, given)
    pin = Pin(message=given["message"], start=start, end=end, criterion=given["criterion"], comment=given["comment"])
    calibrating.pin_evidence(session, chosen_id, pin, user_id=user_id, now=now)


def _decision(
    session: Session, chosen_id: int, given: Mapping[str, Any], people: _People, *, now: datetime
) -> Decision:
    start, end = _place(session, chosen_id, given)
    return Decision(
        chosen_id=chosen_id,
        criterion=given["criterion"],
        kind=given["kind"],
        reason=given["reason"],
        owner_id=people.ids[given["owner"]],
        effective_on=now.date(),
        words=f"{given['message']}:{start}:{end}",
    )


def _place(session: Session, chosen_id: int, given: Mapping[str, Any]) -> tuple[int, int]:
    chosen = session.get_one(tables.CalibrationConversation, chosen_id)
    text = chosen.conversation.messages[given["message"]].text
    start = text.index(given["quote"])
    return start, start + len(given["quote"])
