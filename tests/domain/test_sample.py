"""Drawing: the published allocation, exact chances by simulation, layers that are apart."""

from __future__ import annotations

import math
import random
from collections import Counter
from dataclasses import replace

import pytest

from qa.domain.sample import (
    Design,
    SamplePlan,
    Unit,
    allocate,
    allocate_quota,
    allocate_shares,
    chances_by_risk,
    counts_by_chance,
    draw,
    draw_grouped,
    neyman_shares,
)

SIZES = {"a": 1200, "b": 300, "c": 100}
SPREADS = {"a": 0.25, "b": 0.40, "c": 0.50}
RISK_SIZES = {"risk-00": 60, "risk-03": 25, "risk-06": 10, "risk-09": 5}
RISK_WEIGHTS = {"risk-00": 1.0, "risk-03": 4.0, "risk-06": 7.0, "risk-09": 10.0}
RISK_PLAN = SamplePlan(Design.RISK, 20, 1)
TRIES = 4000


def frame(sizes: dict[str, int]) -> dict[str, list[int]]:
    first = 0
    groups = {}
    for name, count in sizes.items():
        groups[name] = list(range(first, first + count))
        first += count
    return groups


def far_from(expected: float, seen: int, *, tries: int = TRIES) -> float:
    """Return how many standard errors a share of `tries` is from what is expected."""
    error = math.sqrt(max(expected * (1 - expected), 1e-9) / tries)
    return abs(seen / tries - expected) / error


def test_neyman_gives_the_published_shares() -> None:
    shares = neyman_shares(SIZES, SPREADS, size=80)
    assert [round(shares[name], 2) for name in SIZES] == [51.06, 20.43, 8.51]
    assert allocate_shares(shares, SIZES, size=80) == {"a": 51, "b": 20, "c": 9}
    assert allocate(SIZES, size=80) == {"a": 60, "b": 15, "c": 5}


def test_a_stratum_that_neyman_would_empty_gives_all_and_the_rest_is_shared() -> None:
    shares = neyman_shares({"a": 1000, "b": 10}, {"a": 0.1, "b": 50.0}, size=100)
    assert shares == {"a": 90.0, "b": 10.0}


def test_without_any_spread_neyman_is_proportional() -> None:
    assert neyman_shares(SIZES, {}, size=80) == {"a": 60, "b": 15, "c": 5}


@pytest.mark.parametrize("size", [3, 7, 80, 1599, 1600, 5000])
def test_shares_round_to_the_size_and_no_stratum_goes_without(size: int) -> None:
    given = allocate(SIZES, size=size)
    assert sum(given.values()) == min(size, 1600)
    assert all(1 <= given[name] <= SIZES[name] for name in SIZES)


def test_many_small_strata_each_keep_their_one() -> None:
    given = allocate({"big": 1000} | {f"s{n}": 1 for n in range(20)}, size=21)
    assert set(given.values()) == {1}


def test_a_quota_takes_all_of_those_with_few() -> None:
    assert allocate_quota({"a": 40, "b": 2}, quota=5) == {"a": 5, "b": 2}


def test_risk_chances_are_in_proportion_and_come_to_the_size() -> None:
    chances = chances_by_risk(RISK_SIZES, RISK_WEIGHTS, size=20)
    assert sum(RISK_SIZES[name] * chances[name] for name in RISK_SIZES) == pytest.approx(20, abs=1e-9)
    assert chances["risk-06"] / chances["risk-00"] == pytest.approx(7)


def test_no_chance_is_under_the_floor_or_over_one() -> None:
    chances = chances_by_risk({"low": 900, "high": 10}, {"low": 1.0, "high": 1000.0}, size=30)
    assert chances["high"] == 1
    assert chances["low"] == pytest.approx(20 / 900)
    floored = chances_by_risk({"low": 500, "high": 500}, {"low": 1.0, "high": 1000.0}, size=100)
    assert floored["low"] == pytest.approx(0.25 * 100 / 1000)


@pytest.mark.parametrize("start", [0.0, 0.25, 0.5, 0.999999])
def test_systematic_counts_are_whole_and_of_fixed_size(start: float) -> None:
    chances = chances_by_risk(RISK_SIZES, RISK_WEIGHTS, size=20)
    counts = counts_by_chance(RISK_SIZES, chances, start=start)
    assert sum(counts.values()) == 20
    for name, count in counts.items():
        expected = RISK_SIZES[name] * chances[name]
        assert math.floor(expected) <= count <= math.ceil(expected)


def test_the_mean_of_systematic_counts_is_exact() -> None:
    chances = chances_by_risk(RISK_SIZES, RISK_WEIGHTS, size=20)
    steps = 10_000
    total: Counter[str] = Counter()
    for step in range(steps):
        total.update(counts_by_chance(RISK_SIZES, chances, start=(step + 0.5) / steps))
    for name, size in RISK_SIZES.items():
        assert total[name] / steps == pytest.approx(size * chances[name], abs=2e-4)


def test_each_unit_is_drawn_as_often_as_its_stored_chance_says() -> None:
    groups = frame(RISK_SIZES)
    plan = replace(RISK_PLAN, random_share=0.3)
    seen: Counter[int] = Counter()
    chances: dict[int, float] = {}
    for seed in range(TRIES):
        sample = draw_grouped(replace(plan, seed=seed), groups, weights=RISK_WEIGHTS)
        for pick in sample.picks:
            assert pick.inclusion_probability is not None
            seen[pick.id] += 1
            chances[pick.id] = pick.inclusion_probability
    assert len(chances) == 100
    distances = [far_from(chances[one], seen[one]) for one in chances]
    assert max(distances) < 4.5
    assert sum(distances) / len(distances) < 1.0


def test_the_estimate_from_both_layers_is_unbiased() -> None:
    groups = frame(RISK_SIZES)
    failed = {one for name in ("risk-06", "risk-09") for one in groups[name]} | set(range(0, 60, 10))
    totals = []
    for seed in range(2000):
        plan = replace(RISK_PLAN, seed=seed, random_share=0.3)
        picks = draw_grouped(plan, groups, weights=RISK_WEIGHTS).picks
        totals.append(sum(1 / (one.inclusion_probability or 1) for one in picks if one.id in failed))
    mean = sum(totals) / len(totals)
    error = math.sqrt(sum((one - mean) ** 2 for one in totals) / len(totals) / len(totals))
    assert abs(mean - len(failed)) < 4 * error


@pytest.mark.parametrize("design", [Design.STRATIFIED, Design.NEYMAN, Design.QUOTA, Design.RISK])
def test_the_plain_random_layer_is_random_whatever_stands_beside_it(design: Design) -> None:
    plan = SamplePlan(design, 20, 1, "channel", random_share=0.3, quota=2)
    seen: Counter[int] = Counter()
    for seed in range(1500):
        sample = draw_grouped(replace(plan, seed=seed), frame(RISK_SIZES), weights=RISK_WEIGHTS, spreads=RISK_WEIGHTS)
        plain = [pick for pick in sample.picks if pick.is_plain_random]
        share = sample.layers[0].size / sum(layer.size for layer in sample.layers)
        assert len(plain) == sample.layers[0].size and share >= 0.3
        seen.update(pick.id for pick in plain)
    expected = sample.layers[0].size / 100
    assert max(far_from(expected, seen[one], tries=1500) for one in range(100)) < 4.5


def test_what_two_layers_draw_is_there_once_and_says_so() -> None:
    plan = SamplePlan(Design.STRATIFIED, 90, 5, "channel", random_share=0.5)
    sample = draw_grouped(plan, frame(RISK_SIZES))
    twice = [pick for pick in sample.picks if len(pick.drawn_by) == 2]
    assert len({pick.id for pick in sample.picks}) == len(sample.picks)
    assert len(sample.picks) == 90 - len(twice) and twice
    one = twice[0]
    a, b = one.chances[Design.RANDOM], one.chances[Design.STRATIFIED]
    assert one.inclusion_probability == pytest.approx(a + b - a * b)


def test_what_somebody_chose_has_no_chance_unless_chance_drew_it_too() -> None:
    plan = SamplePlan(Design.PURPOSIVE, 3, 2, chosen=(1, 2, 3), random_share=0.9)
    picks = {pick.id: pick for pick in draw_grouped(plan, frame({"": 40})).picks}
    assert len([pick for pick in picks.values() if pick.is_plain_random]) == 27
    for one in (1, 2, 3):
        pick = picks[one]
        is_plain = Design.RANDOM in pick.drawn_by
        assert Design.PURPOSIVE in pick.drawn_by
        assert (pick.inclusion_probability is not None) == is_plain
    assert any(picks[one].inclusion_probability is None for one in (1, 2, 3))


def test_a_sample_is_the_same_again_whatever_the_order_of_the_frame() -> None:
    units = [Unit(one, "x" if one % 3 else "y") for one in range(200)]
    plan = SamplePlan(Design.STRATIFIED, 30, 9, "channel", random_share=0.3)
    mixed = units[:]
    random.Random(1).shuffle(mixed)
    assert draw(plan, units) == draw(plan, mixed)


@pytest.mark.parametrize(
    ("design", "share", "reason", "is_enough"),
    [
        pytest.param(Design.RANDOM, 0.0, "", True, id="random"),
        pytest.param(Design.STRATIFIED, 0.0, "", True, id="in proportion"),
        pytest.param(Design.RISK, 0.29, "", False, id="too few"),
        pytest.param(Design.RISK, 0.3, "", True, id="enough"),
        pytest.param(Design.QUOTA, 0.0, " ", False, id="blank reason"),
        pytest.param(Design.QUOTA, 0.0, "New hires", True, id="reason"),
    ],
)
def test_fewer_plain_random_ones_need_a_reason(design: Design, share: float, reason: str, is_enough: bool) -> None:
    assert SamplePlan(design, 10, 1, random_share=share, random_reason=reason).is_random_enough == is_enough


@pytest.mark.parametrize(("size", "share", "plain"), [(10, 0.3, 3), (11, 0.3, 4), (1, 0.3, 1), (50, 0.0, 0)])
def test_the_plain_share_is_rounded_up(size: int, share: float, plain: int) -> None:
    assert SamplePlan(Design.RISK, size, 1, random_share=share).random_size == plain
