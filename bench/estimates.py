"""Measures how often 95 % intervals for a failure rate hold the truth, by method, at the sizes of quality assurance.

python bench/estimates.py [RUNS]: 1500 runs a setting unless told otherwise. In each, 3000 conversations get a true
verdict and a machine verdict of a given sensitivity and specificity; the truth is the rate among them. Random reviews
are drawn from all, those stratified by verdict from what the machine failed and passed, with the share given of the
reviews on the failed (flagged). Figures land in bench/results/estimates.json.
"""

from __future__ import annotations

import json
import math
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import stats

from qa.statistics.estimate.corrected import VerdictStratum, corrected_rate
from qa.statistics.estimate.ppi import prediction_powered_mean
from qa.statistics.estimate.strata import StratumSample, stratified_mean
from qa.statistics.intervals import wilson
from qa.statistics.values import Interval

RESULTS = Path(__file__).resolve().parent / "results" / "estimates.json"
SEED = 20261121
FRAME = 3000
Bools = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]


@dataclass(frozen=True, slots=True)
class Setting:
    """A world: failure rate, the machine's sensitivity and specificity, reviews, and their share on the flagged."""

    rate: float
    sensitivity: float
    specificity: float
    reviews: int
    flagged_share: float | None = None


SETTINGS = (
    Setting(0.08, 0.75, 0.95, 30, 0.5),
    Setting(0.08, 0.75, 0.95, 60, 0.5),
    Setting(0.08, 0.75, 0.95, 60, 0.3),
    Setting(0.08, 0.75, 0.95, 60),
    Setting(0.08, 0.75, 0.95, 120, 0.5),
    Setting(0.08, 0.75, 0.95, 120, 0.3),
    Setting(0.30, 0.85, 0.90, 60),
    Setting(0.02, 0.80, 0.98, 60, 0.2),
)


@dataclass(frozen=True, slots=True)
class World:
    """One run: what is true, what the machine says, and the two samples."""

    truth: Bools
    machine: Bools
    random: np.ndarray[tuple[int, ...], np.dtype[np.int64]]
    by_verdict: tuple[np.ndarray[tuple[int, ...], np.dtype[np.int64]], ...]
    generator: np.random.Generator


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 1500
    results = []
    for setting in SETTINGS:
        start = time.perf_counter()
        figures = measure(setting, runs)
        results.append({"setting": describe(setting), "runs": runs, "methods": figures})
        print(f"\n{describe(setting)} ({runs} runs, {time.perf_counter() - start:.0f} s)")
        print(f"  {'method':<34}{'cover':>7}{'width':>8}{'bias':>8}{'rmse':>8}")
        for name, row in figures.items():
            print(f"  {name:<34}{row['cover']:>7.3f}{row['width']:>8.3f}{row['bias']:>8.3f}{row['rmse']:>8.3f}")
    RESULTS.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")


def describe(setting: Setting) -> str:
    share = "in proportion" if setting.flagged_share is None else f"{setting.flagged_share:.0%} on the flagged"
    return f"fail {setting.rate:.0%}, Se {setting.sensitivity}, Sp {setting.specificity}, n={setting.reviews}, {share}"


def measure(setting: Setting, runs: int) -> dict[str, dict[str, float]]:
    generator = np.random.default_rng(SEED)
    found: dict[str, list[tuple[float, float, bool]]] = {name: [] for name in METHODS}
    for _ in range(runs):
        world = draw_world(setting, generator)
        truth = float(world.truth.mean())
        for name, method in METHODS.items():
            value, interval = method(world)
            holds = interval.low - 1e-12 <= truth <= interval.high + 1e-12
            found[name].append((value - truth, interval.width, holds))
    return {name: _summary(np.asarray(rows, dtype=float)) for name, rows in found.items()}


def _summary(rows: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> dict[str, float]:
    bias, width, cover = rows.mean(axis=0).tolist()
    rmse = math.sqrt(float((rows[:, 0] ** 2).mean()))
    return {"cover": round(cover, 4), "width": round(width, 4), "bias": round(bias, 4), "rmse": round(rmse, 4)}


def draw_world(setting: Setting, generator: np.random.Generator) -> World:
    truth = generator.random(FRAME) < setting.rate
    machine = generator.random(FRAME) < np.where(truth, setting.sensitivity, 1 - setting.specificity)
    flagged, passed = np.flatnonzero(machine), np.flatnonzero(~machine)
    share = len(flagged) / FRAME if setting.flagged_share is None else setting.flagged_share
    on_flagged = min(len(flagged), max(2, round(setting.reviews * share)))
    by_verdict = (
        generator.choice(flagged, on_flagged, replace=False),
        generator.choice(passed, setting.reviews - on_flagged, replace=False),
    )
    random = generator.choice(FRAME, setting.reviews, replace=False)
    return World(truth, machine, random, by_verdict, generator)


def _naive(world: World) -> tuple[float, Interval]:
    return float(world.machine.mean()), wilson(int(world.machine.sum()), FRAME)


def _human(world: World) -> tuple[float, Interval]:
    failed, n = int(world.truth[world.random].sum()), len(world.random)
    return failed / n, wilson(failed, n)


def _ppi(world: World, *, tuning: float | None) -> tuple[float, Interval]:
    """Return PPI with its normal interval, or PPI++ with Student's t in the place of z."""
    is_left = np.ones(FRAME, dtype=bool)
    is_left[world.random] = False
    y, f = world.truth[world.random].astype(float), world.machine[world.random].astype(float)
    rest = world.machine[is_left].astype(float)
    found = prediction_powered_mean(y.tolist(), f.tolist(), rest.tolist(), tuning=tuning).estimate
    assert found.value is not None and found.interval is not None
    factor = 1.0 if tuning else float(stats.t.ppf(0.975, len(y) - 1) / stats.norm.ppf(0.975))
    half = found.interval.width / 2 * factor
    return found.value, Interval(found.value - half, found.value + half)


def _stratified(world: World) -> tuple[float, Interval]:
    sizes = (int(world.machine.sum()), FRAME - int(world.machine.sum()))
    picks = zip(("flagged", "passed"), sizes, world.by_verdict, strict=True)
    strata = [StratumSample(name, size, world.truth[pick].astype(float).tolist()) for name, size, pick in picks]
    found = stratified_mean(strata)
    assert found.value is not None and found.interval is not None
    return found.value, found.interval


def _corrected(world: World) -> tuple[float, Interval]:
    sizes = (int(world.machine.sum()), FRAME - int(world.machine.sum()))
    picks = zip(("flagged", "passed"), sizes, world.by_verdict, strict=True)
    strata = [VerdictStratum(name, size, len(pick), int(world.truth[pick].sum())) for name, size, pick in picks]
    found = corrected_rate(strata, generator=world.generator, draws=4000)
    assert found.value is not None and found.interval is not None
    return found.value, found.interval


METHODS: dict[str, Callable[[World], tuple[float, Interval]]] = {
    "machine only": _naive,
    "people only, Wilson": _human,
    "PPI, z": lambda world: _ppi(world, tuning=1.0),
    "PPI++, t": lambda world: _ppi(world, tuning=None),
    "stratified by verdict, z": _stratified,
    "stratified by verdict, Jeffreys": _corrected,
}


if __name__ == "__main__":
    main()
