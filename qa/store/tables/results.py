"""What the machine said: rubric versions, check runs, outcomes and findings."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa.store.base import Base, Code, JsonList, JsonObject, LongText, Moment, Name, PrimaryKey, reference
from qa.store.tables.conversations import Conversation


class Rubric(Base):
    """A version of a rubric, whole and unchangeable."""

    __tablename__ = "rubric"
    __table_args__ = (UniqueConstraint("name", "version", "content_hash"),)

    id: Mapped[PrimaryKey]
    name: Mapped[Code]
    version: Mapped[int]
    content_hash: Mapped[Code]
    yaml: Mapped[LongText]
    is_active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[Moment]


class CheckRun(Base):
    """One pass of one rubric over one conversation; made anew when anything it rests on changes."""

    __tablename__ = "check_run"
    __table_args__ = (
        UniqueConstraint("conversation_id", "rubric_id"),
        # Holds what the page of facts adds up over all conversations.
        Index(None, "rubric_id", "claims", "covered_claims"),
    )

    id: Mapped[PrimaryKey]
    conversation_id: Mapped[int] = mapped_column(reference("conversation"))
    rubric_id: Mapped[int] = mapped_column(reference("rubric"))
    message_hash: Mapped[Code] = mapped_column(comment="SHA-256 of what was judged")
    versions: Mapped[JsonObject] = mapped_column(comment="What it was made with")
    claims: Mapped[int] = mapped_column(default=0)
    covered_claims: Mapped[int] = mapped_column(default=0)
    score_value: Mapped[float | None]
    score_coverage: Mapped[float | None]
    fact_coverage: Mapped[float | None]
    critical: Mapped[JsonList] = mapped_column(default=list)
    checked_at: Mapped[Moment]

    conversation: Mapped[Conversation] = relationship(back_populates="check_runs")
    rubric: Mapped[Rubric] = relationship()
    outcomes: Mapped[list[Outcome]] = relationship(
        back_populates="check_run", order_by="Outcome.id", passive_deletes=True
    )


class Outcome(Base):
    """The machine's answer to one criterion."""

    __tablename__ = "outcome"
    __table_args__ = (
        UniqueConstraint("check_run_id", "criterion"),
        Index(None, "criterion", "verdict", "conversation_id"),
    )

    id: Mapped[PrimaryKey]
    check_run_id: Mapped[int] = mapped_column(reference("check_run"))
    conversation_id: Mapped[int] = mapped_column(reference("conversation"), index=True)
    criterion: Mapped[Code]
    verdict: Mapped[Code]
    score: Mapped[float | None] = mapped_column(comment="0 to 1")

    check_run: Mapped[CheckRun] = relationship(back_populates="outcomes")
    findings: Mapped[list[Finding]] = relationship(
        back_populates="outcome", order_by="Finding.id", passive_deletes=True
    )


class ShadowResult(Base):
    """What a check that does not count yet said of a conversation, for its record alone."""

    __tablename__ = "shadow_result"
    __table_args__ = (
        UniqueConstraint("check_run_id", "criterion", "check"),
        Index(None, "criterion", "check", "verdict"),
    )

    id: Mapped[PrimaryKey]
    check_run_id: Mapped[int] = mapped_column(reference("check_run"))
    criterion: Mapped[Code]
    check: Mapped[Code]
    verdict: Mapped[Code]
    findings: Mapped[JsonList] = mapped_column(default=list, comment="[{verdict, message, start, end, quote}]")


class UncoveredClaim(Base):
    """Something the agent vouched for that no fact or record spoke to, where it stands in the conversation."""

    __tablename__ = "uncovered_claim"
    __table_args__ = (Index(None, "topic", "check_run_id"),)

    id: Mapped[PrimaryKey]
    check_run_id: Mapped[int] = mapped_column(reference("check_run"), index=True)
    conversation_id: Mapped[int] = mapped_column(reference("conversation"), index=True)
    topic: Mapped[Code]
    message_position: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    sentence_start: Mapped[int]
    sentence_end: Mapped[int]


class Finding(Base):
    """One thing a check found, with the words it rests on."""

    __tablename__ = "finding"

    id: Mapped[PrimaryKey]
    outcome_id: Mapped[int] = mapped_column(reference("outcome"), index=True)
    check: Mapped[Code]
    verdict: Mapped[Code]
    message_position: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    quote: Mapped[LongText]
    explanation: Mapped[LongText] = mapped_column(default="")
    suggestion: Mapped[LongText] = mapped_column(default="")
    found: Mapped[LongText | None]
    expected: Mapped[LongText | None]
    fact: Mapped[Name | None]
    kind: Mapped[Code | None]
    confidence: Mapped[float | None]

    outcome: Mapped[Outcome] = relationship(back_populates="findings")
