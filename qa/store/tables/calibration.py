"""Calibration sessions: people rate the same conversations blind, compare, and decide what the rubric means."""

from __future__ import annotations

import enum
from datetime import date

from sqlalchemy import Enum, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa.store.base import Base, Code, JsonList, LongText, Moment, Name, PrimaryKey, reference
from qa.store.tables.conversations import Conversation
from qa.store.tables.people import User
from qa.store.tables.results import Rubric


class CalibrationState(enum.Enum):
    """How far a session is; it only ever moves to the next. Before REVEAL nobody sees anybody's ratings."""

    PLAN = "plan"
    RATING = "rating"
    REVEAL = "reveal"
    DISCUSSION = "discussion"
    DECISIONS = "decisions"
    CLOSED = "closed"


class CalibrationSession(Base):
    """A few conversations that several people rate blind and then talk about. `revision` grows with every change.

    Its ratings live in tables of their own and never reach an agent's score.
    """

    __tablename__ = "calibration_session"
    __table_args__ = (Index(None, "state", "closed_at"),)

    id: Mapped[PrimaryKey]
    name: Mapped[Name]
    state: Mapped[CalibrationState] = mapped_column(
        Enum(CalibrationState, native_enum=False, length=16, values_callable=lambda all_: [s.value for s in all_])
    )
    rubric_id: Mapped[int] = mapped_column(reference("rubric"), index=True)
    criteria: Mapped[JsonList] = mapped_column(default=list, comment="Ids of those rated; empty for all")
    facilitator_id: Mapped[int | None] = mapped_column(reference("user_account", cascade=False), index=True)
    gold_origin: Mapped[Code] = mapped_column(comment="before (locked before the reveal) or session (agreed in it)")
    seed: Mapped[int] = mapped_column(comment="Of the draw of its conversations")
    deadline_at: Mapped[Moment | None]
    parent_id: Mapped[int | None] = mapped_column(
        reference("calibration_session"), unique=True, comment="The session this one follows up"
    )
    revision: Mapped[int] = mapped_column(default=1)
    item: Mapped[int] = mapped_column(default=0, comment="Place on the agenda that the room is at")
    item_started_at: Mapped[Moment | None]
    created_by_id: Mapped[int | None] = mapped_column(reference("user_account", cascade=False))
    created_at: Mapped[Moment]
    opened_at: Mapped[Moment | None]
    revealed_at: Mapped[Moment | None]
    discussed_at: Mapped[Moment | None] = mapped_column(comment="When the discussion began")
    decided_at: Mapped[Moment | None] = mapped_column(comment="When the decisions began")
    closed_at: Mapped[Moment | None]
    cancelled_at: Mapped[Moment | None] = mapped_column(comment="Called off before the reveal")

    rubric: Mapped[Rubric] = relationship()
    facilitator: Mapped[User | None] = relationship(foreign_keys=[facilitator_id])
    created_by: Mapped[User | None] = relationship(foreign_keys=[created_by_id])
    conversations: Mapped[list[CalibrationConversation]] = relationship(
        back_populates="session", order_by="CalibrationConversation.position", passive_deletes=True
    )
    participants: Mapped[list[CalibrationParticipant]] = relationship(
        back_populates="session", order_by="CalibrationParticipant.id", passive_deletes=True
    )
    precedents: Mapped[list[Precedent]] = relationship(
        back_populates="session", order_by="Precedent.id", passive_deletes=True
    )


class CalibrationConversation(Base):
    """A conversation of a session and why it was chosen."""

    __tablename__ = "calibration_conversation"
    __table_args__ = (UniqueConstraint("session_id", "conversation_id"),)

    id: Mapped[PrimaryKey]
    session_id: Mapped[int] = mapped_column(reference("calibration_session"))
    conversation_id: Mapped[int] = mapped_column(reference("conversation"), index=True)
    position: Mapped[int]
    reason: Mapped[Code] = mapped_column(comment="random, hard, rule_change, appeal, chosen or follow_up")
    appeal_id: Mapped[int | None] = mapped_column(comment="The dispute that was appealed to this session")

    session: Mapped[CalibrationSession] = relationship(back_populates="conversations")
    conversation: Mapped[Conversation] = relationship(lazy="joined", innerjoin=True)
    ratings: Mapped[list[CalibrationRating]] = relationship(back_populates="chosen", passive_deletes=True)
    gold: Mapped[list[CalibrationGold]] = relationship(back_populates="chosen", passive_deletes=True)


class CalibrationParticipant(Base):
    """Somebody invited to rate. The one who `is_gold` makes the rating that others are held against."""

    __tablename__ = "calibration_participant"
    __table_args__ = (UniqueConstraint("session_id", "user_id"),)

    id: Mapped[PrimaryKey]
    session_id: Mapped[int] = mapped_column(reference("calibration_session"))
    user_id: Mapped[int] = mapped_column(reference("user_account"), index=True)
    is_gold: Mapped[bool] = mapped_column(default=False)
    invited_at: Mapped[Moment | None]
    finished_at: Mapped[Moment | None] = mapped_column(comment="When they handed in")

    session: Mapped[CalibrationSession] = relationship(back_populates="participants")
    user: Mapped[User] = relationship(lazy="joined", innerjoin=True)
    ratings: Mapped[list[CalibrationRating]] = relationship(back_populates="participant", passive_deletes=True)


class CalibrationRating(Base):
    """A participant's answer to one criterion of one conversation. `revision` grows with every change."""

    __tablename__ = "calibration_rating"
    __table_args__ = (UniqueConstraint("chosen_id", "participant_id", "criterion"),)

    id: Mapped[PrimaryKey]
    chosen_id: Mapped[int] = mapped_column(reference("calibration_conversation"))
    participant_id: Mapped[int] = mapped_column(reference("calibration_participant"), index=True)
    criterion: Mapped[Code]
    verdict: Mapped[Code]
    score: Mapped[float | None] = mapped_column(comment="0 to 1")
    comment: Mapped[LongText] = mapped_column(default="")
    message_position: Mapped[int | None]
    start: Mapped[int | None]
    end: Mapped[int | None]
    quote: Mapped[LongText] = mapped_column(default="")
    is_late: Mapped[bool] = mapped_column(default=False, comment="Made after the deadline: kept, left out of figures")
    revision: Mapped[int] = mapped_column(default=1)
    updated_at: Mapped[Moment]

    chosen: Mapped[CalibrationConversation] = relationship(back_populates="ratings")
    participant: Mapped[CalibrationParticipant] = relationship(back_populates="ratings")


class CalibrationGold(Base):
    """The answer that ratings are held against, and whether it stood before the reveal or came of the talk."""

    __tablename__ = "calibration_gold"
    __table_args__ = (UniqueConstraint("chosen_id", "criterion"),)

    id: Mapped[PrimaryKey]
    chosen_id: Mapped[int] = mapped_column(reference("calibration_conversation"))
    criterion: Mapped[Code]
    verdict: Mapped[Code]
    score: Mapped[float | None] = mapped_column(comment="0 to 1")
    reason: Mapped[LongText] = mapped_column(default="")
    origin: Mapped[Code] = mapped_column(comment="before or session")
    user_id: Mapped[int | None] = mapped_column(reference("user_account", cascade=False))
    locked_at: Mapped[Moment]

    chosen: Mapped[CalibrationConversation] = relationship(back_populates="gold")
    user: Mapped[User | None] = relationship()


class Precedent(Base):
    """What a session decided about a line of a rubric, for everybody who rates by it afterwards."""

    __tablename__ = "precedent"
    __table_args__ = (
        UniqueConstraint("session_id", "conversation_id", "criterion"),
        Index(None, "rubric_name", "criterion"),
    )

    id: Mapped[PrimaryKey]
    session_id: Mapped[int] = mapped_column(reference("calibration_session"))
    conversation_id: Mapped[int | None] = mapped_column(reference("conversation", cascade=False), index=True)
    rubric_name: Mapped[Code]
    criterion: Mapped[Code]
    kind: Mapped[Code] = mapped_column(comment="apply, clarify, add_example, change_weight, split or fix_check")
    reason: Mapped[LongText]
    verdict: Mapped[Code | None] = mapped_column(comment="What the conversation deserves, where that was agreed")
    owner_id: Mapped[int | None] = mapped_column(reference("user_account", cascade=False))
    effective_on: Mapped[date]
    message_position: Mapped[int | None]
    start: Mapped[int | None]
    end: Mapped[int | None]
    quote: Mapped[LongText] = mapped_column(default="")
    decided_by_id: Mapped[int | None] = mapped_column(reference("user_account", cascade=False))
    decided_at: Mapped[Moment]
    drafted_at: Mapped[Moment | None] = mapped_column(comment="When it went into a draft of the rubric")

    session: Mapped[CalibrationSession] = relationship(back_populates="precedents")
    conversation: Mapped[Conversation | None] = relationship()
    owner: Mapped[User | None] = relationship(foreign_keys=[owner_id])
