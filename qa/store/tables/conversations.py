"""What was imported: conversations, their messages and recordings, and the shop's records."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Enum, Index, UniqueConstraint, false, text
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa.store.base import Base, Code, JsonList, JsonObject, LongText, Moment, Name, PrimaryKey, reference
from qa.store.tables.people import Agent

if TYPE_CHECKING:
    from qa.store.tables.results import CheckRun
    from qa.store.tables.reviews import Review


class State(enum.Enum):
    """How far a conversation is. `state_reason` says why where it does not go on."""

    WAITING_FOR_AUDIO = "waiting_for_audio"
    WAITING_FOR_MODEL = "waiting_for_model"
    TO_TRANSCRIBE = "to_transcribe"
    TO_CHECK = "to_check"
    WAITING_FOR_LANGUAGE_SERVER = "waiting_for_language_server"
    CHECKED = "checked"
    FAILED = "failed"


class Conversation(Base):
    """One contact of a customer. `score_*` copy the current machine score, so that lists need no join."""

    __tablename__ = "conversation"
    __table_args__ = (
        UniqueConstraint("source", "external_id"),
        # The two orders of the list. They hold all that its filters ask for, so that SQLite need not open a row
        # to leave it out (see qa/stages/browsing/filters.py).
        Index(
            "ix_conversation_by_time",
            "started_at",
            "id",
            *("channel", "language", "agent_id", "state", "score_value", "score_coverage", "has_critical"),
            "reviewed_at",
        ),
        Index(
            "ix_conversation_by_score",
            "score_value",
            "id",
            *("channel", "language", "agent_id", "state", "score_coverage", "has_critical", "reviewed_at"),
            "started_at",
        ),
        Index(None, "channel", "started_at"),
        Index(None, "language", "started_at"),
        Index(None, "agent_id", "started_at"),
        # Counts of what nobody has reviewed read nothing but this.
        Index(None, "state", "reviewed_at", "language"),
        Index(None, "has_critical", "reviewed_at", "started_at"),
        Index(None, "external_id"),
        Index(None, "customer_external_id"),
        Index(None, "customer_name"),
        Index(
            None,
            "customer_email",
            sqlite_where=text("customer_email IS NOT NULL"),
            postgresql_where=text("customer_email IS NOT NULL"),
        ),
    )

    id: Mapped[PrimaryKey]
    source: Mapped[Code]
    external_id: Mapped[Name] = mapped_column(comment="Id in the source system")
    channel: Mapped[Code]
    language: Mapped[Code | None]
    started_at: Mapped[Moment | None]
    ended_at: Mapped[Moment | None]
    agent_id: Mapped[int | None] = mapped_column(reference("agent", cascade=False))
    customer_external_id: Mapped[Name | None]
    customer_name: Mapped[Name | None]
    customer_email: Mapped[Name | None]
    reason: Mapped[Code | None]
    tags: Mapped[JsonList] = mapped_column(default=list)
    csat: Mapped[float | None]
    status: Mapped[Code | None]
    extra: Mapped[JsonObject] = mapped_column(default=dict, comment="metadata of formats.md")
    message_count: Mapped[int] = mapped_column(default=0)
    content_hash: Mapped[Code] = mapped_column(comment="SHA-256 of what was imported")
    state: Mapped[State] = mapped_column(
        Enum(State, native_enum=False, length=32, values_callable=lambda states: [s.value for s in states])
    )
    state_reason: Mapped[LongText | None]
    imported_at: Mapped[Moment]
    updated_at: Mapped[Moment]
    score_value: Mapped[float | None] = mapped_column(comment="0 to 100, by the machine")
    score_coverage: Mapped[float | None] = mapped_column(comment="0 to 1")
    has_critical: Mapped[bool] = mapped_column(default=False)
    reviewed_at: Mapped[Moment | None] = mapped_column(comment="When the last review was submitted")

    agent: Mapped[Agent | None] = relationship(back_populates="conversations")
    messages: Mapped[list[Message]] = relationship(
        back_populates="conversation", order_by="Message.position", passive_deletes=True
    )
    recording: Mapped[Recording | None] = relationship(back_populates="conversation", passive_deletes=True)
    check_runs: Mapped[list[CheckRun]] = relationship(back_populates="conversation", passive_deletes=True)
    reviews: Mapped[list[Review]] = relationship(back_populates="conversation", passive_deletes=True)

    @hybrid_property
    def subject(self) -> object:
        """What an e-mail is headed; whatever else the metadata holds under that name, or None."""
        return self.extra.get("subject")

    @subject.inplace.expression
    @classmethod
    def _subject_column(cls) -> ColumnElement[object]:
        column: ColumnElement[object] = cls.extra["subject"]
        return column


class Message(Base):
    """One utterance of a conversation."""

    __tablename__ = "message"
    __table_args__ = (UniqueConstraint("conversation_id", "position"),)

    id: Mapped[PrimaryKey]
    conversation_id: Mapped[int] = mapped_column(reference("conversation"))
    position: Mapped[int]
    external_id: Mapped[Name | None]
    role: Mapped[Code]
    author: Mapped[Name | None]
    sent_at: Mapped[Moment | None]
    text: Mapped[LongText]
    subject: Mapped[LongText | None]
    is_internal: Mapped[bool] = mapped_column(default=False)
    template: Mapped[Name | None]
    attachments: Mapped[JsonList | None] = mapped_column(comment="[{name, type, size}]")
    start_ms: Mapped[int | None]
    end_ms: Mapped[int | None]
    words: Mapped[JsonList | None] = mapped_column(comment="[[text, start_ms, end_ms, confidence]]")
    language: Mapped[Code | None]

    conversation: Mapped[Conversation] = relationship(back_populates="messages")


class Recording(Base):
    """The sound of a call. The original is kept untouched under its SHA-256."""

    __tablename__ = "recording"

    id: Mapped[PrimaryKey]
    conversation_id: Mapped[int] = mapped_column(reference("conversation"), unique=True)
    path: Mapped[LongText] = mapped_column(comment="As imported")
    sha256: Mapped[Code | None] = mapped_column(index=True)
    suffix: Mapped[Code | None] = mapped_column(comment="Of the stored file, such as .flac")
    agent_channel: Mapped[int | None]
    consent: Mapped[Name | None]
    channels: Mapped[int | None] = mapped_column(comment="Distinct channels; dual mono is 1")
    duration_ms: Mapped[int | None]
    sample_rate: Mapped[int | None] = mapped_column(comment="Hz")
    progress_ms: Mapped[int] = mapped_column(default=0, comment="Of work under way; of all channels together")
    progress_total_ms: Mapped[int] = mapped_column(default=0)
    peaks: Mapped[JsonList | None] = mapped_column(comment="Per channel: 0 to 100, 20 a second")
    engine: Mapped[Code | None]
    model: Mapped[Name | None]
    settings: Mapped[JsonObject | None]
    language_probability: Mapped[float | None]
    marks: Mapped[JsonList | None] = mapped_column(
        comment="What was not talk: [{kind, start_ms, end_ms, channel, reason, text}]"
    )
    measures: Mapped[JsonObject | None] = mapped_column(comment="Figures of who spoke when, for lists and reports")
    silenced: Mapped[JsonList | None] = mapped_column(comment="Stretches nobody hears: [[start_ms, end_ms]]")
    waits_for_silencing: Mapped[bool] = mapped_column(
        default=False, server_default=false(), comment="The copy without them is not made yet"
    )

    conversation: Mapped[Conversation] = relationship(back_populates="recording")


class TranscriptPiece(Base):
    """What was heard in a finished piece of a call that is being transcribed; gone when the call is done."""

    __tablename__ = "transcript_piece"
    __table_args__ = (UniqueConstraint("conversation_id", "key"),)

    id: Mapped[PrimaryKey]
    conversation_id: Mapped[int] = mapped_column(reference("conversation"))
    key: Mapped[Code] = mapped_column(comment="SHA-256 of file, engine, settings, language and place")
    heard: Mapped[JsonObject]


class ShopOrder(Base):
    """The shop's record of an order, whole, as formats.md section 3."""

    __tablename__ = "shop_order"

    id: Mapped[PrimaryKey]
    external_id: Mapped[Name] = mapped_column(unique=True)
    customer_external_id: Mapped[Name | None] = mapped_column(index=True)
    record: Mapped[JsonObject]


class Template(Base):
    """A saved reply."""

    __tablename__ = "template"

    id: Mapped[PrimaryKey]
    external_id: Mapped[Name] = mapped_column(unique=True)
    language: Mapped[Code | None]
    title: Mapped[Name] = mapped_column(default="")
    text: Mapped[LongText]
    judged_with: Mapped[Code | None] = mapped_column(comment="SHA-256 of what its faults rest on")


class FactSet(Base):
    """A loaded facts file; the newest active one counts."""

    __tablename__ = "fact_set"

    id: Mapped[PrimaryKey]
    content_hash: Mapped[Code] = mapped_column(unique=True)
    yaml: Mapped[LongText]
    name: Mapped[Name]
    is_active: Mapped[bool] = mapped_column(default=True)
    loaded_at: Mapped[Moment]
