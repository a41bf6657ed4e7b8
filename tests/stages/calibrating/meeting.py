"""Sessions over the small shop, at any state, for the tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from qa.domain.finding import Verdict
from qa.stages import calibrating, reviewing
from qa.stages.calibrating.choosing import Choice
from qa.stages.reviewing import RatingChange
from qa.store import tables
from qa.store.tables import CalibrationState
from tests.shop import NOW, Shop

LATER = NOW + timedelta(hours=1)
DEADLINE = NOW + timedelta(days=2)
CHAT_CRITERIA = ("policy-durations", "questions-answered", "spelling", "greeting", "no-blame")


@dataclass(frozen=True, slots=True)
class Meeting:
    """A planned session: the coach leads, two reviewers rate one chat."""

    session: Session
    shop: Shop
    id: int
    chosen: int

    @property
    def row(self) -> tables.CalibrationSession:
        """Return the row as it is stored now."""
        return self.session.get_one(tables.CalibrationSession, self.id, populate_existing=True)

    @property
    def raters(self) -> tuple[int, int]:
        """Return who rates."""
        return self.shop.reviewer, self.shop.other_reviewer

    def move(self, *states: CalibrationState, now: datetime = LATER) -> None:
        """Move on as the facilitator."""
        for state in states:
            calibrating.advance(self.session, self.id, to=state, user_id=self.shop.coach, now=now)

    def rate(self, user_id: int, answers: Mapping[str, object], *, now: datetime = LATER) -> None:
        """Rate criteria: a verdict, or a point of the scale."""
        for criterion, answer in answers.items():
            is_point = isinstance(answer, int)
            change = RatingChange(
                criterion=criterion,
                verdict=Verdict.PASS if is_point else Verdict(answer),
                point=answer if isinstance(answer, int) else None,
                comment=f"{user_id} on {criterion}",
            )
            calibrating.rate(self.session, self.chosen, change, user_id=user_id, now=now)


PASSES: Mapping[str, object] = {
    "policy-durations": "pass",
    "questions-answered": 4,
    "spelling": "pass",
    "greeting": "pass",
    "no-blame": "pass",
}
STRICT: Mapping[str, object] = {**PASSES, "policy-durations": "fail", "questions-answered": 2}


def plan(
    session: Session,
    shop: Shop,
    *,
    gold_by: int | None = None,
    conversations: Sequence[int] = (),
    deadline_at: datetime | None = DEADLINE,
) -> Meeting:
    """Plan a session of the shop's chat."""
    order = calibrating.SessionOrder(
        name="May",
        facilitator_id=shop.coach,
        participants=(shop.reviewer, shop.other_reviewer),
        gold_by=gold_by,
        seed=7,
        deadline_at=deadline_at,
    )
    choices = [Choice(one, "random") for one in conversations or (shop.chat,)]
    row = calibrating.plan_session(session, order, created_by=shop.coach, now=NOW, choices=choices)
    return Meeting(session, shop, row.id, row.conversations[0].id)


def reveal(session: Session, shop: Shop, first: Mapping[str, object], second: Mapping[str, object]) -> Meeting:
    """Plan a session, let two people rate and reveal it."""
    meeting = plan(session, shop)
    meeting.move(CalibrationState.RATING)
    meeting.rate(shop.reviewer, first)
    meeting.rate(shop.other_reviewer, second)
    meeting.move(CalibrationState.REVEAL)
    return meeting


def review(session: Session, conversation_id: int, reviewer_id: int, answers: Mapping[str, object]) -> None:
    """Store a submitted review."""
    row = reviewing.start_review(session, conversation_id, reviewer_id=reviewer_id, now=NOW)
    for criterion, answer in answers.items():
        change = RatingChange(
            criterion=criterion,
            verdict=Verdict.PASS if isinstance(answer, int) else Verdict(answer),
            point=answer if isinstance(answer, int) else None,
        )
        reviewing.rate(session, row.id, change, reviewer_id=reviewer_id, now=NOW)
    session.refresh(row)
    reviewing.submit_review(session, row.id, reviewer_id=reviewer_id, revision=row.revision, now=NOW)
