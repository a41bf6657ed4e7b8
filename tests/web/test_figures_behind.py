"""A figure of coaching leads to what it counts: the coach is told which, the agent sees all that were rated."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from qa.stages import reviewing
from tests.coached import GOAL, Reviewed, add_feedback, add_reviews
from tests.web.opened import Opened, open_page, words

NOW = datetime.now(UTC)


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Opened]:
    """Publish a review drawn by chance, a chosen one, and a fail that was the template's."""
    at = NOW - timedelta(days=9)
    with open_page(tmp_path) as opened:
        with opened.session() as session:
            for reviewed in (
                Reviewed(0, 1, at=at),
                Reviewed(1, 1, at=at, layer="purposive"),
                Reviewed(0, 1, at=at, root_cause="template"),
            ):
                for review in add_reviews(session, opened.shop, reviewed):
                    add_feedback(session, review, agent=opened.shop.agent, at=at)
        yield opened


def test_the_coach_sees_what_counts_and_what_does_not(page: Opened) -> None:
    coach, address = page.as_user(page.shop.coach), f"/coaching/agents/{page.shop.agent}/figures/{GOAL}"
    assert address in coach.get(f"/coaching/agents/{page.shop.agent}").text
    html = coach.get(address).text
    told = words(html)
    assert [told.count(one) for one in (" counted ", "chosen by somebody", "not the agent’s doing")] == [1, 1, 1]
    assert 'href="/feedback/1"' in html


def test_the_agent_sees_all_without_how_they_were_drawn(page: Opened) -> None:
    agent = page.as_user(page.shop.agent_user)
    assert f"/my-coaching/figures/{GOAL}" in agent.get("/my-coaching").text
    html = agent.get(f"/my-coaching/figures/{GOAL}").text
    assert [html.count(f'href="/my-feedback/{number}"') for number in (1, 2, 3)] == [1, 1, 1]
    assert "chosen by somebody" not in html


def test_nobody_elses_figures_are_shown(page: Opened) -> None:
    other = page.as_user(page.shop.other_agent_user)
    assert "/my-feedback/1" not in other.get(f"/my-coaching/figures/{GOAL}").text
    assert other.get(f"/coaching/agents/{page.shop.agent}/figures/{GOAL}").status_code == 403
    assert page.as_user(page.shop.agent_user).get("/my-coaching/figures/nonsense").status_code == 404


def test_what_the_coach_is_still_to_rate_is_left_out(page: Opened) -> None:
    with page.session() as session:
        first = add_reviews(session, page.shop, Reviewed(0, 1, at=NOW - timedelta(days=8)))[0]
        number = add_feedback(session, first, agent=page.shop.agent, at=NOW).id
        reviewing.start_review(session, first.conversation_id, reviewer_id=page.shop.coach, now=NOW)
    html = page.as_user(page.shop.coach).get(f"/coaching/agents/{page.shop.agent}/figures/{GOAL}").text
    assert f'href="/feedback/{number}"' not in html
