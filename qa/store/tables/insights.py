"""What managers learn from all conversations together. Nothing here counts in a score."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qa.store.base import Base, Code, LongText, Name, PrimaryKey, reference


class Insight(Base):
    """What one conversation adds to the figures of all: why it came, when, and how long it took."""

    __tablename__ = "insight"
    __table_args__ = (Index(None, "reason", "conversation_id"),)

    id: Mapped[PrimaryKey]
    conversation_id: Mapped[int] = mapped_column(reference("conversation"), unique=True)
    reason: Mapped[Code | None] = mapped_column(comment="Of the contact, in kebab-case")
    is_reason_given: Mapped[bool] = mapped_column(default=False, comment="By the source, else read from the words")
    customer_key: Mapped[Name | None] = mapped_column(comment="Source and id or e-mail of the customer")
    hour_of_week: Mapped[int | None] = mapped_column(comment="0 to 167 from Monday 0:00 in the team's zone")
    handling_seconds: Mapped[int | None]
    first_answer_seconds: Mapped[int | None] = mapped_column(comment="From the first question to a person's answer")
    is_self_service: Mapped[bool | None] = mapped_column(comment="All the agent stated is a public fact")


class TemplateFault(Base):
    """A fault the rubric finds in a saved reply itself."""

    __tablename__ = "template_fault"
    __table_args__ = (UniqueConstraint("template_id", "criterion", "check", "start"),)

    id: Mapped[PrimaryKey]
    template_id: Mapped[int] = mapped_column(reference("template"))
    criterion: Mapped[Code]
    check: Mapped[Code]
    start: Mapped[int]
    end: Mapped[int]
    quote: Mapped[LongText]
    explanation: Mapped[LongText] = mapped_column(default="")
    suggestion: Mapped[LongText] = mapped_column(default="")
