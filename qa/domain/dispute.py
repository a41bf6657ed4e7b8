"""What an agent may say against a rating, how that is answered, and what an answer changes."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from qa.domain.finding import Verdict


class DisputeReason(enum.Enum):
    """Why an agent disagrees."""

    MISAPPLIED_RULE = "misapplied_rule"
    MISSING_CONTEXT = "missing_context"
    WRONG_FACT = "wrong_fact"
    WRONG_PERSON = "wrong_person"
    TRANSCRIPTION_ERROR = "transcription_error"


class DisputeState(enum.Enum):
    """OPEN until somebody DECIDED; APPEALED to a calibration session, and CLOSED when no more can follow.

    WITHDRAWN by the agent before anybody decided: as if it had never been opened, save that it is counted.
    """

    OPEN = "open"
    DECIDED = "decided"
    APPEALED = "appealed"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class DisputeOutcome(enum.Enum):
    """How a dispute was answered: the agent's rating is taken, something between is, or the old one stays."""

    ACCEPT = "accept"
    PARTLY = "partly"
    REJECT = "reject"

    @property
    def overturns(self) -> bool:
        """Tell whether the rating changed in the agent's favour."""
        return self is not DisputeOutcome.REJECT


@dataclass(frozen=True, slots=True)
class Grade:
    """A rating as disputes speak of it: `score` 0 to 1, None unless the verdict is PASS or FAIL."""

    verdict: Verdict
    score: float | None = None
    root_cause: str | None = None

    @property
    def is_disputable(self) -> bool:
        """Tell whether it took something from the score."""
        return self.score is not None and self.score < 1

    def is_milder_than(self, other: Grade) -> bool:
        """Tell whether it takes less from the score: a higher score, or none at all where there was one."""
        if other.score is None:
            return False
        if self.score is None:
            return self.verdict is Verdict.NOT_APPLICABLE
        return self.score > other.score


def kept_score(before: float | None, after: float | None) -> float | None:
    """Return what a review's score is after a dispute: never less than it was.

    Taking a criterion out can lower a mean when it was among the better ones; then the score stays. Where nothing
    is left to judge there is no score.
    """
    if before is None or after is None:
        return after
    return max(before, after)
