"""Agents, reviewers, weeks and groups of conversations beside what chance explains."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from qa.stages.reporting.agents import read_agents
from qa.stages.reporting.basis import read_basis
from qa.stages.reporting.fairness import read_fairness
from qa.stages.reporting.reviewers import read_reviewers
from qa.stages.reporting.trend import read_trend
from qa.store import tables
from qa.store.tables import UserRole
from tests.stages.reporting.build import DAY, NOW, Reported, may


def test_an_agent_with_few_reviews_is_not_compared(shop: Reported) -> None:
    shop.pair("fail", "fail", times=9)
    found = read_agents(shop.session, read_basis(shop.session, may()))
    assert [(line.name, line.n, line.failed, line.place) for line in found.lines] == [("Anna", 9, 9, "few")]


def test_an_agent_beyond_chance_is_told_so_and_nobody_is_ranked(shop: Reported) -> None:
    zoe, ben = shop.other_agent("Zoe"), shop.other_agent("Ben")
    shop.pair("pass", "fail", times=20, agent_id=zoe.id)
    shop.pair("pass", "pass", times=60, agent_id=ben.id)
    shop.pair("pass", "pass", times=60)
    found = read_agents(shop.session, read_basis(shop.session, may()))
    assert [(line.name, line.place) for line in found.lines] == [
        ("Anna", "very-low"),
        ("Ben", "very-low"),
        ("Zoe", "very-high"),
    ]


@pytest.mark.parametrize(
    ("is_by_agent", "told"),
    [
        pytest.param(False, (2, 0, 1, 1), id="by somebody who reviews"),
        pytest.param(True, (3, 1, 0, 0), id="by the agent alone"),
    ],
)
def test_a_review_with_an_abusive_customer_compares_nobody(
    shop: Reported, is_by_agent: bool, told: tuple[int, int, int, int]
) -> None:
    shop.pair("pass", "pass", times=2)
    shop.pair("pass", "fail")
    failed = shop.session.scalars(select(tables.Review).order_by(tables.Review.id.desc())).first()
    assert failed is not None
    shop.session.add(
        tables.AbuseNote(conversation_id=failed.conversation_id, kind="threat", is_by_agent=is_by_agent, noted_at=NOW)
    )
    shop.session.flush()
    found = read_agents(shop.session, read_basis(shop.session, may()))
    [line] = found.lines
    assert (line.n, line.failed, line.abused, found.left_out) == told


def test_a_rate_is_drawn_towards_the_common_one(shop: Reported) -> None:
    shop.pair("pass", "fail", times=3, agent_id=shop.other_agent("Ben").id)
    shop.pair("pass", "fail", times=2)
    shop.pair("pass", "pass", times=30)
    lines = {line.name: line for line in read_agents(shop.session, read_basis(shop.session, may())).lines}
    assert lines["Ben"].rate.value == 1.0
    assert 5 / 35 < (lines["Ben"].shrunk or 0) < 1.0


def test_the_mix_of_channels_is_allowed_for(shop: Reported) -> None:
    ben = shop.other_agent("Ben")
    shop.pair("pass", "fail", times=6, channel="call")
    shop.pair("pass", "pass", times=6)
    shop.pair("pass", "fail", times=6, channel="call", agent_id=ben.id)
    lines = {line.name: line for line in read_agents(shop.session, read_basis(shop.session, may())).lines}
    assert (lines["Ben"].expected, lines["Ben"].standardised) == (1.0, None)
    assert lines["Anna"].standardised == pytest.approx(12 / 18)


def test_a_month_is_told_by_weeks_that_hold_its_end(shop: Reported) -> None:
    shop.pair("pass", "fail")
    found = read_trend(shop.session, read_basis(shop.session, may()))
    assert (found.unit, len(found.points), found.points[-1].date_to.isoformat()) == ("week", 13, "2026-05-31")
    week = next(one for one in found.points if one.reviews)
    assert (week.date_from.isoformat(), week.conversations, week.score.value) == ("2026-05-11", 1, 25.0)


def test_the_day_a_rubric_came_in_is_marked(shop: Reported) -> None:
    found = read_trend(shop.session, read_basis(shop.session, may()))
    assert [(one.day, one.version) for one in found.marks] == [(DAY.date(), "small 1")]


def test_a_group_the_machine_is_stricter_with_stands_out(shop: Reported) -> None:
    shop.pair("fail", "pass", times=9, language="th")
    shop.pair("pass", "pass", language="th")
    shop.pair("pass", "pass", times=19)
    shop.pair("pass", "fail")
    found = read_fairness(shop.session, read_basis(shop.session, may()))
    lines = {(line.cut, line.group): line for line in found.lines}
    assert lines["language", "th"].fails.value == pytest.approx(0.45)
    assert lines["language", "th"].stands_out


def test_a_small_group_is_not_compared(shop: Reported) -> None:
    shop.pair("fail", "pass", times=9, language="th")
    shop.pair("pass", "pass", times=20)
    lines = {line.group: line for line in read_fairness(shop.session, read_basis(shop.session, may())).lines}
    assert (lines["th"].fails.note, lines["th"].stands_out) == ("few", False)


def test_calls_are_grouped_by_the_confidence_of_their_words(shop: Reported) -> None:
    row = shop.conversation(channel="call")
    words = [["dzień", 0, 100, 0.5], ["dobry", 100, 200, 0.7]]
    shop.session.add(tables.Message(conversation_id=row.id, position=0, role="agent", text="dzień dobry", words=words))
    shop.review(row)
    lines = read_fairness(shop.session, read_basis(shop.session, may())).lines
    assert [line.group for line in lines if line.cut == "confidence"] == ["below-70"]


def test_a_reviewer_five_points_stricter_is_told_by_half_of_it(shop: Reported) -> None:
    ruth = shop.user("ruth", UserRole.REVIEWER)
    for _ in range(4):
        row = shop.conversation()
        shop.review(row, score_value=90.0)
        shop.review(row, reviewer=ruth, score_value=85.0)
    found = read_reviewers(shop.session, read_basis(shop.session, may()), now=NOW)
    lines = {line.name: line for line in found.lines}
    assert (lines["rob"].severity.value, lines["ruth"].severity.value) == (2.5, -2.5)
    assert (found.shared, found.agreement.value) == (4, 1.0)


def test_work_is_counted_on_the_day_it_was_done(shop: Reported) -> None:
    shop.review(shop.conversation(), active_seconds=100)
    shop.review(shop.conversation(), active_seconds=500)
    shop.review(shop.conversation(), active_seconds=900, submitted_at=DAY + timedelta(days=40))
    late = shop.assign(shop.conversation())
    late.due_at = NOW - timedelta(days=1)
    shop.session.flush()
    line = read_reviewers(shop.session, read_basis(shop.session, may()), now=NOW).lines[0]
    assert (line.reviews, line.median_seconds, line.total_seconds) == (2, 300, 600)
    assert (line.open, line.overdue) == (1, 1)
