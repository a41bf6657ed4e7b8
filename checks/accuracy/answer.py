"""The answers a comparison can give, and how well each serves a conversation."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from qa.domain.fact import Fact


class Answer(enum.Enum):
    """How a claim stands to a fact (method: the direction of the error matters)."""

    SUPPORTED = "supported"
    INCOMPLETE = "incomplete"
    UNDERSTATES = "contradicted_understates_right"
    OVERPROMISES = "contradicted_overpromises"
    OTHER = "contradicted_other"
    OPEN = "condition_open"

    @property
    def is_contradiction(self) -> bool:
        """Tell whether the claim and the fact cannot both be true."""
        return self in (Answer.UNDERSTATES, Answer.OVERPROMISES, Answer.OTHER)

    @property
    def agrees(self) -> bool:
        """Tell whether the claim says what the fact says, if not all of it."""
        return self in (Answer.SUPPORTED, Answer.INCOMPLETE)


@dataclass(frozen=True, slots=True)
class Compared:
    """A fact with how the claim stands to it. `is_certain`: everything the fact's scope names is known to hold."""

    fact: Fact
    answer: Answer
    is_certain: bool = True


def settle(compared: tuple[Compared, ...]) -> Compared:
    """Choose the answer that counts when several facts may apply: they must agree to contradict.

    A right that every fact in question puts higher is understated; otherwise a claim that one
    of several possible facts supports is open, unless that fact is certain.
    """
    certain = [one for one in compared if one.is_certain]
    if all(one.answer.is_contradiction for one in compared) and certain:
        return next((one for one in certain if one.answer is Answer.UNDERSTATES), certain[0])
    if all(one.answer.agrees for one in compared):
        return next((one for one in compared if one.answer is Answer.INCOMPLETE), compared[0])
    doubted = next((one for one in compared if one.answer.is_contradiction), compared[0])
    return Compared(doubted.fact, Answer.OPEN, is_certain=False)
