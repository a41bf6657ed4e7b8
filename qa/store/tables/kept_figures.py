"""Figures that take seconds to count, as a worker counted them last: pages only read them."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from qa.store.base import Base, Code, JsonObject, Moment, PrimaryKey


class KeptFigures(Base):
    """One piece of figures of the whole installation."""

    __tablename__ = "kept_figures"

    id: Mapped[PrimaryKey]
    name: Mapped[Code] = mapped_column(unique=True, comment="checks, insights")
    figures: Mapped[JsonObject]
    made_at: Mapped[Moment]
