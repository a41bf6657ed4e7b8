"""The three rates read chances that differ, and frames that are not listed."""

from __future__ import annotations

import numpy as np
import pytest

from qa.domain.finding import Verdict
from qa.statistics.estimate.rates import Rates, ReviewedUnit, estimate_counted, estimate_rates

PASS, FAIL, ASK = Verdict.PASS, Verdict.FAIL, Verdict.NEEDS_HUMAN


def _units(machine: Verdict, *, chance: float, failed: int, passed: int, unseen: int = 0) -> list[ReviewedUnit]:
    reviewed = [ReviewedUnit(machine, FAIL, chance)] * failed + [ReviewedUnit(machine, PASS, chance)] * passed
    return reviewed + [ReviewedUnit(machine)] * unseen


def _estimate(units: list[ReviewedUnit]) -> Rates:
    return estimate_rates(units, generator=np.random.default_rng(1))


def test_what_the_machine_left_to_people_is_a_stratum_of_its_own() -> None:
    units = _units(PASS, chance=0.1, failed=0, passed=40, unseen=360) + _units(
        ASK, chance=0.5, failed=5, passed=15, unseen=20
    )
    found = _estimate(units)
    assert found.corrected.value == pytest.approx(40 * 0.25 / 440)
    assert (found.machine_only.value, found.machine_only.n) == (0.0, 400)


def test_chances_that_differ_within_a_verdict_are_weighed() -> None:
    units = _units(PASS, chance=0.5, failed=10, passed=10, unseen=20) + _units(
        PASS, chance=0.05, failed=1, passed=19, unseen=380
    )
    found = _estimate(units)
    assert found.corrected.value == pytest.approx((10 * 2 + 20) / 440)
    assert found.strata[0].reviewed == pytest.approx((20 * 2 + 20 * 20) ** 2 / (20 * 4 + 20 * 400))
    assert not found.strata[0].is_finite


def test_the_rectifier_is_what_people_find_beyond_the_machine() -> None:
    units = _units(PASS, chance=0.1, failed=4, passed=36, unseen=360) + _units(
        FAIL, chance=0.1, failed=8, passed=2, unseen=90
    )
    assert _estimate(units).rectifier == pytest.approx((4 - 2) / 50)


def test_a_machine_that_judged_nothing_has_no_rate() -> None:
    found = _estimate(_units(ASK, chance=0.5, failed=2, passed=8, unseen=10))
    assert (found.machine_only.value, found.rectifier) == (None, None)
    assert found.machine_only.reason == "the machine passed and failed no unit"
    assert found.corrected.value == pytest.approx(0.2)


def test_what_the_machine_calls_not_applicable_is_left_out_until_people_look() -> None:
    aside = Verdict.NOT_APPLICABLE
    units = _units(PASS, chance=0.1, failed=4, passed=36, unseen=360)
    alone = _estimate(units + [ReviewedUnit(aside)] * 600).corrected
    assert alone.value == pytest.approx(0.1)
    assert alone.reason == "not_applicable by the machine, not reviewed and left out: 600"
    looked = _estimate(
        units
        + [ReviewedUnit(aside, aside, 0.05)] * 29
        + [ReviewedUnit(aside, FAIL, 0.05)]
        + [ReviewedUnit(aside)] * 570
    )
    assert looked.corrected.value == pytest.approx((40 + 20) / (400 + 20))


def test_a_pick_on_purpose_does_not_make_a_list_of_reviews_the_frame() -> None:
    reviewed = _units(FAIL, chance=0.05, failed=9, passed=6) + _units(PASS, chance=0.05, failed=1, passed=44)
    found = _estimate([*reviewed, ReviewedUnit(PASS, FAIL)])
    assert [one.frame_size for one in found.strata] == [900, 300]
    assert found.purposive == 1


def test_chances_that_do_not_fit_the_list_are_told() -> None:
    found = _estimate(_units(PASS, chance=0.01, failed=2, passed=38, unseen=360))
    assert found.corrected.reason == "the chances to be drawn speak of 4000 units, 400 are listed: check both"


def test_a_counted_frame_gives_the_rates_of_a_listed_one() -> None:
    machine, people = (Verdict.FAIL, Verdict.PASS), (Verdict.FAIL, Verdict.PASS)
    reviewed = [ReviewedUnit(one, other, 0.1) for one in machine for other in people for _ in range(3)]
    rest = [ReviewedUnit(Verdict.FAIL)] * 20 + [ReviewedUnit(Verdict.PASS)] * 90
    listed = estimate_rates([*reviewed, *rest], generator=np.random.default_rng(1))
    frame = {Verdict.FAIL: 26, Verdict.PASS: 96}
    counted = estimate_counted(frame, reviewed, generator=np.random.default_rng(1))
    assert (counted.machine_only, counted.human_only) == (listed.machine_only, listed.human_only)
    assert (counted.corrected.value, counted.corrected.interval) == (listed.corrected.value, listed.corrected.interval)
