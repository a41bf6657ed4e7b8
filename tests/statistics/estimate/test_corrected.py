"""The corrected rate is unbiased, holds its value, and says what it cannot know."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from qa.errors import StatisticsError
from qa.statistics.estimate.corrected import VerdictStratum, corrected_rate
from qa.statistics.values import Estimate


def _estimate(*strata: VerdictStratum) -> Estimate:
    return corrected_rate(strata, generator=np.random.default_rng(1), draws=40_000)


def test_machine_verdicts_weigh_what_people_found() -> None:
    found = _estimate(VerdictStratum("fail", 300, 15, 9), VerdictStratum("pass", 2700, 45, 1))
    assert found.value == pytest.approx(0.1 * 9 / 15 + 0.9 / 45)
    assert found.n == 60


def test_one_stratum_of_many_has_the_interval_of_jeffreys() -> None:
    found = _estimate(VerdictStratum("pass", 1_000_000, 40, 3)).interval
    assert found is not None
    assert [found.low, found.high] == pytest.approx(stats.beta(3.5, 37.5).ppf([0.025, 0.975]).tolist(), abs=2e-3)


def test_what_was_reviewed_whole_is_known() -> None:
    found = _estimate(VerdictStratum("fail", 10, 10, 4), VerdictStratum("pass", 30, 30, 2))
    assert found.interval is not None
    assert (found.value, found.interval.low, found.interval.high) == (0.15, 0.15, 0.15)


def test_half_of_a_frame_reviewed_leaves_less_doubt_than_half_of_a_large_one() -> None:
    small, large = (_estimate(VerdictStratum("pass", size, 40, 8)).interval for size in (80, 100_000))
    assert small is not None and large is not None
    assert small.width < 0.8 * large.width


@pytest.mark.parametrize(
    ("failed", "end", "value"), [pytest.param(0, "low", 0.0, id="none"), pytest.param(30, "high", 1.0, id="all")]
)
def test_the_interval_reaches_the_end_that_was_seen(failed: int, end: str, value: float) -> None:
    found = _estimate(VerdictStratum("pass", 5000, 30, failed))
    assert getattr(found.interval, end) == found.value == value
    assert found.interval is not None and found.interval.width > 0.05


def test_a_stratum_nobody_reviewed_widens_the_interval_and_is_named() -> None:
    found = _estimate(VerdictStratum("pass", 900, 60, 0), VerdictStratum("needs_human", 100, 0, 0))
    assert found.reason == "not reviewed at all, so taken as one half: needs_human (100)"
    assert found.interval is not None and found.interval.high > 0.09


def test_the_rate_is_among_the_units_the_criterion_applies_to() -> None:
    found = _estimate(VerdictStratum("fail", 100, 20, 10, 5), VerdictStratum("pass", 900, 40, 1, 10))
    assert found.value == pytest.approx((100 * 10 / 20 + 900 / 40) / (100 * 15 / 20 + 900 * 30 / 40))
    assert found.n == 45


def test_the_same_generator_gives_the_same() -> None:
    assert _estimate(VerdictStratum("pass", 900, 60, 2)) == _estimate(VerdictStratum("pass", 900, 60, 2))


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    generator = np.random.default_rng(11)
    held = 0
    for _ in range(300):
        counts = generator.binomial([18, 42], [0.565, 0.022])
        strata = (VerdictStratum("fail", 318, 18, int(counts[0])), VerdictStratum("pass", 2682, 42, int(counts[1])))
        found = corrected_rate(strata, generator=generator, draws=2000).interval
        assert found is not None
        held += found.low <= (318 * 0.565 + 2682 * 0.022) / 3000 <= found.high
    assert 0.92 < held / 300 < 0.99


@pytest.mark.parametrize(
    ("stratum", "problem"),
    [
        pytest.param(VerdictStratum("pass", 10, 0, 0), "Nothing was reviewed", id="no review"),
        pytest.param(VerdictStratum("pass", 10, 3, 0, 3), "Nothing was reviewed", id="applies to none"),
        pytest.param(VerdictStratum("pass", 10, 3, 4), "4 failed of 3 cannot be", id="more failed than reviewed"),
        pytest.param(
            VerdictStratum("pass", 10, 11, 4), "11 reviewed of 10 cannot be", id="more reviewed than there are"
        ),
    ],
)
def test_counts_that_cannot_be_are_refused(stratum: VerdictStratum, problem: str) -> None:
    with pytest.raises(StatisticsError, match=problem):
        _estimate(stratum)
