"""The lines of “What would change”: criteria with their changed verdicts, and the conversations one may see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qa.stages.browsing.listing import ConversationLine, read_lines
from qa.stages.rubrics.blindness import hidden_from
from qa.stages.rubrics.trials import Trial
from web.sessions import db

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class ChangedConversation:
    """A conversation whose verdict would change; `person` is what people said of it, blind, or nothing."""

    line: ConversationLine
    old: str
    new: str
    person: str


@dataclass(frozen=True, slots=True)
class CriterionChanges:
    """A criterion whose verdicts would change. `hidden` conversations are not told to this reader, or too many."""

    figures: Mapping[str, Any]
    conversations: tuple[ChangedConversation, ...]
    hidden: int


def lines(trial: Trial, *, reader_id: int) -> tuple[CriterionChanges, ...]:
    """Return the criteria of a trial's result, without conversations that the reader has still to rate blind."""
    criteria = trial.result.get("criteria", [])
    ids = sorted({one[0] for criterion in criteria for one in criterion["conversations"]})
    hidden = hidden_from(db(), reader_id, ids)
    wanted = {one[0] for criterion in criteria for one in _seen(criterion, hidden)}
    known = {line.id: line for line in read_lines(db(), sorted(wanted))}
    return tuple(_criterion(one, _seen(one, hidden), known) for one in criteria)


def _seen(criterion: Mapping[str, Any], hidden: frozenset[int]) -> list[Any]:
    """Return the first few conversations; those where people said something come first."""
    open_ones = [one for one in criterion["conversations"] if one[0] not in hidden]
    return sorted(open_ones, key=lambda one: not one[3])[:_SHOWN]


def _criterion(
    criterion: Mapping[str, Any], seen: list[Any], known: Mapping[int, ConversationLine]
) -> CriterionChanges:  # fmt: skip
    conversations = tuple(
        ChangedConversation(known[id], old, new, person) for id, old, new, person in seen if id in known
    )
    return CriterionChanges(criterion, conversations, len(criterion["conversations"]) - len(conversations))
