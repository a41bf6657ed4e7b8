"""How far answers to one criterion are apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from qa.domain.finding import Verdict


@dataclass(frozen=True, slots=True)
class Answer:
    """A verdict, with the score of 0 to 1 where there is one."""

    verdict: Verdict
    score: float | None = None

    @property
    def is_given(self) -> bool:
        """Tell whether somebody decided."""
        return self.verdict is not Verdict.NEEDS_HUMAN


def distance(first: Answer, second: Answer) -> float:
    """Return how far two answers are apart, 0 to 1: the difference of their scores, 1 between applying and not."""
    if first.score is not None and second.score is not None:
        return abs(first.score - second.score)
    return 0.0 if first.verdict is second.verdict else 1.0


def disagreement(answers: Sequence[Answer]) -> float:
    """Return the mean distance of all pairs of given answers, 0 to 1; 0 where there are fewer than two."""
    given = [one for one in answers if one.is_given]
    pairs = [distance(first, second) for first, second in combinations(given, 2)]
    return sum(pairs) / len(pairs) if pairs else 0.0
