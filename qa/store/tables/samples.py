"""What is drawn for review, how, by which plan, and who reviews it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Date, Index, UniqueConstraint, text
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa.store.base import Base, Code, JsonList, JsonObject, LongText, Moment, Name, PrimaryKey, reference
from qa.store.tables.conversations import Conversation
from qa.store.tables.people import User

if TYPE_CHECKING:
    from qa.store.tables.reviews import Review

_NO_LIST, _NO_OBJECT = text("'[]'"), text("'{}'")


class SamplingPlan(Base):
    """A standing order for samples: what is drawn how often, by whom it is reviewed and until when."""

    __tablename__ = "sampling_plan"

    id: Mapped[PrimaryKey]
    name: Mapped[Name] = mapped_column(unique=True)
    cadence: Mapped[Code] = mapped_column(comment="once, daily, weekly, two-weekly or monthly")
    starts_on: Mapped[date] = mapped_column(Date(), comment="The first period drawn holds this day")
    wait_days: Mapped[int] = mapped_column(default=0, comment="Days left for late imports after a period ends")
    order: Mapped[JsonObject] = mapped_column(comment="Design, sizes, filters, exclusions: a SamplePlan without seed")
    seed: Mapped[int] = mapped_column(comment="Together with the period, the seed of each draw")
    reviewers: Mapped[JsonList] = mapped_column(comment="Ids of users")
    due_days: Mapped[int | None] = mapped_column(comment="Working days from the draw until reviews are due")
    is_blind: Mapped[bool] = mapped_column(default=True)
    scorecards: Mapped[JsonList] = mapped_column(
        default=list, server_default=_NO_LIST, comment="Ids of short scorecards; none: all criteria"
    )
    is_active: Mapped[bool] = mapped_column(default=True)
    active_from: Mapped[date] = mapped_column(Date(), comment="Periods that ended before are not caught up")
    created_by_id: Mapped[int | None] = mapped_column(reference("user_account", cascade=False))
    created_at: Mapped[Moment]
    updated_at: Mapped[Moment]

    created_by: Mapped[User | None] = relationship()
    draws: Mapped[list[PlanDraw]] = relationship(
        back_populates="plan", order_by="PlanDraw.id.desc()", passive_deletes=True
    )


class PlanDraw(Base):
    """What became of one period of a plan: a sample, or why there is none. Kept once a period."""

    __tablename__ = "plan_draw"
    __table_args__ = (UniqueConstraint("plan_id", "period"),)

    id: Mapped[PrimaryKey]
    plan_id: Mapped[int] = mapped_column(reference("sampling_plan"))
    period: Mapped[Code] = mapped_column(comment="First day of the period, or once")
    sample_id: Mapped[int | None] = mapped_column(reference("sample", cascade=False), index=True)
    problem: Mapped[LongText] = mapped_column(default="")
    drawn_at: Mapped[Moment]

    plan: Mapped[SamplingPlan] = relationship(back_populates="draws")
    sample: Mapped[Sample | None] = relationship()


class Sample(Base):
    """A drawn sample with all that is needed to defend it."""

    __tablename__ = "sample"

    id: Mapped[PrimaryKey]
    name: Mapped[Name]
    design: Mapped[Code]
    size: Mapped[int]
    seed: Mapped[int]
    stratify_by: Mapped[Code | None]
    filters: Mapped[JsonObject] = mapped_column(default=dict)
    frame_size: Mapped[int]
    strata: Mapped[JsonList] = mapped_column(comment="[{name, frame_size, size, spread, weight, probability}]")
    layers: Mapped[JsonList] = mapped_column(
        default=list, server_default=_NO_LIST, comment="[{design, size, spread_from}], plain random first"
    )
    exclusions: Mapped[JsonList] = mapped_column(
        default=list, server_default=_NO_LIST, comment="[{kind, value, reason, count}] in the order they were applied"
    )
    random_reason: Mapped[LongText] = mapped_column(
        default="", server_default="", comment="Why fewer than 30 % are plain random, in the manager's words"
    )
    is_blind: Mapped[bool] = mapped_column(default=True)
    asked_size: Mapped[int | None] = mapped_column(comment="How many were asked for, where the frame held fewer")
    scorecards: Mapped[JsonList] = mapped_column(
        default=list, server_default=_NO_LIST, comment="Copies of the short scorecards it is reviewed by, as drawn"
    )
    created_by_id: Mapped[int | None] = mapped_column(reference("user_account", cascade=False))
    created_at: Mapped[Moment]
    due_at: Mapped[Moment | None]

    picks: Mapped[list[SamplePick]] = relationship(
        back_populates="sample", order_by="SamplePick.position", passive_deletes=True
    )
    assignments: Mapped[list[Assignment]] = relationship(back_populates="sample", passive_deletes=True)
    created_by: Mapped[User | None] = relationship()


class SamplePick(Base):
    """A conversation that was drawn, or that somebody chose: that one has no inclusion probability.

    `inclusion_probability` is the chance to be in the sample by any layer that draws by chance, `chances` that of
    each layer alone, and `drawn_by` says which layers did draw it. What was left out keeps its row and its chance.
    """

    __tablename__ = "sample_pick"
    __table_args__ = (UniqueConstraint("sample_id", "conversation_id"),)

    id: Mapped[PrimaryKey]
    sample_id: Mapped[int] = mapped_column(reference("sample"))
    conversation_id: Mapped[int] = mapped_column(reference("conversation"), index=True)
    position: Mapped[int]
    stratum: Mapped[Name] = mapped_column(default="")
    inclusion_probability: Mapped[float | None] = mapped_column(comment="None where somebody chose it")
    drawn_by: Mapped[JsonList] = mapped_column(default=list, server_default=_NO_LIST, comment="Designs of its layers")
    chances: Mapped[JsonObject] = mapped_column(default=dict, server_default=_NO_OBJECT, comment="{design: chance}")
    is_plain_random: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    left_out_at: Mapped[Moment | None]
    left_out_reason: Mapped[Code | None]
    left_out_note: Mapped[LongText] = mapped_column(default="", server_default="")
    left_out_by_id: Mapped[int | None] = mapped_column(reference("user_account", cascade=False))
    replaces_id: Mapped[int | None] = mapped_column(reference("sample_pick", cascade=False), index=True)

    sample: Mapped[Sample] = relationship(back_populates="picks")
    conversation: Mapped[Conversation] = relationship()
    left_out_by: Mapped[User | None] = relationship()

    @hybrid_property
    def is_by_chance(self) -> bool:
        """Tell whether chance drew it, so that it may enter an estimate; what somebody chose never does."""
        return self.inclusion_probability is not None

    @is_by_chance.inplace.expression
    @classmethod
    def _by_chance_column(cls) -> ColumnElement[bool]:
        return cls.inclusion_probability.is_not(None)


class Assignment(Base):
    """A drawn conversation given to a reviewer. `due_at` is its own, where it is not that of the sample."""

    __tablename__ = "assignment"
    __table_args__ = (
        UniqueConstraint("sample_id", "conversation_id", "reviewer_id"),
        Index(None, "reviewer_id", "finished_at"),
    )

    id: Mapped[PrimaryKey]
    sample_id: Mapped[int] = mapped_column(reference("sample"))
    conversation_id: Mapped[int] = mapped_column(reference("conversation"), index=True)
    reviewer_id: Mapped[int] = mapped_column(reference("user_account"), index=True)
    created_at: Mapped[Moment]
    finished_at: Mapped[Moment | None]
    due_at: Mapped[Moment | None]
    reminded_at: Mapped[Moment | None] = mapped_column(comment="When its reviewer was told that it is overdue")
    is_repeat: Mapped[bool] = mapped_column(
        default=False, server_default=text("false"), comment="Reviewed by the same reviewer before; never shown"
    )

    sample: Mapped[Sample] = relationship(back_populates="assignments")
    conversation: Mapped[Conversation] = relationship()
    reviewer: Mapped[User] = relationship()
    review: Mapped[Review | None] = relationship(back_populates="assignment")
