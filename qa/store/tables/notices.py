"""What people are told of, and when the recurring work was last done."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from qa.store.base import Base, Code, JsonObject, Moment, Name, PrimaryKey, reference


class Notice(Base):
    """Something one user should know of, with the page it leads to."""

    __tablename__ = "notice"
    __table_args__ = (Index(None, "user_id", "read_at"), Index(None, "subject", "subject_id"))

    id: Mapped[PrimaryKey]
    user_id: Mapped[int] = mapped_column(reference("user_account"))
    kind: Mapped[Code] = mapped_column(comment="Names its words")
    subject: Mapped[Code] = mapped_column(comment="Table name of the thing")
    subject_id: Mapped[int]
    path: Mapped[Name] = mapped_column(comment="Where it leads, without the host")
    details: Mapped[JsonObject] = mapped_column(default=dict, comment="What fills the words; never customer text")
    created_at: Mapped[Moment]
    read_at: Mapped[Moment | None]
    mailed_at: Mapped[Moment | None]


class ChoreRun(Base):
    """When a recurring piece of work was last done, by whichever worker."""

    __tablename__ = "chore_run"

    id: Mapped[PrimaryKey]
    name: Mapped[Code] = mapped_column(unique=True)
    ran_at: Mapped[Moment]
