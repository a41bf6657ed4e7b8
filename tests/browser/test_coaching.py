"""Coaching walked through: a coach makes a plan and talks, the agent reads and answers, the plan is closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from qa.stages import coaching
from qa.store import tables
from tests.browser.test_accessibility import faults
from tests.coached import SAID, Reviewed, add_feedback, add_reviews
from tests.web.opened import Opened

pytestmark = pytest.mark.browser

SignIn = Callable[..., Page]
NOW = datetime.now(UTC)
PHONE = {"width": 390, "height": 800}


@pytest.fixture
def coached(served: tuple[Opened, str]) -> Opened:
    """Give the agent twenty random reviews, half of them failed, and two chosen ones with feedback."""
    page, _ = served
    with page.session() as session:
        add_reviews(session, page.shop, Reviewed(passes=10, n=20, at=NOW - timedelta(days=30)))
        chosen = add_reviews(session, page.shop, Reviewed(0, 2, at=NOW - timedelta(days=9), layer="risk"))
        add_feedback(session, chosen[0], agent=page.shop.agent, at=NOW - timedelta(days=8))
        coaching.request_coaching(session, agent_id=page.shop.agent, text="How do I say no?", now=NOW)
    return page


def make_plan(page: Page) -> None:
    """Make a plan from the list, with an exercise from the agent's own words."""
    page.goto("/coaching")
    expect(page.locator("table.agents tbody tr").first).to_contain_text("1 question")
    page.get_by_role("link", name="Anna Nowak").click()
    page.get_by_role("link", name="Make a plan – Does not blame the customer").click()
    page.get_by_label("Target in percent").fill("95")
    page.get_by_label("Target in percent").press("Tab")
    expect(page.locator("#needed")).to_contain_text(
        "random reviews after the start would show a rise from 50 % to 95 %"
    )
    expect(page.locator("#needed")).to_contain_text("A low figure rises by itself.")
    page.get_by_label("Why this goal").fill("It was the point of three reviews.")
    page.get_by_role("button", name="Make the plan").click()
    page.wait_for_url("**/coaching/plans/*")
    page.get_by_role("button", name="Make an exercise of it").first.click()
    expect(page.locator(".action q")).to_have_text(SAID)


def hold_session(page: Page) -> None:
    """Plan a session for now and set it down."""
    page.get_by_role("link", name="Anna Nowak").click()
    page.get_by_label("Day", exact=True).fill(f"{NOW - timedelta(days=1):%Y-%m-%d}")
    page.get_by_label("Time", exact=True).fill("10:00")
    page.get_by_role("button", name="Plan a session").click()
    page.wait_for_url("**/coaching/sessions/*")
    expect(page.locator(".agenda")).to_contain_text("How do I say no?")
    page.get_by_label("Minutes").fill("30")
    page.get_by_label("What was agreed (1)").fill("Three openings to try.")
    page.get_by_role("button", name="Set it down").click()
    expect(page.get_by_text("held", exact=False).first).to_be_visible()


def test_a_plan_from_the_list_to_its_end(coached: Opened, sign_in: SignIn) -> None:
    coach = sign_in("coach")
    make_plan(coach)
    plan = coach.url
    hold_session(coach)
    agent = sign_in("agent1", viewport=PHONE)
    agent.get_by_role("link", name="My coaching").click()
    agent.get_by_role("link", name="An exercise waits for you").click()
    agent.get_by_label("Write a better version").fill("Let me show you where this stands.")
    agent.get_by_role("button", name="Send to your coach").click()
    agent.goto("/my-coaching")
    agent.locator("#sessions-title + ul a").first.click()
    expect(agent.get_by_text("Three openings to try.")).to_be_visible()
    agent.get_by_label("What you take from it").fill("I will try them on chats.")
    agent.get_by_role("button", name="Keep the note").click()
    assert agent.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    coach.goto(plan)
    expect(coach.locator(".better")).to_contain_text("Let me show you where this stands.")
    coach.get_by_label("Your comment").fill("Much warmer.")
    coach.get_by_role("button", name="Send the comment").click()
    close_with_new_reviews(coached, coach)
    agent.goto("/my-coaching")
    expect(agent.get_by_text("Improved")).to_be_visible()
    agent.get_by_role("link", name="Does not blame the customer").first.click()
    expect(agent.get_by_text("We can stop here.")).to_be_visible()
    expect(agent.get_by_text("Much warmer.")).to_be_visible()


def close_with_new_reviews(coached: Opened, coach: Page) -> None:
    """Let time pass: the plan began forty days ago, and twenty random reviews came since."""
    with coached.session() as session:
        plan = coaching.list_plans(session, coached.shop.agent)[0]
        plan.starts_at, plan.baseline_to = NOW - timedelta(days=20), NOW - timedelta(days=20)
        add_reviews(session, coached.shop, Reviewed(passes=19, n=20, at=NOW - timedelta(days=10)))
    coach.reload()
    expect(coach.locator(".progress-chart .mark.after")).to_have_count(1)
    coach.get_by_label("What you conclude").fill("We can stop here.")
    coach.get_by_role("button", name="Close the plan").click()
    expect(coach.locator("main")).to_contain_text("With 20 random reviews since the start, more pass than before")


@pytest.mark.parametrize(("scheme", "language"), [("light", "en"), ("dark", "ar")])
def test_the_pages_of_coaching_have_no_fault(coached: Opened, sign_in: SignIn, scheme: str, language: str) -> None:
    coach = sign_in("coach", color_scheme=scheme)
    make_plan(coach)
    hold_session(coach)
    with coached.session() as session:
        for user in session.query(tables.User):
            user.language = language
    found = {}
    for address in (
        "/coaching",
        "/coaching/team",
        "/coaching/agents/1",
        "/coaching/agents/1/plans/new?criterion=no-blame&target=95",
        "/coaching/plans/1",
        "/coaching/sessions/1",
        "/coaching/sessions/1/sheet",
    ):
        coach.goto(address)
        found[address] = faults(coach)
    agent = sign_in("agent1", viewport=PHONE, color_scheme=scheme)
    for address in ("/my-coaching", "/my-coaching/plans/1", "/my-coaching/sessions/1"):
        agent.goto(address)
        found[address] = faults(agent)
        assert agent.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert {address: one for address, one in found.items() if one} == {}


def test_a_plan_is_made_and_closed_without_javascript(coached: Opened, sign_in: SignIn) -> None:
    page = sign_in("coach", java_script_enabled=False)
    page.goto("/coaching/agents/1/plans/new")
    page.get_by_label("Does not blame the customer").check()
    page.get_by_label("Target in percent").fill("95")
    page.get_by_role("button", name="Make the plan").click()
    page.get_by_role("button", name="Close the plan").click()
    expect(page.locator(".verdict")).to_contain_text("Too few reviews")
