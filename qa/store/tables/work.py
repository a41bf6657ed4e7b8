"""Who is working: one row per process that runs workflows, with its last sign of life."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from qa.store.base import Base, Moment, Name, PrimaryKey


class Worker(Base):
    """A process that runs workflows. `name` is its executor id in the queue."""

    __tablename__ = "worker"

    id: Mapped[PrimaryKey]
    name: Mapped[Name] = mapped_column(unique=True)
    host: Mapped[Name]
    pid: Mapped[int]
    started_at: Mapped[Moment]
    seen_at: Mapped[Moment]
