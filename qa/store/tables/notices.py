"""What people are told of, how they want to be, and when the recurring work was last done."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from qa.store.base import Base, Code, JsonObject, LongText, Moment, Name, PrimaryKey, reference


class Notice(Base):
    """Something one user should know of, with the page it leads to."""

    __tablename__ = "notice"
    __table_args__ = (
        Index(None, "user_id", "read_at"),
        Index(None, "user_id", "created_at"),
        Index(None, "subject", "subject_id"),
        Index(
            "ix_notice_to_mail",
            "user_id",
            "created_at",
            sqlite_where=text("mailed_at IS NULL AND read_at IS NULL"),
            postgresql_where=text("mailed_at IS NULL AND read_at IS NULL"),
        ),
    )

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


class NoticeChoice(Base):
    """When one user wants notices of a kind by e-mail, where that is another than the kind's own default."""

    __tablename__ = "notice_choice"
    __table_args__ = (UniqueConstraint("user_id", "kind"),)

    id: Mapped[PrimaryKey]
    user_id: Mapped[int] = mapped_column(reference("user_account"))
    kind: Mapped[Code]
    way: Mapped[Code] = mapped_column(comment="never, daily or at_once")


class MailDelivery(Base):
    """How sending e-mails to one user goes. `next_try_at` also keeps two workers from sending the same."""

    __tablename__ = "mail_delivery"

    id: Mapped[PrimaryKey]
    user_id: Mapped[int] = mapped_column(reference("user_account"), unique=True)
    sent_at: Mapped[Moment | None]
    next_try_at: Mapped[Moment | None]
    failures: Mapped[int] = mapped_column(default=0, comment="In a row")
    failed_at: Mapped[Moment | None]
    problem: Mapped[LongText | None]


class ChoreRun(Base):
    """When a recurring piece of work was last done, by whichever worker."""

    __tablename__ = "chore_run"

    id: Mapped[PrimaryKey]
    name: Mapped[Code] = mapped_column(unique=True)
    ran_at: Mapped[Moment]
