"""What people do: reviews, ratings, annotations and feedback."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from sqlalchemy import Enum, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa.store.base import Base, Code, JsonList, JsonObject, LongText, Moment, PrimaryKey, reference
from qa.store.tables.conversations import Conversation
from qa.store.tables.notes import Tag
from qa.store.tables.people import Agent, User
from qa.store.tables.results import Rubric
from qa.store.tables.samples import Assignment

if TYPE_CHECKING:
    from qa.store.tables.disputes import Dispute


class ReviewStatus(enum.Enum):
    """A review is a DRAFT until SUBMITTED by its reviewer, and PUBLISHED to the agent after that."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    PUBLISHED = "published"


class ReviewKind(enum.Enum):
    """Why a review was made. Only those of QUALITY count in scores, records and estimates.

    SELF is an agent's own look at an own conversation. REPEAT is a review served again to the same reviewer, weeks
    later, to see how steady ratings are.
    """

    QUALITY = "quality"
    SELF = "self"
    REPEAT = "repeat"


class Review(Base):
    """One reviewer's look at one conversation. `revision` grows with every change to it or its ratings."""

    __tablename__ = "review"
    __table_args__ = (
        UniqueConstraint("conversation_id", "reviewer_id", "rubric_id", "kind"),
        Index(None, "reviewer_id", "status"),
        Index(None, "reviewer_id", "updated_at"),
        Index(None, "reviewer_id", "submitted_at"),
        Index(None, "updated_at"),
        Index(
            "ix_review_unpublished",
            "conversation_id",
            sqlite_where=text("status = 'submitted' AND kind = 'quality'"),
            postgresql_where=text("status = 'submitted' AND kind = 'quality'"),
        ),
    )

    id: Mapped[PrimaryKey]
    conversation_id: Mapped[int] = mapped_column(reference("conversation"))
    reviewer_id: Mapped[int] = mapped_column(reference("user_account"))
    rubric_id: Mapped[int] = mapped_column(reference("rubric"), index=True)
    assignment_id: Mapped[int | None] = mapped_column(reference("assignment", cascade=False), unique=True)
    status: Mapped[ReviewStatus] = mapped_column(
        Enum(ReviewStatus, native_enum=False, length=16, values_callable=lambda all_: [s.value for s in all_])
    )
    kind: Mapped[ReviewKind] = mapped_column(
        Enum(ReviewKind, native_enum=False, length=16, values_callable=lambda all_: [k.value for k in all_]),
        default=ReviewKind.QUALITY,
        server_default=ReviewKind.QUALITY.value,
    )
    is_blind: Mapped[bool] = mapped_column(default=True, comment="Machine verdicts hidden until rated")
    scorecard: Mapped[JsonObject | None] = mapped_column(
        comment="{id, name, version, criteria} as begun with; none: all criteria"
    )
    revision: Mapped[int] = mapped_column(default=1)
    score_value: Mapped[float | None] = mapped_column(comment="0 to 100")
    score_coverage: Mapped[float | None] = mapped_column(comment="0 to 1")
    own_score_value: Mapped[float | None] = mapped_column(
        comment="0 to 100, without the fails that were not the agent's doing"
    )
    critical: Mapped[JsonList] = mapped_column(default=list)
    active_seconds: Mapped[int] = mapped_column(default=0)
    summary: Mapped[LongText] = mapped_column(default="")
    started_at: Mapped[Moment]
    updated_at: Mapped[Moment]
    submitted_at: Mapped[Moment | None]

    conversation: Mapped[Conversation] = relationship(back_populates="reviews")
    reviewer: Mapped[User] = relationship()
    rubric: Mapped[Rubric] = relationship()
    assignment: Mapped[Assignment | None] = relationship(back_populates="review")
    ratings: Mapped[list[Rating]] = relationship(back_populates="review", passive_deletes=True)
    annotations: Mapped[list[Annotation]] = relationship(
        back_populates="review", order_by="Annotation.id", passive_deletes=True
    )
    feedback: Mapped[Feedback | None] = relationship(back_populates="review", passive_deletes=True)


class Rating(Base):
    """A person's answer to one criterion. `revision` grows with every change."""

    __tablename__ = "rating"
    __table_args__ = (
        UniqueConstraint("review_id", "criterion"),
        # Of fails only: one of all verdicts is wide, and SQLite took it where it should begin at the reviews.
        Index(
            "ix_rating_failed",
            "criterion",
            "review_id",
            sqlite_where=text("verdict = 'fail'"),
            postgresql_where=text("verdict = 'fail'"),
        ),
    )

    id: Mapped[PrimaryKey]
    review_id: Mapped[int] = mapped_column(reference("review"))
    criterion: Mapped[Code]
    verdict: Mapped[Code]
    score: Mapped[float | None] = mapped_column(comment="0 to 1")
    comment: Mapped[LongText] = mapped_column(default="")
    suggestion: Mapped[LongText] = mapped_column(default="", comment="A better wording")
    root_cause: Mapped[Code | None] = mapped_column(comment="agent, template, process, facts or tool")
    revision: Mapped[int] = mapped_column(default=1)
    is_machine_shown: Mapped[bool] = mapped_column(default=False, comment="Rated after seeing the machine's")
    is_with_rest: Mapped[bool] = mapped_column(
        default=False, server_default=text("false"), comment="Passed together with the rest of its group"
    )
    updated_at: Mapped[Moment]

    review: Mapped[Review] = relationship(back_populates="ratings")


class Annotation(Base):
    """A note pinned to words of a message or a stretch of sound."""

    __tablename__ = "annotation"

    id: Mapped[PrimaryKey]
    review_id: Mapped[int] = mapped_column(reference("review"), index=True)
    criterion: Mapped[Code | None]
    message_position: Mapped[int | None]
    start: Mapped[int | None]
    end: Mapped[int | None]
    quote: Mapped[LongText] = mapped_column(default="")
    start_ms: Mapped[int | None]
    end_ms: Mapped[int | None]
    comment: Mapped[LongText] = mapped_column(default="")
    is_strength: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[Moment]

    review: Mapped[Review] = relationship(back_populates="annotations")
    tags: Mapped[list[Tag]] = relationship(secondary="annotation_tag", viewonly=True, order_by="Tag.name")


class Feedback(Base):
    """A review as its agent reads it: one strength, then at most three points."""

    __tablename__ = "feedback"
    __table_args__ = (Index(None, "published_at"),)

    id: Mapped[PrimaryKey]
    review_id: Mapped[int] = mapped_column(reference("review"), unique=True)
    agent_id: Mapped[int] = mapped_column(reference("agent"), index=True)
    strength: Mapped[JsonObject] = mapped_column(comment="{criterion, text, message, start, end, quote}")
    points: Mapped[JsonList] = mapped_column(
        comment="[{criterion, text, expected, suggestion, message, start, end, quote, start_ms, end_ms}]"
    )
    published_by_id: Mapped[int | None] = mapped_column(reference("user_account", cascade=False))
    published_at: Mapped[Moment]
    acknowledged_at: Mapped[Moment | None]
    reminded_at: Mapped[Moment | None] = mapped_column(comment="When both were reminded that it is not acknowledged")

    review: Mapped[Review] = relationship(back_populates="feedback")
    agent: Mapped[Agent] = relationship()
    published_by: Mapped[User | None] = relationship()
    comments: Mapped[list[FeedbackComment]] = relationship(
        back_populates="feedback", order_by="FeedbackComment.id", passive_deletes=True
    )
    disputes: Mapped[list[Dispute]] = relationship(
        back_populates="feedback", order_by="Dispute.id", passive_deletes=True
    )


class FeedbackComment(Base):
    """A question or an answer below a feedback."""

    __tablename__ = "feedback_comment"

    id: Mapped[PrimaryKey]
    feedback_id: Mapped[int] = mapped_column(reference("feedback"), index=True)
    user_id: Mapped[int | None] = mapped_column(reference("user_account", cascade=False))
    text: Mapped[LongText]
    created_at: Mapped[Moment]

    feedback: Mapped[Feedback] = relationship(back_populates="comments")
    user: Mapped[User | None] = relationship()
