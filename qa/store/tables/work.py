"""The work itself: which processes do it, and which imports were asked for."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from qa.store.base import Base, JsonList, JsonObject, Moment, Name, PrimaryKey


class Worker(Base):
    """A process that runs workflows. `name` is its executor id in the queue."""

    __tablename__ = "worker"

    id: Mapped[PrimaryKey]
    name: Mapped[Name] = mapped_column(unique=True)
    host: Mapped[Name]
    pid: Mapped[int]
    started_at: Mapped[Moment]
    seen_at: Mapped[Moment]


class ImportRun(Base):
    """A request to import files and what became of it, file by file."""

    __tablename__ = "import_run"

    id: Mapped[PrimaryKey]
    paths: Mapped[JsonList]
    besides: Mapped[JsonList]
    options: Mapped[JsonObject]
    units: Mapped[JsonObject] = mapped_column(comment="Path of a file -> its counts")
    counts: Mapped[JsonObject]
    problems: Mapped[JsonList] = mapped_column(comment="What was wrong with which record")
    requested_at: Mapped[Moment]
    finished_at: Mapped[Moment | None]
