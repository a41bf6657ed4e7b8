"""What notes are made with and kept for: the company's tags, comments to reuse, exemplars."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa.store.base import Base, Code, LongText, Moment, Name, PrimaryKey, reference
from qa.store.tables.conversations import Conversation
from qa.store.tables.people import User


class Tag(Base):
    """A word of the company's own list that notes are sorted by. One that is not active is kept but not offered."""

    __tablename__ = "tag"

    id: Mapped[PrimaryKey]
    name: Mapped[Name] = mapped_column(unique=True)
    is_active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[Moment]


class AnnotationTag(Base):
    """A tag on a note."""

    __tablename__ = "annotation_tag"
    __table_args__ = (UniqueConstraint("annotation_id", "tag_id"),)

    id: Mapped[PrimaryKey]
    annotation_id: Mapped[int] = mapped_column(reference("annotation"))
    tag_id: Mapped[int] = mapped_column(reference("tag"), index=True)

    tag: Mapped[Tag] = relationship()


class CommentTemplate(Base):
    """A comment that reviewers reuse for one criterion, in one language."""

    __tablename__ = "comment_template"
    __table_args__ = (Index(None, "criterion"),)

    id: Mapped[PrimaryKey]
    criterion: Mapped[Code]
    language: Mapped[Code] = mapped_column(comment="Two letters")
    text: Mapped[LongText]
    created_by_id: Mapped[int | None] = mapped_column(reference("user_account", cascade=False))
    updated_at: Mapped[Moment]


class Exemplar(Base):
    """Words or a stretch of sound worth showing to others. Nominated by anybody, accepted by a coach."""

    __tablename__ = "exemplar"
    __table_args__ = (Index(None, "criterion"),)

    id: Mapped[PrimaryKey]
    conversation_id: Mapped[int] = mapped_column(reference("conversation"), index=True)
    review_id: Mapped[int | None] = mapped_column(reference("review", cascade=False), index=True)
    criterion: Mapped[Code]
    message_position: Mapped[int | None]
    start: Mapped[int | None]
    end: Mapped[int | None]
    quote: Mapped[LongText] = mapped_column(default="")
    start_ms: Mapped[int | None]
    end_ms: Mapped[int | None]
    comment: Mapped[LongText] = mapped_column(default="", comment="Why it is a good one")
    nominated_by_id: Mapped[int | None] = mapped_column(reference("user_account", cascade=False))
    created_at: Mapped[Moment]
    accepted_by_id: Mapped[int | None] = mapped_column(reference("user_account", cascade=False))
    accepted_at: Mapped[Moment | None]

    conversation: Mapped[Conversation] = relationship()
    nominated_by: Mapped[User | None] = relationship(foreign_keys=[nominated_by_id])
