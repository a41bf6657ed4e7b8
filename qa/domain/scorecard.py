"""Short scorecards: the part of a rubric that is asked of some conversations."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from qa.domain.rubric import Criterion


@dataclass(frozen=True, slots=True)
class Scorecard:
    """A named part of a rubric. `channels` and `reasons` say of which conversations; empty means of any.

    `version` grows with every change, so that a review can say which one it was made with.
    """

    id: int
    name: str
    criteria: tuple[str, ...]
    channels: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    version: int = 1

    def fits(self, *, channel: str, reason: str | None) -> bool:
        """Tell whether it is meant for a conversation; one whose reason is not known yet fits those of any reason."""
        return (not self.channels or channel in self.channels) and (not self.reasons or reason in self.reasons)

    def as_json(self) -> dict[str, Any]:
        """Return it ready to be stored."""
        return {
            "id": self.id,
            "name": self.name,
            "criteria": list(self.criteria),
            "channels": list(self.channels),
            "reasons": list(self.reasons),
            "version": self.version,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Scorecard:
        """Return what `as_json` stored."""
        return cls(
            id=stored["id"],
            name=stored["name"],
            criteria=tuple(stored["criteria"]),
            channels=tuple(stored.get("channels", ())),
            reasons=tuple(stored.get("reasons", ())),
            version=stored.get("version", 1),
        )


def choose_scorecard(scorecards: Iterable[Scorecard], *, channel: str, reason: str | None) -> Scorecard | None:
    """Return the one that says most of such a conversation: reason before channel, then the first; None without any."""
    fitting = [one for one in scorecards if one.fits(channel=channel, reason=reason)]
    return max(fitting, key=lambda one: (bool(one.reasons), bool(one.channels)), default=None)


def pinned_criteria(scorecard: Scorecard, criteria: Iterable[Criterion]) -> tuple[str, ...]:
    """Return what a scorecard asks of `criteria`: those it names, and every critical one.

    A critical criterion that nobody was asked about would count as passed in the rate of critical fails.
    """
    return tuple(one.id for one in criteria if one.is_critical or one.id in scorecard.criteria)


def asked_criteria(
    criteria: Iterable[Criterion], *, pinned: Collection[str] | None, rated: Collection[str] = ()
) -> tuple[Criterion, ...]:
    """Return the criteria that a review is about: all without `pinned`, else those and what was `rated` beside them.

    What was neither asked nor rated is missing: it is in no coverage, no record and no agreement.
    """
    if pinned is None:
        return tuple(criteria)
    return tuple(one for one in criteria if one.id in pinned or one.id in rated)
