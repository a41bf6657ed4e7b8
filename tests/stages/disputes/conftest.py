"""A published review of the shop's chat: time limits and blame failed, one question of four answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.orm import Session

from qa.domain.dispute import DisputeReason
from qa.domain.finding import Verdict
from qa.stages import disputes, feedback, reviewing
from qa.stages.disputes import Author, Objection, Terms
from qa.stages.feedback import FeedbackDraft, Point
from qa.stages.reviewing import RatingChange
from qa.store import tables
from tests.shop import NOW, Shop, open_shop

TERMS = Terms(zone=ZoneInfo("Europe/Warsaw"))
RATINGS = (
    RatingChange("policy-durations", Verdict.FAIL, comment="30 is wrong", root_cause="agent"),
    RatingChange("questions-answered", Verdict.PASS, point=1),
    RatingChange("spelling", Verdict.PASS),
    RatingChange("greeting", Verdict.PASS),
    RatingChange("no-blame", Verdict.FAIL, root_cause="agent"),
)
DRAFT = FeedbackDraft(
    Point(criterion="greeting", quote="1:0:9"), (Point(criterion="policy-durations", quote="1:66:86"),)
)


@dataclass(frozen=True, slots=True)
class Published:
    """A published review, and the people around it."""

    session: Session
    shop: Shop
    feedback: int
    review: int

    @property
    def author(self) -> Author:
        """Return the agent it is about."""
        return Author(agent_id=self.shop.agent, user_id=self.shop.agent_user)

    def dispute(self, criterion: str = "policy-durations", **more: object) -> tables.Dispute:
        """Open a dispute of one criterion two hours after publishing."""
        reason = DisputeReason.MISSING_CONTEXT
        objection = Objection(criterion=criterion, reason=reason, text="He asked about jackets.", **more)  # type: ignore[arg-type]
        return disputes.open_dispute(self.session, self.feedback, objection, author=self.author, terms=TERMS, now=NOW)


Publish = Callable[..., Published]


@pytest.fixture
def publish(session: Session) -> Publish:
    """Give a function that reviews and publishes the chat with these ratings."""
    shop = open_shop(session)

    def publish(ratings: tuple[RatingChange, ...] = RATINGS, draft: FeedbackDraft = DRAFT) -> Published:
        review = reviewing.start_review(session, shop.chat, reviewer_id=shop.reviewer, now=NOW)
        for change in ratings:
            reviewing.rate(session, review.id, change, reviewer_id=shop.reviewer, now=NOW)
        revision = reviewing.read_progress(session, review.id).revision
        reviewing.submit_review(session, review.id, reviewer_id=shop.reviewer, revision=revision, now=NOW)
        told = feedback.publish_feedback(session, review.id, draft, user_id=shop.reviewer, now=NOW)
        return Published(session, shop, feedback=told.id, review=review.id)

    return publish


@pytest.fixture
def published(publish: Publish) -> Published:
    """Publish the chat's review."""
    return publish()
