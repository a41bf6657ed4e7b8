"""What people, or drift, decided of a check: how far it may count, whatever its rubric says."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa.store.base import Base, Code, JsonObject, LongText, Moment, PrimaryKey, reference
from qa.store.tables.people import User


class CheckStanding(Base):
    """One decision on a check. Only ever added to: the newest of a check, language and channel is in force."""

    __tablename__ = "check_standing"
    __table_args__ = (Index(None, "rubric_name", "criterion", "check"),)

    id: Mapped[PrimaryKey]
    rubric_name: Mapped[Code]
    criterion: Mapped[Code]
    check: Mapped[Code]
    language: Mapped[Code] = mapped_column(comment="Two letters, * for all the rubric does not name")
    channel: Mapped[Code] = mapped_column(default="*", server_default="*", comment="* for all that are not named")
    state: Mapped[Code | None] = mapped_column(comment="None: as the rubric says again")
    is_drift: Mapped[bool] = mapped_column(default=False, comment="Made by itself, because the record fell")
    reason: Mapped[LongText] = mapped_column(default="")
    record: Mapped[JsonObject | None] = mapped_column(comment="{n, firings, right, precision, low, high} at that time")
    user_id: Mapped[int | None] = mapped_column(reference("user_account", cascade=False))
    at: Mapped[Moment]

    user: Mapped[User | None] = relationship()
