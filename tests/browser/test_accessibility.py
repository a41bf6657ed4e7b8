"""No page of reviews or feedback has a fault that axe finds: light, dark and right to left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from qa.domain.sample import Design, SamplePlan
from qa.stages.sampling import SampleOrder, draw_sample
from qa.stages.scorecards import ScorecardOrder, save_scorecard
from qa.store import tables
from tests.browser.test_feedback import publish
from tests.browser.test_review_depth import equip
from tests.browser.test_reviewing import open_review, press
from tests.coached import GOAL, Reviewed, add_feedback, add_reviews
from tests.shop import NOW
from tests.web.judged import add_judged, give_checks
from tests.web.opened import Opened

pytestmark = pytest.mark.browser

SignIn = Callable[..., Page]


def faults(page: Page) -> list[str]:
    """Return what axe finds, each with the first element it is found in."""
    violations = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in violations]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("conversation", ["chat", "mail", "arabic"])
def test_the_review_page(served: tuple[Opened, str], sign_in: SignIn, scheme: str, conversation: str) -> None:
    page = sign_in("reviewer", color_scheme=scheme)
    open_review(page, getattr(served[0].shop, conversation))
    press(page, "f", "c")
    page.wait_for_selector("#rating-policy-durations .saved")
    assert not faults(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["/scorecards", "/scorecards/new", "/samples/new"])
def test_the_pages_of_short_scorecards(
    served: tuple[Opened, str], sign_in: SignIn, scheme: str, address: str
) -> None:  # fmt: skip
    shop = served[0].shop
    with served[0].session() as session:
        save_scorecard(session, ScorecardOrder("Daily", ("greeting",)), by=shop.manager, now=NOW)
    page = sign_in("manager", color_scheme=scheme)
    page.goto(address)
    assert not faults(page)


def test_a_short_review_and_one_that_is_done(served: tuple[Opened, str], sign_in: SignIn) -> None:
    shop = served[0].shop
    with served[0].session() as session:
        kept = save_scorecard(session, ScorecardOrder("Daily", ("greeting",)), by=shop.manager, now=NOW).id
        order = SampleOrder("May", reviewers=[shop.reviewer], scorecards=[kept])
        draw_sample(session, SamplePlan(Design.RANDOM, 9, seed=1), order, zone=ZoneInfo("UTC"), now=NOW)
    page = sign_in("reviewer")
    open_review(page, shop.chat)
    page.get_by_text("not asked by this scorecard").click()
    press(page, "f")
    page.wait_for_selector("#rating-policy-durations .saved")
    assert not faults(page)
    press(page, "j", "p", "s")
    page.wait_for_url("**/submit")
    press(page, "Enter")
    page.wait_for_selector(".given")
    assert not faults(page)


def test_the_review_page_in_arabic_is_mirrored(served: tuple[Opened, str], sign_in: SignIn) -> None:
    with served[0].session() as session:
        session.get_one(tables.User, served[0].shop.reviewer).language = "ar"
    page = sign_in("reviewer")
    page.goto(f"/conversations/{served[0].shop.arabic}")
    page.locator("form[action$='/review'] button").click()
    page.wait_for_selector(".criterion.current")
    conversation, scorecard = (page.locator(f"#{one}").bounding_box() for one in ("conversation", "scorecard"))
    assert conversation and scorecard and scorecard["x"] < conversation["x"]
    assert not faults(page)


def test_the_pages_of_feedback(served: tuple[Opened, str], sign_in: SignIn) -> None:
    page = sign_in("reviewer")
    publish(page, served[0].shop.chat, "f", "1", "p", "p", "f")
    assert not faults(page)
    for address in ("/feedback", "/reviews"):
        page.goto(address)
        assert not faults(page)
    agent = sign_in("agent1", viewport={"width": 390, "height": 800})
    for address in ("/my-feedback", "/my-feedback/1"):
        agent.goto(address)
        assert not faults(agent)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_around_reviews(served: tuple[Opened, str], sign_in: SignIn, scheme: str) -> None:
    equip(served)
    manager = sign_in("manager", color_scheme=scheme, viewport={"width": 390, "height": 800})
    for address in ("/critical", "/exemplars", "/tags?tag=1", "/comment-templates", "/self-reviews"):
        manager.goto(address)
        assert not faults(manager)
    page = sign_in("reviewer", color_scheme=scheme)
    open_review(page, served[0].shop.chat)
    press(page, "f", "t")
    assert not faults(page)
    agent = sign_in("agent1", color_scheme=scheme)
    agent.goto("/my-reviews")
    assert not faults(agent)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_of_people(served: tuple[Opened, str], sign_in: SignIn, scheme: str) -> None:
    with served[0].session() as session:
        session.get_one(tables.User, served[0].shop.manager).role = tables.UserRole.ADMIN
    page = sign_in("manager", color_scheme=scheme, viewport={"width": 390, "height": 800})
    for address in ("/people", "/people/new", f"/people/{served[0].shop.coach}", "/account"):
        page.goto(address)
        assert not faults(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_that_figures_lead_to(served: tuple[Opened, str], sign_in: SignIn, scheme: str) -> None:
    give_checks(served[0])
    with served[0].session() as session:
        add_judged(session, served[0].shop, language="en", right=2, wrong=1, missed=1, spared=1)
        for review in add_reviews(session, served[0].shop, Reviewed(1, 2, at=datetime.now(UTC) - timedelta(days=9))):
            add_feedback(session, review, agent=served[0].shop.agent)
    coach = sign_in("coach", color_scheme=scheme, viewport={"width": 390, "height": 800})
    chat = f"/conversations/{served[0].shop.chat}"
    for address in ("/checks/no-blame/no-blame-check/conversations", f"/coaching/agents/1/figures/{GOAL}", chat):
        coach.goto(address)
        assert not faults(coach)
    agent = sign_in("agent1", color_scheme=scheme)
    agent.goto(f"/my-coaching/figures/{GOAL}")
    assert not faults(agent)
