"""What people noted of customers who were abusive."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa.store.base import Base, Code, Moment, PrimaryKey, reference
from qa.store.tables.conversations import Conversation
from qa.store.tables.people import User


class AbuseNote(Base):
    """That a customer was abusive in a conversation, as one person saw it. It is about the customer, not the agent."""

    __tablename__ = "abuse_note"
    __table_args__ = (UniqueConstraint("conversation_id", "noted_by_id"),)

    id: Mapped[PrimaryKey]
    conversation_id: Mapped[int] = mapped_column(reference("conversation"))
    kind: Mapped[Code] = mapped_column(comment="Value of AbuseKind")
    noted_by_id: Mapped[int | None] = mapped_column(reference("user_account", cascade=False), index=True)
    is_by_agent: Mapped[bool] = mapped_column(comment="Noted by the agent themself, not by somebody who reviews")
    noted_at: Mapped[Moment]

    conversation: Mapped[Conversation] = relationship()
    noted_by: Mapped[User | None] = relationship()
