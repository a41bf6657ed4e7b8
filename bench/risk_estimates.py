"""Measures how often 95 % intervals from risk-weighted samples hold the truth, with chances but no joint chances.

python bench/risk_estimates.py [RUNS]: 1500 runs a setting unless told otherwise. In each, 3000 conversations get a true
verdict, a score and points of risk that the machine gives to failures more often; the sampler of the product draws
them, 30 % plain random and the rest by risk, so that both layers' chances join as in a real sample. Its variance would
need the chance of every pair of conversations; the intervals go by the chances alone. Beside them stands the mean of a
plain random sample of the same size, whose chances leave nothing out, and the mean that the scores of a machine set
right. Figures land in bench/results/risk_estimates.json.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from qa.domain.sample import Design, SamplePlan, draw_grouped
from qa.stages.reporting.figure import UNSEEN_LOSS
from qa.statistics.estimate.unequal import weighted_mean, weighted_rate
from qa.statistics.estimate.weighted_ppi import Frame, weighted_difference_mean
from qa.statistics.values import Estimate, FloatArray

RESULTS = Path(__file__).resolve().parent / "results" / "risk_estimates.json"
SEED = 20261122
FRAME = 3000
POINTS = (0, 1, 2, 3, 5, 8)
FIGURES = ("rate", "mean", "mean, plain random", "mean, corrected")


@dataclass(frozen=True, slots=True)
class Setting:
    """A world: the failure rate, how telling the points are (0 not at all, 1 strongly), and the reviews."""

    rate: float
    telling: float
    reviews: int


@dataclass(frozen=True, slots=True)
class World:
    """A frame: what truly failed, its scores, those of the machine, and its conversations by points."""

    failed: FloatArray
    scores: FloatArray
    machine: FloatArray
    groups: dict[str, list[int]]
    weights: dict[str, float]


SETTINGS = tuple(
    Setting(rate, telling, reviews)
    for rate in (0.02, 0.08, 0.30)
    for telling in (0.0, 0.6)
    for reviews in (40, 100, 200)
)


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 1500
    results = []
    print(f"{'setting':<36}" + "".join(f"{name + ': cover':>27}{'width':>7}" for name in FIGURES))
    for setting in SETTINGS:
        start = time.perf_counter()
        found = dict(zip(FIGURES, measure(setting, runs), strict=True))
        words = f"fail {setting.rate:.0%}, points tell {setting.telling}, n={setting.reviews}"
        results.append({"setting": words, "runs": runs} | found)
        row = "".join(f"{one['cover']:>27.3f}{one['width']:>7.2f}" for one in found.values())
        print(f"{words:<36}{row}   {time.perf_counter() - start:.0f} s", flush=True)
    RESULTS.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")


def measure(setting: Setting, runs: int) -> tuple[dict[str, float], ...]:
    """Return cover, width and bias of each of FIGURES."""
    generator = np.random.default_rng(SEED)
    rates, means, plain, corrected = [], [], [], []
    for run in range(runs):
        world = make_world(setting, generator)
        plan = SamplePlan(Design.RISK, setting.reviews, seed=run, random_share=0.3)
        picks = draw_grouped(plan, world.groups, weights=world.weights).picks
        ids = np.asarray([pick.id for pick in picks])
        chances = [pick.inclusion_probability or 0.0 for pick in picks]
        found = weighted_rate([bool(one) for one in world.failed[ids]], chances)
        rates.append(_row(found, float(world.failed.mean())))
        truth = float(world.scores.mean())
        scored = weighted_mean(world.scores[ids].tolist(), chances, unseen=UNSEEN_LOSS)
        means.append(_row(scored, truth))
        drawn = generator.choice(FRAME, setting.reviews, replace=False)
        even = [setting.reviews / FRAME] * setting.reviews
        plain.append(_row(weighted_mean(world.scores[drawn].tolist(), even, unseen=UNSEEN_LOSS), truth))
        frame = Frame(FRAME, float(world.machine.mean()), float(world.machine.var()))
        both = world.scores[ids].tolist(), world.machine[ids].tolist()
        corrected.append(_row(weighted_difference_mean(*both, chances, frame, unseen=UNSEEN_LOSS), truth))
    return _summary(rates), _summary(means), _summary(plain), _summary(corrected)


def make_world(setting: Setting, generator: np.random.Generator) -> World:
    """Make a frame in which failures have more points, as far as the points tell; the machine sees 6 of 10 of them."""
    failed = generator.random(FRAME) < setting.rate
    is_seen = failed & (generator.random(FRAME) < setting.telling)
    usual = generator.choice(len(POINTS), FRAME, p=(0.45, 0.25, 0.14, 0.09, 0.05, 0.02))
    place = np.where(is_seen, np.minimum(usual + 3, len(POINTS) - 1), usual)
    points = np.asarray(POINTS)[place]
    lost = failed * generator.choice((10.0, 20.0, 40.0), FRAME) + generator.choice((0.0, 5.0), FRAME, p=(0.7, 0.3))
    groups: dict[str, list[int]] = {f"risk-{one:02}": np.flatnonzero(points == one).tolist() for one in POINTS}
    groups = {name: ids for name, ids in groups.items() if ids}
    return World(
        failed=failed.astype(float),
        scores=100.0 - lost,
        machine=100.0 - _lost_by_machine(lost, generator),
        groups=groups,
        weights={name: 1.0 + int(name.removeprefix("risk-")) for name in groups},
    )


def _lost_by_machine(lost: FloatArray, generator: np.random.Generator) -> FloatArray:
    is_wrong = generator.random(FRAME) < 0.03
    seen: FloatArray = np.where(generator.random(FRAME) < 0.6, lost, 0.0)
    return seen + 20.0 * is_wrong


def _row(estimate: Estimate, truth: float) -> tuple[float, float, bool]:
    assert estimate.interval is not None and estimate.value is not None
    low, high = estimate.interval.low, estimate.interval.high
    return estimate.value - truth, high - low, low - 1e-12 <= truth <= high + 1e-12


def _summary(rows: list[tuple[float, float, bool]]) -> dict[str, float]:
    bias, width, cover = np.asarray(rows, dtype=float).mean(axis=0).tolist()
    return {"cover": round(cover, 4), "width": round(width, 4), "bias": round(bias, 4)}


if __name__ == "__main__":
    main()
