"""What was masked, as it was said; read only by a role with a reason, or not kept at all."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qa.store.base import Base, Code, JsonList, LongText, Moment, PrimaryKey, reference


class OriginalText(Base):
    """A message before its secrets were masked, found by the hash of what it became."""

    __tablename__ = "original_text"
    __table_args__ = (UniqueConstraint("conversation_id", "masked_hash"),)

    id: Mapped[PrimaryKey]
    conversation_id: Mapped[int] = mapped_column(reference("conversation"))
    masked_hash: Mapped[Code] = mapped_column(comment="SHA-256 of the masked text")
    text: Mapped[LongText]
    kinds: Mapped[JsonList] = mapped_column(comment="What was masked in the conversation")
    kept_at: Mapped[Moment]
