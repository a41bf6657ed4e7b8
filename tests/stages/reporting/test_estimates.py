"""The overview, the criteria and the machine beside people, on figures one can reckon by hand."""

from __future__ import annotations

import pytest

from qa.stages.reporting.basis import read_basis
from qa.stages.reporting.criteria import read_criteria
from qa.stages.reporting.machine import read_machine
from qa.stages.reporting.overview import read_overview
from qa.store import tables
from tests.stages.reporting.build import DAY, Reported, may


def test_people_are_weighed_by_their_chance_to_be_drawn(shop: Reported) -> None:
    shop.pair("pass", "pass", chance=0.1)
    shop.pair("pass", "fail", chance=0.5)
    found = read_overview(shop.session, read_basis(shop.session, may()))
    assert found.score.human.value == pytest.approx((10 * 100 + 2 * 25) / 12)
    assert (found.counted, found.represented) == (2, 12.0)


def test_the_corrected_rate_takes_the_size_of_each_machine_verdict(shop: Reported) -> None:
    shop.pair("fail", "fail", times=2)
    shop.pair("fail", "pass", times=2)
    shop.pair("pass", "pass", times=4)
    for _ in range(16):
        shop.conversation({"greeting": "pass", "terms": "pass"})
    found = read_overview(shop.session, read_basis(shop.session, may())).critical
    assert found.machine.value == pytest.approx(4 / 24, abs=1e-4)
    assert found.human.value == pytest.approx(2 / 8)
    assert found.corrected.value == pytest.approx((4 * 0.5 + 20 * 0) / 24, abs=1e-4)
    assert found.corrected.low is not None
    assert found.corrected.low <= 2 / 24 <= (found.corrected.high or 0)


def test_without_reviews_the_machine_speaks_alone(shop: Reported) -> None:
    shop.conversation()
    found = read_overview(shop.session, read_basis(shop.session, may()))
    assert found.score.best.value == 100.0
    assert (found.score.human.note, found.critical.corrected.note) == ("no-reviews", "no-reviews")


def test_an_empty_period_has_no_figures(shop: Reported) -> None:
    found = read_overview(shop.session, read_basis(shop.session, may()))
    assert (found.conversations, found.score.best.value, found.critical.machine.note) == (0, None, "nothing")


def test_reviews_that_do_not_count_are_told_by_their_reason(shop: Reported) -> None:
    shop.review(shop.conversation(), chance=None)
    shop.review(shop.conversation(), is_blind=False)
    found = read_overview(shop.session, read_basis(shop.session, may()))
    assert (found.submitted, found.counted, found.chosen, found.not_blind) == (2, 0, 1, 1)


def test_lost_points_add_up_to_what_the_mean_score_lacks(shop: Reported) -> None:
    shop.pair("pass", "fail")
    shop.pair("pass", "pass", times=3)
    shop.review(shop.conversation(), {"greeting": "fail", "terms": "pass"})
    basis = read_basis(shop.session, may())
    mean = read_overview(shop.session, basis).score.human.value
    assert mean is not None
    assert read_criteria(basis).lost == pytest.approx(100 - mean, abs=0.01)


def test_the_criterion_that_costs_most_comes_first(shop: Reported) -> None:
    shop.review(shop.conversation(), {"greeting": "fail", "terms": "pass"})
    shop.review(shop.conversation(), {"greeting": "pass", "terms": "fail"})
    lines = read_criteria(read_basis(shop.session, may())).lines
    assert [(line.criterion, line.lost.value) for line in lines] == [("terms", 37.5), ("greeting", 12.5)]


def test_a_rating_changed_after_the_machine_was_shown_is_left_out_of_its_criterion(shop: Reported) -> None:
    review = shop.review(shop.conversation(), {"greeting": "pass", "terms": "fail"})
    rating = shop.session.query(tables.Rating).filter_by(review_id=review.id, criterion="terms").one()
    rating.is_machine_shown = True
    shop.session.flush()
    lines = {line.criterion: line for line in read_criteria(read_basis(shop.session, may())).lines}
    assert lines["terms"].rate.human.note == "no-reviews"
    assert lines["greeting"].rate.human.value == 0.0


def test_causes_are_counted(shop: Reported) -> None:
    review = shop.review(shop.conversation(), {"greeting": "fail", "terms": "fail"})
    shop.session.query(tables.Rating).filter_by(review_id=review.id, criterion="terms").one().root_cause = "template"
    shop.session.flush()
    causes = read_criteria(read_basis(shop.session, may())).causes
    assert {(one.cause, one.fails) for one in causes} == {("template", 1), ("", 1)}


def test_the_newest_rubrics_verdict_counts_once(shop: Reported) -> None:
    row = shop.conversation({"greeting": "fail", "terms": "pass"})
    shop.rubric = tables.Rubric(name="small", version=2, content_hash="r2", yaml=shop.rubric.yaml, created_at=DAY)
    shop.session.add(shop.rubric)
    shop.session.flush()
    shop.run(row, {"greeting": "pass", "terms": "pass"})
    lines = {line.criterion: line for line in read_criteria(read_basis(shop.session, may())).lines}
    assert (lines["greeting"].rate.machine.n, lines["greeting"].rate.machine.value) == (1, 0.0)


def test_machine_and_people_are_counted_in_four_ways(shop: Reported) -> None:
    shop.pair("fail", "fail", times=3)
    shop.pair("fail", "pass", times=2)
    shop.pair("pass", "fail")
    shop.pair("pass", "pass", times=4)
    shop.pair("needs_human", "fail")
    line = next(one for one in read_machine(read_basis(shop.session, may())).lines if one.criterion == "terms")
    assert (line.n, line.both_fail, line.false_alarms, line.missed, line.both_pass) == (10, 3, 2, 1, 4)
    assert (line.agreement.value, line.precision.value, line.recall.value) == (0.7, 0.6, 0.75)
    assert line.difference.value == pytest.approx(0.1)
