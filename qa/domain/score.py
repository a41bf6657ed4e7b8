"""How outcomes and ratings become one score."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qa.domain.finding import Verdict

MIN_COVERAGE = 0.6


@dataclass(frozen=True, slots=True)
class CriterionScore:
    """What one criterion adds: `score` 0 to 1, None unless the verdict is PASS or FAIL."""

    criterion: str
    verdict: Verdict
    score: float | None
    weight: float
    is_critical: bool = False


@dataclass(frozen=True, slots=True)
class Score:
    """The score of a conversation, 0 to 100.

    `value` is None when nothing could be judged. `coverage` is the weight judged over the
    weight applicable, 0 to 1. `critical` are the criteria that failed critically.
    `fact_coverage` is the share of claims that some fact covers, None without claims.
    """

    value: float | None
    coverage: float
    critical: tuple[str, ...] = ()
    fact_coverage: float | None = None

    @property
    def is_complete(self) -> bool:
        """Tell whether enough of the weight was judged for the value to stand for the conversation."""
        return is_complete(self.coverage)


def is_complete(coverage: float | None) -> bool:
    """Tell whether a coverage reaches the least that a score needs (method.md 4.4: 60 %)."""
    return coverage is not None and coverage >= MIN_COVERAGE


def score_outcomes(scores: Iterable[CriterionScore], *, claims: int = 0, covered_claims: int = 0) -> Score:
    """Score a conversation by S = 100 * sum(w s) / sum(w) over criteria with PASS or FAIL (method.md 4.4).

    NOT_APPLICABLE leaves both sums; NEEDS_HUMAN leaves the score and lowers coverage.
    The critical rule does not change the value: critical fails are reported beside it.
    """
    counted = [one for one in scores if one.verdict is not Verdict.NOT_APPLICABLE]
    judged = [one for one in counted if one.score is not None]
    judged_weight = sum(one.weight for one in judged)
    applicable_weight = sum(one.weight for one in counted)
    earned = sum(one.weight * (one.score or 0.0) for one in judged)
    return Score(
        value=round(100 * earned / judged_weight, 1) if judged_weight else None,
        coverage=round(judged_weight / applicable_weight, 4) if applicable_weight else 0.0,
        critical=tuple(one.criterion for one in judged if one.is_critical and one.verdict is Verdict.FAIL),
        fact_coverage=round(covered_claims / claims, 4) if claims else None,
    )
