"""What the workflows of this process work with: one set a process, made when it joins the queue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from qa.settings import Settings
from qa.stages.calls import CallTranscription
from qa.stages.importing import ImportReport
from qa.stages.judging import Judging
from qa.store.session import Sessions


@dataclass(slots=True)
class Toolbox:
    """The sessions and the costly things of one process. `report` hears of imports that run here."""

    settings: Settings
    reading: Sessions
    writing: Sessions
    judging: Judging
    calls: CallTranscription
    report: ImportReport | None = None

    @classmethod
    def make(cls, settings: Settings, *, reading: Sessions, writing: Sessions) -> Toolbox:
        """Make a toolbox; nothing costly is loaded before it is used."""
        return cls(
            settings=settings,
            reading=reading,
            writing=writing,
            judging=Judging(settings, reading=reading, writing=writing),
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
