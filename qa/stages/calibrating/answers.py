"""Answers side by side: what each rater, the machine and the gold rating say of each row, and the words of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from qa.domain.disagreement import Answer
from qa.domain.rubric import Criterion, Rubric
from qa.store import tables


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a message that an answer rests on. `key` names them in a form: `message:start:end`."""

    message: int
    start: int
    end: int
    text: str

    @property
    def key(self) -> str:
        """Return the place as a form sends it."""
        return f"{self.message}:{self.start}:{self.end}"


@dataclass(frozen=True, slots=True)
class Cell:
    """One rater's answer to one row. A late one is kept and shown, and counts in no figure."""

    answer: Answer
    point: int | None = None
    comment: str = ""
    quotes: tuple[Quote, ...] = ()
    is_late: bool = False
    origin: str = ""

    @property
    def is_plain(self) -> bool:
        """Tell whether a verdict alone says it: no point of a scale, and in time."""
        return self.point is None and not self.is_late

    @property
    def has_words(self) -> bool:
        """Tell whether a reason or evidence was given."""
        return bool(self.comment or self.quotes)


@dataclass(frozen=True, slots=True)
class Rater:
    """Somebody who rated, with how many reviews they have finished; juniors speak first."""

    user_id: int
    name: str
    finished_reviews: int
    handed_in_at: datetime | None


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion of one conversation: an answer a rater, the machine's and the gold one where there are any."""

    chosen: tables.CalibrationConversation
    criterion: Criterion
    cells: Mapping[int, Cell]
    machine: Cell | None
    gold: Cell | None
    disagreement: float
    from_gold: float | None
    is_appealed: bool = False

    @property
    def key(self) -> str:
        """Name the row in addresses."""
        return f"{self.chosen.id}-{self.criterion.id}"

    @property
    def is_open(self) -> bool:
        """Tell whether there is something to talk about: raters differ, some from the gold rating, or an appeal."""
        return self.disagreement > 0 or bool(self.from_gold) or self.is_appealed

    @property
    def has_words(self) -> bool:
        """Tell whether anybody gave a reason or evidence."""
        cells = (*self.cells.values(), self.machine, self.gold)
        return any(cell is not None and cell.has_words for cell in cells)

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """Return the words any answer rests on, each once."""
        cells = (*self.cells.values(), *((self.machine,) if self.machine else ()))
        return tuple(dict.fromkeys(quote for cell in cells for quote in cell.quotes))


@dataclass(frozen=True, slots=True)
class Reveal:
    """All answers. `hidden` are the conversations this viewer is still to rate blind elsewhere."""

    row: tables.CalibrationSession
    rubric: Rubric
    raters: tuple[Rater, ...]
    rows: tuple[Row, ...]
    hidden: tuple[tables.CalibrationConversation, ...] = ()

    @property
    def agenda(self) -> tuple[Row, ...]:
        """Return the rows to talk about, the most divided first."""
        return tuple(one for one in self.rows if one.is_open)

    @property
    def agreed(self) -> tuple[Row, ...]:
        """Return the rows where nobody differs."""
        return tuple(one for one in self.rows if not one.is_open)

    @property
    def conversations(self) -> tuple[tables.CalibrationConversation, ...]:
        """Return the conversations shown, in the session's order."""
        there = {one.chosen.id: one.chosen for one in self.rows}
        return tuple(sorted(there.values(), key=lambda one: one.position))

    @property
    def decisions(self) -> tuple[tables.Precedent, ...]:
        """Return what was decided, without the decisions about a hidden conversation."""
        hidden = {one.conversation_id for one in self.hidden}
        return tuple(one for one in self.row.precedents if one.conversation_id not in hidden)
