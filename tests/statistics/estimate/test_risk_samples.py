"""Intervals from risk-weighted samples hold the truth as often as they say, although no joint chances are kept."""

from __future__ import annotations

import numpy as np
import pytest

from qa.domain.sample import Design, SamplePlan, draw_grouped
from qa.statistics.estimate.unequal import weighted_rate

FRAME, REVIEWS, RUNS = 1200, 80, 300


@pytest.mark.parametrize(
    ("rate", "telling"),
    [
        pytest.param(0.05, 0.0, id="rare, the points tell nothing"),
        pytest.param(0.05, 0.7, id="rare, the points tell much"),
        pytest.param(0.30, 0.7, id="frequent, the points tell much"),
    ],
)
def test_the_interval_of_a_rate_holds_the_truth_in_94_of_100_samples_or_more(rate: float, telling: float) -> None:
    generator = np.random.default_rng(20261122)
    held = sum(_holds(rate, telling, seed, generator) for seed in range(RUNS))
    assert held / RUNS >= 0.93  # 0.94 less the chance of so few runs


def _holds(rate: float, telling: float, seed: int, generator: np.random.Generator) -> bool:
    failed = generator.random(FRAME) < rate
    is_seen = failed & (generator.random(FRAME) < telling)
    points = np.where(is_seen, 4, generator.choice(3, FRAME, p=(0.6, 0.3, 0.1)))
    groups = {f"risk-{one:02}": np.flatnonzero(points == one).tolist() for one in np.unique(points)}
    weights = {name: 1.0 + int(name.removeprefix("risk-")) for name in groups}
    plan = SamplePlan(Design.RISK, REVIEWS, seed=seed, random_share=0.3)
    picks = draw_grouped(plan, groups, weights=weights).picks
    found = weighted_rate(
        [bool(failed[pick.id]) for pick in picks], [pick.inclusion_probability or 0 for pick in picks]
    )
    assert found.interval is not None
    return bool(found.interval.low <= failed.mean() <= found.interval.high)
