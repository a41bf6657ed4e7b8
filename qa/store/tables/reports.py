"""Reports as they were last computed, so that a page only reads them."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Date, Index
from sqlalchemy.orm import Mapped, mapped_column

from qa.store.base import Base, Code, Json, Moment, Name, PrimaryKey, reference


class ReportFigures(Base):
    """All figures of one period, team, channel and language. Somebody asked for it, or it is always kept."""

    __tablename__ = "report_figures"
    __table_args__ = (Index(None, "made_at"),)

    id: Mapped[PrimaryKey]
    scope: Mapped[Name] = mapped_column(unique=True, comment="Period, team, channel and language in one word")
    date_from: Mapped[date] = mapped_column(Date())
    date_to: Mapped[date] = mapped_column(Date(), comment="Included")
    team_id: Mapped[int | None] = mapped_column(reference("team"), index=True)
    channel: Mapped[Code | None]
    language: Mapped[Code | None] = mapped_column(comment="Two letters")
    reason: Mapped[Code | None] = mapped_column(comment="Of the contact; not-known where nothing has told it")
    figures: Mapped[dict[str, Any] | None] = mapped_column(Json, comment="None until computed")
    basis: Mapped[Code | None] = mapped_column(comment="Hash of what the figures rest on")
    requested_at: Mapped[Moment]
    begun_at: Mapped[Moment | None] = mapped_column(comment="When a worker took it")
    due_at: Mapped[Moment | None] = mapped_column(comment="From when it is looked at again; None is at once")
    made_at: Mapped[Moment | None]
