"""How far raters agree, as a worker measured it: pages only read it."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from qa.store.base import Base, Code, JsonObject, Moment, PrimaryKey, reference


class CalibrationFigures(Base):
    """The figures of one revealed session and of the quarter that ends with it."""

    __tablename__ = "calibration_figures"

    id: Mapped[PrimaryKey]
    session_id: Mapped[int] = mapped_column(reference("calibration_session"), unique=True)
    basis: Mapped[Code] = mapped_column(comment="What tells whether gold ratings were added since")
    figures: Mapped[JsonObject]
    made_at: Mapped[Moment]
