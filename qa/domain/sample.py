"""Which conversations are drawn for review, and with what probability."""

from __future__ import annotations

import enum
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field


class Design(enum.Enum):
    """How a sample is drawn."""

    RANDOM = "random"
    STRATIFIED = "stratified"


@dataclass(frozen=True, slots=True)
class SamplePlan:
    """What is to be drawn: `size` units from the frame, by `stratify_by` when stratified."""

    design: Design
    size: int
    seed: int
    stratify_by: str | None = None
    filters: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unit:
    """One conversation of the frame: its row id and the stratum it falls in."""

    id: int
    stratum: str = ""


@dataclass(frozen=True, slots=True)
class Stratum:
    """A part of the frame: how many units it has and how many were drawn."""

    name: str
    frame_size: int
    size: int


@dataclass(frozen=True, slots=True)
class Pick:
    """A drawn unit with its inclusion probability, 0 to 1."""

    id: int
    stratum: str
    inclusion_probability: float


@dataclass(frozen=True, slots=True)
class Sample:
    """A drawn sample with all that is needed to defend it."""

    plan: SamplePlan
    frame_size: int
    strata: tuple[Stratum, ...]
    picks: tuple[Pick, ...]


def draw(plan: SamplePlan, frame: Iterable[Unit]) -> Sample:
    """Draw a sample without replacement; the same plan and frame give the same picks.

    Simple random: inclusion probability n/N. Stratified: proportional allocation by
    largest remainder with at least one unit per stratum where the size allows, n_h/N_h
    within each (Cochran 1977, section 5). The frame's order does not matter.
    """
    by_stratum: dict[str, list[int]] = {}
    for unit in frame:
        name = unit.stratum if plan.design is Design.STRATIFIED else ""
        by_stratum.setdefault(name, []).append(unit.id)
    return draw_grouped(plan, by_stratum)


def draw_grouped(plan: SamplePlan, by_stratum: Mapping[str, Sequence[int]]) -> Sample:
    """Draw as `draw` does from ids that are grouped already; a simple random sample has one group, named ``""``."""
    sizes = {name: len(ids) for name, ids in by_stratum.items()}
    allocation = allocate(sizes, size=plan.size)
    generator = random.Random(plan.seed)
    picks: list[Pick] = []
    for name in sorted(by_stratum):
        drawn = generator.sample(sorted(by_stratum[name]), allocation[name])
        chance = allocation[name] / sizes[name]
        picks.extend(Pick(id=one, stratum=name, inclusion_probability=chance) for one in drawn)
    generator.shuffle(picks)
    strata = tuple(Stratum(name=name, frame_size=sizes[name], size=allocation[name]) for name in sorted(sizes))
    return Sample(plan=plan, frame_size=sum(sizes.values()), strata=strata, picks=tuple(picks))


def allocate(sizes: Mapping[str, int], *, size: int) -> dict[str, int]:
    """Share `size` among strata in proportion to their sizes, never more than a stratum holds."""
    total = sum(sizes.values())
    wanted = min(size, total)
    if not total:
        return {}
    floor = 1 if wanted >= len(sizes) else 0
    shares = {name: wanted * count / total for name, count in sizes.items()}
    given = {name: min(sizes[name], max(floor, int(share))) for name, share in shares.items()}
    by_remainder = sorted(sizes, key=lambda name: (given[name] - shares[name], name))
    while sum(given.values()) < wanted:
        for name in by_remainder:
            if sum(given.values()) < wanted and given[name] < sizes[name]:
                given[name] += 1
    while sum(given.values()) > wanted:
        richest = max(sorted(given), key=lambda name: given[name] - shares[name])
        given[richest] -= 1
    return given
