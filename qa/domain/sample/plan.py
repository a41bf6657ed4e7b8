"""What is to be drawn and what was drawn: values only."""

from __future__ import annotations

import enum
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

LEAST_RANDOM = 0.3


class Design(enum.Enum):
    """How a layer of a sample is drawn."""

    RANDOM = "random"
    STRATIFIED = "stratified"
    NEYMAN = "neyman"
    QUOTA = "quota"
    RISK = "risk"
    PURPOSIVE = "purposive"

    @property
    def needs_random(self) -> bool:
        """Tell whether it says too little of the frame alone: it is drawn beside a plain random layer.

        A proportional sample gives every conversation the same chance, but for whole numbers, and may stand alone.
        """
        return self not in (Design.RANDOM, Design.STRATIFIED)


class ExclusionKind(enum.Enum):
    """Why conversations are not in the frame."""

    REVIEWED = "reviewed"
    ASSIGNED = "assigned"
    SHORT = "short"
    NOT_JUDGED = "not_judged"
    AGENT = "agent"


@dataclass(frozen=True, slots=True)
class Exclusion:
    """What is left out of the frame before the draw.

    `value` is the fewest messages for SHORT and the agent's id for AGENT; `reason` is said by whoever left it out.
    `count` is how many conversations it took out that no exclusion before it had taken.
    """

    kind: ExclusionKind
    value: int | None = None
    reason: str = ""
    count: int = 0

    def as_json(self) -> dict[str, Any]:
        """Return it ready to be stored."""
        return {"kind": self.kind.value, "value": self.value, "reason": self.reason, "count": self.count}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Exclusion:
        """Return what `as_json` stored."""
        return cls(ExclusionKind(stored["kind"]), stored.get("value"), stored.get("reason", ""), stored.get("count", 0))


@dataclass(frozen=True, slots=True)
class SamplePlan:
    """What is to be drawn: `size` units from the frame, by `stratify_by` when stratified.

    `random_share` of the reviews are a plain random layer of their own, drawn from the whole frame apart from the
    rest; `random_reason` says in a manager's words why it is less than LEAST_RANDOM. `size` counts both layers. For
    a QUOTA it is what the quota comes to, and `quota` the reviews of each agent; `chosen` are the units of a
    PURPOSIVE layer, which come on top of what is drawn by chance. Strata may cross: `channel+language`.
    """

    design: Design
    size: int
    seed: int
    stratify_by: str | None = None
    filters: Mapping[str, object] = field(default_factory=dict)
    exclusions: tuple[Exclusion, ...] = ()
    random_share: float = 0.0
    random_reason: str = ""
    quota: int = 0
    chosen: tuple[int, ...] = ()

    @property
    def random_size(self) -> int:
        """Return how many of `size` are plain random: `random_share` of them, rounded up."""
        if self.design is Design.RANDOM:
            return self.size
        return min(self.size, math.ceil(round(self.random_share * self.size, 9)))

    @property
    def main_size(self) -> int:
        """Return how many of `size` are drawn by the design itself."""
        return self.size - self.random_size if self.design is not Design.RANDOM else self.size

    @property
    def is_random_enough(self) -> bool:
        """Tell whether enough is plain random, or somebody wrote down why not."""
        return not self.design.needs_random or self.random_share >= LEAST_RANDOM or bool(self.random_reason.strip())

    def random_beside(self, others: int) -> int:
        """Return how many plain random ones go beside `others`, so that they are `random_share` of all."""
        if self.random_share >= 1:
            raise ValueError("A share of 1 leaves no room for others.")
        return math.ceil(round(others * self.random_share / (1 - self.random_share), 9))


@dataclass(frozen=True, slots=True)
class Unit:
    """One conversation of the frame: its row id and the stratum it falls in."""

    id: int
    stratum: str = ""


@dataclass(frozen=True, slots=True)
class Stratum:
    """A part of the frame: how many units it has and how many the design's own layer drew.

    `probability` is the chance of each of its units in that layer, where it is not `size / frame_size` by design:
    chance draws a risk stratum of 10.4 expected units now 10, now 11 strong. `spread` is the standard deviation that
    a Neyman allocation went by, `weight` the points of a risk stratum. `asked` is the quota where it gave fewer.
    """

    name: str
    frame_size: int
    size: int
    probability: float | None = None
    spread: float | None = None
    weight: float | None = None
    asked: int | None = None

    @property
    def chance(self) -> float:
        """Return the chance of each of its units to be drawn by the design's own layer."""
        if self.probability is not None:
            return self.probability
        return self.size / self.frame_size if self.frame_size else 0.0


@dataclass(frozen=True, slots=True)
class Layer:
    """One of the draws that make a sample: its design and how many it drew. `chance` where all units have the same.

    `spread_from` says what a Neyman allocation took its standard deviations from: reviews, machine or nothing.
    `asked` is how many were to be chosen, or what the quota comes to, where there were fewer.
    """

    design: Design
    size: int
    chance: float | None = None
    spread_from: str | None = None
    asked: int | None = None

    def as_json(self) -> dict[str, Any]:
        """Return it ready to be stored."""
        stored = {"design": self.design.value, "size": self.size, "chance": self.chance}
        more = {"spread_from": self.spread_from, "asked": self.asked}
        return stored | {name: value for name, value in more.items() if value}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Layer:
        """Return what `as_json` stored."""
        return cls(
            Design(stored["design"]),
            stored["size"],
            stored.get("chance"),
            stored.get("spread_from"),
            stored.get("asked"),
        )


@dataclass(frozen=True, slots=True)
class Pick:
    """A drawn unit with its inclusion probability, 0 to 1; None for one that somebody chose and chance did not draw.

    `inclusion_probability` is the chance to be drawn by any layer, `chances` that of each layer that draws by
    chance, and `drawn_by` the layers that drew it.
    """

    id: int
    stratum: str
    inclusion_probability: float | None
    drawn_by: tuple[Design, ...] = ()
    chances: Mapping[Design, float] = field(default_factory=dict)

    @property
    def is_plain_random(self) -> bool:
        """Tell whether the plain random layer drew it."""
        return Design.RANDOM in self.drawn_by


@dataclass(frozen=True, slots=True)
class Sample:
    """A drawn sample with all that is needed to defend it."""

    plan: SamplePlan
    frame_size: int
    strata: tuple[Stratum, ...]
    picks: tuple[Pick, ...]
    layers: Sequence[Layer] = ()
