"""Coaching: plans with one goal each, what is done for it, sessions, and what agents ask for."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa.store.base import Base, Code, JsonList, JsonObject, LongText, Moment, Name, PrimaryKey, reference
from qa.store.tables.people import Agent, User


class CoachingPlan(Base):
    """One criterion an agent works on, with where they stood before and, once closed, what came of it.

    Shares are weighted ones of random blind reviews; the counts beside them are plain.
    """

    __tablename__ = "coaching_plan"
    __table_args__ = (Index(None, "agent_id", "closed_at"),)

    id: Mapped[PrimaryKey]
    agent_id: Mapped[int] = mapped_column(reference("agent"))
    owner_id: Mapped[int | None] = mapped_column(reference("user_account", cascade=False), comment="The coach")
    rubric_name: Mapped[Code]
    criterion: Mapped[Code]
    reason: Mapped[LongText] = mapped_column(default="")
    target: Mapped[float] = mapped_column(comment="Share of passes aimed at, 0 to 1")
    baseline_from: Mapped[Moment]
    baseline_to: Mapped[Moment]
    baseline_passed: Mapped[int]
    baseline_reviewed: Mapped[int]
    baseline_share: Mapped[float | None]
    baseline_n: Mapped[float] = mapped_column(comment="Effective number of reviews")
    baseline_chosen: Mapped[int] = mapped_column(default=0, comment="Reviews of chosen conversations, not counted")
    expected_share: Mapped[float | None] = mapped_column(comment="Share shrunk to all agents' when it was made")
    starts_at: Mapped[Moment]
    ends_at: Mapped[Moment] = mapped_column(comment="When it is looked at again")
    result: Mapped[Code | None] = mapped_column(comment="improved, unchanged, worse or too_few")
    after_passed: Mapped[int | None]
    after_reviewed: Mapped[int | None]
    after_share: Mapped[float | None]
    change_low: Mapped[float | None]
    change_high: Mapped[float | None]
    closing_note: Mapped[LongText] = mapped_column(default="")
    closed_at: Mapped[Moment | None]
    closed_by_id: Mapped[int | None] = mapped_column(reference("user_account", cascade=False))
    created_at: Mapped[Moment]

    agent: Mapped[Agent] = relationship()
    owner: Mapped[User | None] = relationship(foreign_keys=[owner_id])
    closed_by: Mapped[User | None] = relationship(foreign_keys=[closed_by_id])
    actions: Mapped[list[CoachingAction]] = relationship(
        back_populates="plan", order_by="CoachingAction.id", passive_deletes=True
    )
    sessions: Mapped[list[CoachingSession]] = relationship(back_populates="plan", passive_deletes=True)


class CoachingAction(Base):
    """Something done for a plan. An exercise has the agent's own words, their better version and the coach's answer."""

    __tablename__ = "coaching_action"

    id: Mapped[PrimaryKey]
    plan_id: Mapped[int] = mapped_column(reference("coaching_plan"), index=True)
    kind: Mapped[Code] = mapped_column(comment="exemplar, rewrite, template or side_by_side")
    text: Mapped[LongText] = mapped_column(default="")
    feedback_id: Mapped[int | None] = mapped_column(reference("feedback", cascade=False))
    exemplar_id: Mapped[int | None] = mapped_column(
        reference("exemplar", cascade=False), index=True, comment="What is to be learnt from"
    )
    quote: Mapped[LongText] = mapped_column(default="", comment="The agent's own words")
    answer: Mapped[LongText] = mapped_column(default="")
    answered_at: Mapped[Moment | None]
    comment: Mapped[LongText] = mapped_column(default="", comment="The coach's, on the answer")
    commented_at: Mapped[Moment | None]
    done_at: Mapped[Moment | None]
    created_at: Mapped[Moment]

    plan: Mapped[CoachingPlan] = relationship(back_populates="actions")


class CoachingSession(Base):
    """A talk of a coach with an agent: planned, then held or called off."""

    __tablename__ = "coaching_session"
    __table_args__ = (Index(None, "agent_id", "held_at"), Index(None, "held_at"))

    id: Mapped[PrimaryKey]
    agent_id: Mapped[int] = mapped_column(reference("agent"))
    coach_id: Mapped[int | None] = mapped_column(reference("user_account", cascade=False))
    plan_id: Mapped[int | None] = mapped_column(reference("coaching_plan", cascade=False), index=True)
    planned_at: Mapped[Moment]
    held_at: Mapped[Moment | None]
    called_off_at: Mapped[Moment | None]
    minutes: Mapped[int | None]
    agenda: Mapped[JsonList] = mapped_column(default=list, comment="As it stood when the session was held")
    agreed: Mapped[JsonList] = mapped_column(default=list, comment="[{text, by}], by is agent, coach or both")
    note: Mapped[LongText] = mapped_column(default="", comment="The coach's; the agent reads it")
    agent_note: Mapped[LongText] = mapped_column(default="", comment="The agent's own")
    agent_noted_at: Mapped[Moment | None]
    created_at: Mapped[Moment]

    agent: Mapped[Agent] = relationship()
    coach: Mapped[User | None] = relationship()
    plan: Mapped[CoachingPlan | None] = relationship(back_populates="sessions")


class CoachingRequest(Base):
    """What an agent wants to talk about, perhaps a feedback; the session that took it up answers it."""

    __tablename__ = "coaching_request"
    __table_args__ = (Index(None, "agent_id", "session_id"),)

    id: Mapped[PrimaryKey]
    agent_id: Mapped[int] = mapped_column(reference("agent"))
    feedback_id: Mapped[int | None] = mapped_column(reference("feedback", cascade=False))
    text: Mapped[LongText]
    session_id: Mapped[int | None] = mapped_column(reference("coaching_session", cascade=False))
    created_at: Mapped[Moment]

    agent: Mapped[Agent] = relationship()
    session: Mapped[CoachingSession | None] = relationship()


class CoachingNorm(Base):
    """What all agents together reach in a criterion, kept by a worker: an agent's few reviews are shrunk to it."""

    __tablename__ = "coaching_norm"
    __table_args__ = (Index(None, "rubric_name", "criterion", unique=True),)

    id: Mapped[PrimaryKey]
    rubric_name: Mapped[Code]
    criterion: Mapped[Code]
    mean: Mapped[float] = mapped_column(comment="Share of passes, 0 to 1")
    weight: Mapped[float] = mapped_column(comment="What it weighs, in reviews")
    agents: Mapped[int]
    reviews: Mapped[int]
    counted_at: Mapped[Moment]


class CoachingTally(Base):
    """An agent's random reviews of the last months by criterion, counted by a worker for the page of the team.

    The effective counts are weighted by the chance of each conversation to be drawn; `own` leaves out fails that were
    not the agent's doing.
    """

    __tablename__ = "coaching_tally"
    __table_args__ = (Index(None, "rubric_name", "criterion", "agent_id", unique=True),)

    id: Mapped[PrimaryKey]
    rubric_name: Mapped[Code]
    criterion: Mapped[Code]
    agent_id: Mapped[int] = mapped_column(reference("agent"), index=True)
    passed: Mapped[int]
    reviewed: Mapped[int]
    own_reviewed: Mapped[int]
    effective_passed: Mapped[float]
    effective_n: Mapped[float]
    causes: Mapped[JsonObject] = mapped_column(comment="{root cause: fails}")
    counted_at: Mapped[Moment]


class ContradictedFact(Base):
    """In how many of an agent's conversations of the last months the machine saw a fact contradicted."""

    __tablename__ = "contradicted_fact"
    __table_args__ = (Index(None, "fact", "agent_id", unique=True),)

    id: Mapped[PrimaryKey]
    fact: Mapped[Name]
    agent_id: Mapped[int] = mapped_column(reference("agent"), index=True)
    conversations: Mapped[int]
    reviewed: Mapped[int]
    confirmed: Mapped[int]
