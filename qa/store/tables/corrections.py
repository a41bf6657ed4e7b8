"""What people corrected in the transcripts of calls; the words as they were heard are kept."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa.store.base import Base, JsonList, LongText, Moment, PrimaryKey, reference
from qa.store.tables.people import User


class MessageCorrection(Base):
    """One change of one line. `revision` counts the changes of the line; undoing one is a change as well.

    In force are those that lead up to the text the message has now; a call that is transcribed anew leaves them behind.
    """

    __tablename__ = "message_correction"
    __table_args__ = (UniqueConstraint("conversation_id", "position", "revision"),)

    id: Mapped[PrimaryKey]
    conversation_id: Mapped[int] = mapped_column(reference("conversation"))
    position: Mapped[int] = mapped_column(comment="Of the message in its conversation")
    revision: Mapped[int] = mapped_column(comment="1 for the first change of the line")
    before: Mapped[LongText]
    after: Mapped[LongText]
    words_before: Mapped[JsonList | None] = mapped_column(comment="[[text, start_ms, end_ms, confidence]]")
    undoes: Mapped[int | None] = mapped_column(comment="Revision that was taken back")
    corrected_by_id: Mapped[int | None] = mapped_column(reference("user_account", cascade=False))
    corrected_at: Mapped[Moment]

    corrected_by: Mapped[User | None] = relationship()
