"""The ratings of a revealed session as rows that `qa agreement` reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.stages.calibrating.answers import Reveal
from qa.stages.calibrating.figures import value_of

MACHINE, GOLD = "machine", "gold"


@dataclass(frozen=True, slots=True)
class RatingRow:
    """One rating: the unit is a criterion of a conversation, the cluster the conversation."""

    unit: str
    rater: str
    value: str
    cluster: str


def export_ratings(reveal: Reveal, *, with_references: bool = False) -> Iterator[RatingRow]:
    """Yield the ratings made in time; the machine's and the gold ones too `with_references`."""
    names = rater_names(reveal)
    for row in reveal.rows:
        conversation = row.chosen.conversation.external_id
        cells = [(names[user_id], cell) for user_id, cell in row.cells.items() if not cell.is_late]
        if with_references:
            cells += [(name, cell) for name, cell in ((MACHINE, row.machine), (GOLD, row.gold)) if cell is not None]
        for name, cell in cells:
            if cell.answer.is_given:
                yield RatingRow(f"{conversation}/{row.criterion.id}", name, value_of(row, cell), conversation)


def rater_names(reveal: Reveal) -> dict[int, str]:
    """Return a name for each rater; two of one name get their number beside it."""
    names = [rater.name for rater in reveal.raters]
    return {
        rater.user_id: f"{rater.name} ({rater.user_id})" if names.count(rater.name) > 1 else rater.name
        for rater in reveal.raters
    }
