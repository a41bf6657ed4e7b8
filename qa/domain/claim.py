"""What an agent's sentence states: a typed value on a topic, with how it was meant."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date

from qa.domain.fact import Duration, Money, Percent


class Modality(enum.Enum):
    """How a value was meant. Only `POLICY`, `PROMISE` and `REPORT_PAST` assert something."""

    POLICY = "policy"
    PROMISE = "promise"
    REPORT_PAST = "report_past"
    QUESTION = "question"
    QUOTED = "quoted"
    CONDITIONAL = "conditional"

    @property
    def is_assertion(self) -> bool:
        """Tell whether the agent vouches for the value."""
        return self in (Modality.POLICY, Modality.PROMISE, Modality.REPORT_PAST)


@dataclass(frozen=True, slots=True)
class DateClaim:
    """A day, resolved against the time of the message.

    `weekday_mismatch` is True when the sentence names another weekday than the date has.
    `status` is the order status a past report puts on that day.
    """

    date: date
    weekday_mismatch: bool = False
    status: str | None = None


@dataclass(frozen=True, slots=True)
class StatusClaim:
    """An order status (formats.md section 3) that the agent says the order has.

    `is_current`: said of this moment (`is on its way`), so that nothing later may have come about.
    """

    status: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class LastDay:
    """The day a length of time was reckoned to. `moved` days right before it are no working days."""

    date: date
    moved: int = 0


@dataclass(frozen=True, slots=True)
class Claim:
    """One value read from a sentence. `quote` is exactly `text[start:end]`; `topic` None when undecided.

    `last_day` is set where the value was reckoned from a day that was said and the record.
    """

    topic: str | None
    value: Duration | Money | Percent | DateClaim | StatusClaim
    modality: Modality
    start: int
    end: int
    quote: str
    start_event: str | None = None
    is_hedged: bool = False
    last_day: LastDay | None = None
