"""What people said of proposed critical fails."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa.store.base import Base, Code, LongText, Moment, PrimaryKey, reference
from qa.store.tables.conversations import Conversation
from qa.store.tables.people import User


class CriticalDecision(Base):
    """A person's word on a critical fail: it stands, or it does not. Until then it is a proposal."""

    __tablename__ = "critical_decision"
    __table_args__ = (UniqueConstraint("conversation_id", "rubric_id", "criterion"), Index(None, "decided_at"))

    id: Mapped[PrimaryKey]
    conversation_id: Mapped[int] = mapped_column(reference("conversation"))
    rubric_id: Mapped[int] = mapped_column(reference("rubric"), index=True)
    criterion: Mapped[Code]
    is_confirmed: Mapped[bool]
    was_proposed: Mapped[bool] = mapped_column(comment="The machine had failed it")
    closes: Mapped[bool] = mapped_column(comment="Nothing critical of the conversation is open after it")
    reason: Mapped[LongText] = mapped_column(default="")
    review_id: Mapped[int | None] = mapped_column(reference("review", cascade=False), index=True)
    decided_by_id: Mapped[int | None] = mapped_column(reference("user_account", cascade=False))
    decided_at: Mapped[Moment]

    conversation: Mapped[Conversation] = relationship()
    decided_by: Mapped[User | None] = relationship()
