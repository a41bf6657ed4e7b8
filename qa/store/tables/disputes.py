"""What agents say against ratings, and how it was decided; the calendar such terms are counted by."""

from __future__ import annotations

from sqlalchemy import Enum, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa.domain.dispute import DisputeOutcome, DisputeState
from qa.store.base import Base, Code, JsonList, LongText, Moment, PrimaryKey, reference
from qa.store.tables.people import Agent, User
from qa.store.tables.reviews import Feedback

_IN_FORCE = text("state <> 'withdrawn'")


class Dispute(Base):
    """An agent's objection to one rating of a published review, with the rating they would give."""

    __tablename__ = "dispute"
    __table_args__ = (
        Index(
            "uq_dispute_in_force",
            "feedback_id",
            "criterion",
            unique=True,
            sqlite_where=_IN_FORCE,
            postgresql_where=_IN_FORCE,
        ),
        Index(None, "feedback_id"),
        Index(None, "state", "due_at"),
    )

    id: Mapped[PrimaryKey]
    feedback_id: Mapped[int] = mapped_column(reference("feedback"))
    agent_id: Mapped[int] = mapped_column(reference("agent"), index=True)
    criterion: Mapped[Code]
    reason: Mapped[Code] = mapped_column(comment="Value of DisputeReason")
    text: Mapped[LongText]
    contested_verdict: Mapped[Code]
    contested_score: Mapped[float | None]
    claimed_verdict: Mapped[Code]
    claimed_score: Mapped[float | None]
    checks: Mapped[JsonList] = mapped_column(default=list, comment="Checks that had failed the criterion")
    state: Mapped[DisputeState] = mapped_column(
        Enum(DisputeState, native_enum=False, length=16, values_callable=lambda all_: [s.value for s in all_])
    )
    opened_by_id: Mapped[int | None] = mapped_column(reference("user_account", cascade=False))
    opened_at: Mapped[Moment]
    due_at: Mapped[Moment] = mapped_column(comment="First moment that is too late to decide")
    warned_at: Mapped[Moment | None] = mapped_column(comment="When deciders were told that the term ends soon")
    escalated_at: Mapped[Moment | None] = mapped_column(comment="When managers were told that the term is over")
    withdrawn_at: Mapped[Moment | None]
    appealed_at: Mapped[Moment | None]
    appeal_text: Mapped[LongText] = mapped_column(default="")

    feedback: Mapped[Feedback] = relationship(back_populates="disputes")
    agent: Mapped[Agent] = relationship()
    opened_by: Mapped[User | None] = relationship()
    decisions: Mapped[list[DisputeDecision]] = relationship(
        back_populates="dispute", order_by="DisputeDecision.id", passive_deletes=True
    )


class DisputeDecision(Base):
    """One answer to a dispute, and what it changed. `is_appeal` marks that of a calibration session."""

    __tablename__ = "dispute_decision"
    __table_args__ = (UniqueConstraint("dispute_id", "is_appeal"),)

    id: Mapped[PrimaryKey]
    dispute_id: Mapped[int] = mapped_column(reference("dispute"))
    is_appeal: Mapped[bool]
    decided_by_id: Mapped[int | None] = mapped_column(reference("user_account", cascade=False))
    outcome: Mapped[DisputeOutcome] = mapped_column(
        Enum(DisputeOutcome, native_enum=False, length=16, values_callable=lambda all_: [s.value for s in all_])
    )
    reason: Mapped[LongText]
    verdict_before: Mapped[Code]
    score_before: Mapped[float | None]
    root_cause_before: Mapped[Code | None]
    verdict: Mapped[Code]
    score: Mapped[float | None]
    root_cause: Mapped[Code | None]
    review_score_before: Mapped[float | None]
    review_score: Mapped[float | None]
    review_coverage_before: Mapped[float | None]
    review_coverage: Mapped[float | None]
    critical_before: Mapped[JsonList] = mapped_column(default=list)
    critical: Mapped[JsonList] = mapped_column(default=list)
    decided_at: Mapped[Moment]

    dispute: Mapped[Dispute] = relationship(back_populates="decisions")
    decided_by: Mapped[User | None] = relationship()


class WorkingCalendar(Base):
    """The weekend and the public holidays of a country, kept by the worker so that pages need not work them out."""

    __tablename__ = "working_calendar"

    id: Mapped[PrimaryKey]
    country: Mapped[Code] = mapped_column(unique=True)
    weekend: Mapped[JsonList] = mapped_column(comment="Weekdays, 0 is Monday")
    holidays: Mapped[JsonList] = mapped_column(comment="Days as YYYY-MM-DD")
    last_year: Mapped[int]
    kept_at: Mapped[Moment]
