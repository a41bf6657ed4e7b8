"""Draws samples: the same plan and frame give the same picks."""

from __future__ import annotations

import bisect
import itertools
import random
from collections.abc import Iterable, Mapping, Sequence

from qa.domain.sample.allocation import allocate, allocate_quota, allocate_shares, neyman_shares
from qa.domain.sample.plan import Design, Layer, Pick, Sample, SamplePlan, Stratum, Unit
from qa.domain.sample.risk import chances_by_risk, counts_by_chance

Groups = Mapping[str, Sequence[int]]
Drawn = dict[int, str]


def draw(plan: SamplePlan, frame: Iterable[Unit]) -> Sample:
    """Draw a sample without replacement; the same plan and frame give the same picks.

    Simple random: inclusion probability n/N. Stratified: proportional allocation by
    largest remainder with at least one unit per stratum where the size allows, n_h/N_h
    within each (Cochran 1977, section 5). The frame's order does not matter.
    """
    by_stratum: dict[str, list[int]] = {}
    for unit in frame:
        name = "" if plan.design is Design.RANDOM else unit.stratum
        by_stratum.setdefault(name, []).append(unit.id)
    return draw_grouped(plan, by_stratum)


def draw_grouped(
    plan: SamplePlan,
    by_stratum: Groups,
    *,
    weights: Mapping[str, float] | None = None,
    spreads: Mapping[str, float] | None = None,
    spread_from: str | None = None,
) -> Sample:
    """Draw as `draw` does from ids that are grouped already; a simple random sample has one group, named ``""``.

    `weights` are the points of the strata of a RISK design, `spreads` the standard deviations of a NEYMAN one. The
    layers are drawn apart from each other, each from the whole frame: a unit that two of them draw is reviewed once
    and counts in both, so that the chance to be in the sample is 1 - (1 - a)(1 - b), exactly.
    """
    groups = {name: sorted(ids) for name, ids in by_stratum.items()}
    generator = random.Random(plan.seed)
    strata = _strata(plan, groups, generator=generator, weights=weights or {}, spreads=spreads or {})
    main: Drawn = {}
    for stratum in strata:
        drawn = generator.sample(groups[stratum.name], stratum.size)
        main.update(dict.fromkeys(drawn, stratum.name))
    plain = _draw_plain(plan, groups, main_size=len(main) + len(plan.chosen))
    picks = _picks(plan, strata, main=main, plain=plain, frame_size=sum(len(ids) for ids in groups.values()))
    generator.shuffle(picks)
    frame_size = sum(stratum.frame_size for stratum in strata)
    asked = _asked(plan, strata, drawn=len(main))
    layers = _layers(plan, main, plain, frame_size=frame_size, spread_from=spread_from, asked=asked)
    return Sample(plan=plan, frame_size=frame_size, strata=strata, picks=tuple(picks), layers=layers)


def _strata(
    plan: SamplePlan,
    groups: Groups,
    *,
    generator: random.Random,
    weights: Mapping[str, float],
    spreads: Mapping[str, float],
) -> tuple[Stratum, ...]:
    sizes = {name: len(ids) for name, ids in groups.items()}
    chances: dict[str, float] = {}
    if plan.design is Design.PURPOSIVE or not sizes:
        given = dict.fromkeys(sizes, 0)
    elif plan.design is Design.RISK:
        chances = chances_by_risk(sizes, weights, size=plan.main_size)
        given = counts_by_chance(sizes, chances, start=generator.random())
    elif plan.design is Design.QUOTA:
        given = allocate_quota(sizes, quota=plan.quota)
    elif plan.design is Design.NEYMAN:
        shares = neyman_shares(sizes, spreads, size=min(plan.main_size, sum(sizes.values())))
        given = allocate_shares(shares, sizes, size=plan.main_size)
    else:
        given = allocate(sizes, size=plan.main_size)
    quota = plan.quota if plan.design is Design.QUOTA else 0
    return tuple(
        Stratum(
            name,
            sizes[name],
            given[name],
            chances.get(name),
            spreads.get(name),
            weights.get(name),
            asked=quota if given[name] < quota else None,
        )
        for name in sorted(sizes)
    )


def _draw_plain(plan: SamplePlan, groups: Groups, *, main_size: int) -> Drawn:
    """Draw the plain random layer from the whole frame; each unit with the stratum it falls in."""
    if plan.design is Design.RANDOM or not plan.random_share:
        return {}
    names = sorted(groups)
    ends = list(itertools.accumulate(len(groups[name]) for name in names))
    whole = ends[-1] if ends else 0
    is_beside = plan.design in (Design.QUOTA, Design.PURPOSIVE)
    size = min(whole, plan.random_beside(main_size) if is_beside else plan.random_size)
    drawn: Drawn = {}
    for place in random.Random(f"{plan.seed}/random").sample(range(whole), size):
        group = bisect.bisect_right(ends, place)
        name = names[group]
        drawn[groups[name][place - ends[group]]] = name
    return drawn


def _picks(
    plan: SamplePlan, strata: Sequence[Stratum], *, main: Drawn, plain: Drawn, frame_size: int
) -> list[Pick]:  # fmt: skip
    plain_chance = len(plain) / frame_size if frame_size else 0.0
    by_name = {stratum.name: stratum.chance for stratum in strata}
    chosen = frozenset(plan.chosen)
    picks = []
    for one, stratum in {**main, **plain, **{one: "" for one in plan.chosen if one not in plain}}.items():
        chances = {Design.RANDOM: plain_chance} if plain else {}
        if plan.design is not Design.PURPOSIVE:
            chances = {**chances, plan.design: by_name[stratum]}
        drawn_by = [Design.RANDOM] if one in plain else []
        drawn_by += [plan.design] if one in main or one in chosen else []
        is_by_chance = one in plain or one in main
        picks.append(
            Pick(
                id=one,
                stratum=stratum,
                inclusion_probability=_any_chance(chances) if is_by_chance else None,
                drawn_by=tuple(drawn_by),
                chances=chances if is_by_chance else {},
            )
        )
    return picks


def _any_chance(chances: Mapping[Design, float]) -> float:
    if len(chances) == 1:
        return next(iter(chances.values()))
    missed = 1.0
    for chance in chances.values():
        missed *= 1 - chance
    return 1 - missed


def _layers(
    plan: SamplePlan, main: Drawn, plain: Drawn, *, frame_size: int, spread_from: str | None, asked: int | None
) -> tuple[Layer, ...]:
    size = len(plan.chosen) if plan.design is Design.PURPOSIVE else len(main)
    is_even = plan.design is Design.RANDOM and frame_size
    own = Layer(plan.design, size, chance=size / frame_size if is_even else None, spread_from=spread_from, asked=asked)
    if not plain:
        return (own,)
    return (Layer(Design.RANDOM, len(plain), chance=len(plain) / frame_size), own)


def _asked(plan: SamplePlan, strata: Sequence[Stratum], *, drawn: int) -> int | None:
    """Return how many a quota or a choice was to bring, None where it brought them."""
    if plan.design is Design.PURPOSIVE:
        return plan.size if len(plan.chosen) < plan.size else None
    if plan.design is Design.QUOTA and drawn < plan.quota * len(strata):
        return plan.quota * len(strata)
    return None
