"""What the workflows of this process work with: one set a process, made when it joins the queue."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Lock

from qa.settings import Settings
from qa.stages.calls import CallTranscription
from qa.stages.importing import ImportReport
from qa.stages.judging import Judging
from qa.stages.rubrics.trying import Trying
from qa.store.session import Sessions


@dataclass(slots=True)
class Toolbox:
    """The sessions and the costly things of one process. `report` hears of imports that run here.

    Whoever judges takes the `reader_turn`: conversations that are due and trials of rubrics share one reader.
    """

    settings: Settings
    reading: Sessions
    writing: Sessions
    judging: Judging
    calls: CallTranscription
    trying: Trying
    reader_turn: Lock = field(default_factory=Lock)
    report: ImportReport | None = None

    @classmethod
    def make(cls, settings: Settings, *, reading: Sessions, writing: Sessions) -> Toolbox:
        """Make a toolbox; nothing costly is loaded before it is used."""
        judging = Judging(settings, reading=reading, writing=writing)
        return cls(
            settings=settings,
            reading=reading,
            writing=writing,
            judging=judging,
            trying=Trying(settings, reading=reading, writing=writing, reader=lambda: judging.reader),
            calls=CallTranscription(settings, reading=reading, writing=writing),
        )


_toolbox: Toolbox | None = None


def here() -> Toolbox:
    """Return this process's toolbox. Raises RuntimeError before it joined the queue."""
    if _toolbox is None:
        raise RuntimeError("This process has not joined the queue: Member.join() comes first.")
    return _toolbox


def settle(toolbox: Toolbox | None) -> None:
    """Make `toolbox` this process's own, or leave it with None."""
    global _toolbox
    _toolbox = toolbox


def now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)
