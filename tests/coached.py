"""Adds published reviews to a shop, drawn by chance or chosen, so that there is something to coach from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qa.store import tables
from qa.store.tables import ReviewKind, ReviewStatus, State
from tests.shop import NOW, Shop

BEFORE, AFTER = NOW - timedelta(days=60), NOW - timedelta(days=20)
GOAL = "no-blame"
SAID = "You should have read our terms."


@dataclass(frozen=True, slots=True)
class Reviewed:
    """How a row of reviews came about: `passes` of `n` pass, the rest fail by `root_cause`."""

    passes: int
    n: int
    at: datetime = BEFORE
    criterion: str = GOAL
    agent: int | None = None
    layer: str | None = "random"
    chance: float = 0.1
    filters: dict[str, object] = field(default_factory=dict)
    is_blind: bool = True
    is_machine_shown: bool = False
    status: ReviewStatus = ReviewStatus.PUBLISHED
    kind: ReviewKind = ReviewKind.QUALITY
    root_cause: str | None = "agent"
    rubric: int | None = None


def add_reviews(session: Session, shop: Shop, reviewed: Reviewed) -> list[tables.Review]:
    """Add reviews of as many new conversations; a layer of None leaves them without a sample."""
    sample = _sample(session, reviewed) if reviewed.layer else None
    first = (session.scalar(select(func.max(tables.Conversation.id))) or 0) + 1
    return [
        _review(session, shop, reviewed, sample=sample, number=number, is_passed=place < reviewed.passes)
        for place, number in zip(range(reviewed.n), count(first), strict=False)
    ]


def add_feedback(session: Session, review: tables.Review, *, agent: int, at: datetime = NOW) -> tables.Feedback:
    """Publish a feedback with one strength and one point of the goal."""
    place = {"message": 0, "start": 0, "end": len(SAID), "quote": SAID, "start_ms": None, "end_ms": None}
    feedback = tables.Feedback(
        review_id=review.id,
        agent_id=agent,
        strength={"criterion": "greeting", "text": "Warm.", **place},
        points=[{"criterion": GOAL, "text": "Sounds like blame.", "expected": "", "suggestion": "", **place}],
        published_at=at,
    )
    session.add(feedback)
    session.flush()
    return feedback


def _sample(session: Session, reviewed: Reviewed) -> tables.Sample:
    sample = tables.Sample(
        name="drawn",
        design=reviewed.layer,
        size=reviewed.n,
        seed=1,
        filters=reviewed.filters,
        frame_size=1000,
        strata=[],
        is_blind=reviewed.is_blind,
        created_at=reviewed.at,
    )
    session.add(sample)
    session.flush()
    return sample


def _review(
    session: Session, shop: Shop, reviewed: Reviewed, *, sample: tables.Sample | None, number: int, is_passed: bool
) -> tables.Review:
    conversation = tables.Conversation(
        source="shop",
        external_id=f"r-{number}",
        channel="chat",
        language="en",
        started_at=reviewed.at,
        agent_id=reviewed.agent or shop.agent,
        message_count=1,
        content_hash=f"r-{number}",
        state=State.CHECKED,
        imported_at=reviewed.at,
        updated_at=reviewed.at,
        messages=[tables.Message(position=0, role="agent", text=SAID, sent_at=reviewed.at)],
    )
    session.add(conversation)
    session.flush()
    review = tables.Review(
        conversation_id=conversation.id,
        reviewer_id=shop.reviewer,
        rubric_id=reviewed.rubric or shop.rubric,
        assignment_id=_assign(session, shop, reviewed, conversation, sample) if sample else None,
        status=reviewed.status,
        kind=reviewed.kind,
        is_blind=reviewed.is_blind,
        started_at=reviewed.at,
        updated_at=reviewed.at,
        submitted_at=reviewed.at,
        ratings=[
            tables.Rating(
                criterion=reviewed.criterion,
                verdict="pass" if is_passed else "fail",
                score=float(is_passed),
                root_cause=None if is_passed else reviewed.root_cause,
                is_machine_shown=reviewed.is_machine_shown,
                updated_at=reviewed.at,
            )
        ],
    )
    session.add(review)
    session.flush()
    return review


def _assign(
    session: Session, shop: Shop, reviewed: Reviewed, conversation: tables.Conversation, sample: tables.Sample
) -> int:
    is_chosen = reviewed.layer == "purposive"
    session.add(
        tables.SamplePick(
            sample_id=sample.id,
            conversation_id=conversation.id,
            position=conversation.id,
            inclusion_probability=None if is_chosen else reviewed.chance,
            drawn_by=[reviewed.layer],
            chances={} if is_chosen else {str(reviewed.layer): reviewed.chance},
            is_plain_random=reviewed.layer == "random",
        )
    )
    assignment = tables.Assignment(
        sample_id=sample.id,
        conversation_id=conversation.id,
        reviewer_id=shop.reviewer,
        created_at=reviewed.at,
        finished_at=reviewed.at,
    )
    session.add(assignment)
    session.flush()
    return assignment.id
