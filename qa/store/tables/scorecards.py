"""Short scorecards: which criteria of a rubric are asked of which conversations."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column, relationship

from qa.store.base import Base, JsonList, Moment, Name, PrimaryKey, reference
from qa.store.tables.people import User


class Scorecard(Base):
    """A named part of a rubric, kept by managers. One that is not active is kept but not offered.

    Samples and reviews hold copies, so that a change here touches nothing that was drawn or begun.
    """

    __tablename__ = "scorecard"

    id: Mapped[PrimaryKey]
    name: Mapped[Name] = mapped_column(unique=True)
    rubric: Mapped[Name] = mapped_column(comment="Name of the rubric, whichever version")
    criteria: Mapped[JsonList] = mapped_column(comment="Ids of criteria; critical ones are asked anyway")
    channels: Mapped[JsonList] = mapped_column(comment="Empty: any")
    reasons: Mapped[JsonList] = mapped_column(comment="Reasons of contact; empty: any")
    version: Mapped[int] = mapped_column(default=1, comment="Grows with every change")
    is_active: Mapped[bool] = mapped_column(default=True)
    created_by_id: Mapped[int | None] = mapped_column(reference("user_account", cascade=False))
    created_at: Mapped[Moment]
    updated_at: Mapped[Moment]

    created_by: Mapped[User | None] = relationship()
