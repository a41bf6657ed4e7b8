"""What is done to rubrics: which version is in force since when, drafts of the next one, and what was tried on them."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa.store.base import Base, Code, JsonObject, LongText, Moment, Name, PrimaryKey, reference
from qa.store.tables.people import User
from qa.store.tables.results import Rubric


class RubricTerm(Base):
    """A published rubric from the moment it is in force; the next term ends it. `begun_at` is when that was seen to."""

    __tablename__ = "rubric_term"

    id: Mapped[PrimaryKey]
    rubric_id: Mapped[int] = mapped_column(reference("rubric"), index=True)
    from_at: Mapped[Moment] = mapped_column(index=True)
    note: Mapped[LongText] = mapped_column(default="", comment="Why, in the publisher's words")
    rechecks: Mapped[bool] = mapped_column(default=False, comment="Conversations not reviewed are judged anew")
    set_by_id: Mapped[int | None] = mapped_column(reference("user_account", cascade=False))
    created_at: Mapped[Moment]
    begun_at: Mapped[Moment | None]

    rubric: Mapped[Rubric] = relationship()
    set_by: Mapped[User | None] = relationship()


class RubricDraft(Base):
    """A rubric being written. `revision` grows with every change; `published_id` is the version it became."""

    __tablename__ = "rubric_draft"

    id: Mapped[PrimaryKey]
    name: Mapped[Name]
    base_id: Mapped[int | None] = mapped_column(reference("rubric", cascade=False), comment="What it began as")
    yaml: Mapped[LongText]
    revision: Mapped[int] = mapped_column(default=1)
    created_by_id: Mapped[int | None] = mapped_column(reference("user_account", cascade=False))
    updated_by_id: Mapped[int | None] = mapped_column(reference("user_account", cascade=False))
    created_at: Mapped[Moment]
    updated_at: Mapped[Moment]
    published_id: Mapped[int | None] = mapped_column(reference("rubric", cascade=False))

    base: Mapped[Rubric | None] = relationship(foreign_keys=[base_id])
    created_by: Mapped[User | None] = relationship(foreign_keys=[created_by_id])
    updated_by: Mapped[User | None] = relationship(foreign_keys=[updated_by_id])


class RubricTrial(Base):
    """Something a worker tries on the text of a draft: its examples, or what it would change."""

    __tablename__ = "rubric_trial"

    id: Mapped[PrimaryKey]
    draft_id: Mapped[int] = mapped_column(reference("rubric_draft"), index=True)
    kind: Mapped[Code] = mapped_column(comment="examples or changes")
    criterion: Mapped[Code | None] = mapped_column(comment="Only this one's examples")
    content_hash: Mapped[Code] = mapped_column(comment="SHA-256 of the text that is tried")
    yaml: Mapped[LongText] = mapped_column(comment="The text that is tried; emptied at the end")
    size: Mapped[int] = mapped_column(default=0, comment="How many conversations were asked for")
    plan: Mapped[JsonObject] = mapped_column(default=dict, comment="What is gone through, made once")
    parts: Mapped[JsonObject] = mapped_column(default=dict, comment="What each part came to, by its number")
    result: Mapped[JsonObject] = mapped_column(default=dict)
    total: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    problem: Mapped[LongText | None]
    asked_by_id: Mapped[int | None] = mapped_column(reference("user_account", cascade=False))
    asked_at: Mapped[Moment]
    ended_at: Mapped[Moment | None] = mapped_column(index=True)

    draft: Mapped[RubricDraft] = relationship()
