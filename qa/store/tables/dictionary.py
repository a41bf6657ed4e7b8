"""The company's own words."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qa.store.base import Base, Code, Moment, Name, PrimaryKey


class DictionaryWord(Base):
    """A word or name that is never a spelling mistake."""

    __tablename__ = "dictionary_word"
    __table_args__ = (UniqueConstraint("folded", "language"),)

    id: Mapped[PrimaryKey]
    text: Mapped[Name]
    folded: Mapped[Name] = mapped_column(comment="The word without regard to capitals")
    language: Mapped[Code] = mapped_column(comment="Two-letter code, empty for every language")
    note: Mapped[Name] = mapped_column(default="")
    added_by: Mapped[Name | None] = mapped_column(comment="E-mail of who added it, if on the page")
    added_at: Mapped[Moment]
