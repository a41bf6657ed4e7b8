"""Whole disputes in real browsers: from the agent's phone to who decides, to a calibration session, and back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_accessibility import faults
from tests.browser.test_feedback import PHONE, publish
from tests.browser.test_reviewing import open_review, press
from tests.web.opened import Opened

pytestmark = pytest.mark.browser

SignIn = Callable[..., Page]


def dispute(agent: Page, *, text: str) -> None:
    """Dispute the first point of the agent's only feedback."""
    agent.goto("/my-feedback/1")
    agent.locator(".told.point").first.get_by_role("link", name="Dispute this rating").click()
    agent.get_by_label("Something around it was overlooked").check()
    agent.get_by_label("Pass").check()
    agent.get_by_label("Say why, and where it can be seen").fill(text)
    assert not faults(agent)
    agent.get_by_role("button", name="Open the dispute").click()
    agent.wait_for_url("**/my-disputes/1")


def decide(page: Page, outcome: str, reason: str) -> None:
    """Decide the only dispute that waits."""
    page.goto("/disputes")
    page.get_by_role("link", name="Time limits are right").click()
    page.get_by_label(outcome).check()
    page.get_by_label("Reason").fill(reason)
    assert not faults(page)
    page.get_by_role("button", name="Decide").click()
    expect(page.locator(".decision").first).to_contain_text(reason)


def test_a_dispute_to_acceptance(served: tuple[Opened, str], sign_in: SignIn) -> None:
    reviewer = sign_in("reviewer")
    publish(reviewer, served[0].shop.chat, "f", "1", "p", "p", "f")
    agent = sign_in("agent1", viewport=PHONE)
    dispute(agent, text="He asked about the second jacket.")
    expect(agent.locator("main")).to_contain_text("Waits for a decision")
    assert agent.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    reviewer.goto("/disputes/1")
    expect(reviewer.locator("main")).to_contain_text("somebody else decides the dispute")
    expect(reviewer.get_by_role("button", name="Decide")).to_have_count(0)
    coach = sign_in("coach", color_scheme="dark")
    decide(coach, "Accept take", "The second jacket has another term.")
    agent.goto("/my-feedback/1")
    expect(agent.locator(".told.point").first).to_contain_text("The second jacket has another term.")
    expect(agent.locator(".score-line")).to_contain_text("changed after a dispute")
    assert not faults(agent)
    agent.get_by_text("What was told before").click()
    expect(agent.locator(".told.point .quoted-turn").first).to_be_visible()
    agent.goto("/my-disputes/1")
    expect(agent.get_by_text("Appeal to a calibration session")).to_have_count(0)
    agent.goto("/disputes/statistics")
    expect(agent.locator("main")).to_contain_text("Overturned: 100 %")
    assert agent.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert not faults(agent)


def test_a_dispute_to_rejection_and_appeal(served: tuple[Opened, str], sign_in: SignIn) -> None:
    publish(sign_in("reviewer"), served[0].shop.chat, "f", "1", "p", "p", "f")
    agent = sign_in("agent1", viewport=PHONE)
    dispute(agent, text="He asked about the second jacket.")
    decide(sign_in("coach"), "Reject", "The page says 14 days for both.")
    agent.goto("/my-disputes/1")
    agent.get_by_text("Appeal to a calibration session").click()
    agent.get_by_label("What did the decision overlook?").fill("The page was changed the day after.")
    agent.get_by_role("button", name="Appeal").click()
    expect(agent.locator("main")).to_contain_text("Waits for a calibration session")
    assert not faults(agent)
    manager = sign_in("manager")
    manager.goto("/disputes?state=appealed")
    assert not faults(manager)
    manager.get_by_role("link", name="Time limits are right").click()
    expect(manager.locator("main")).to_contain_text("The page was changed the day after.")
    manager.get_by_text("Enter the session's answer").click()
    manager.get_by_label("Accept in part").check()
    manager.get_by_label("What caused it").select_option(label="The knowledge base")
    manager.get_by_label("Reason").fill("The page was wrong that day.")
    manager.get_by_role("button", name="Decide").click()
    expect(manager.locator(".decision").first).to_contain_text("Answer to the appeal")
    agent.goto("/my-feedback/1")
    expect(agent.locator(".told.point").first).to_contain_text("The page was wrong that day.")
    expect(agent.locator(".told.point").first).to_contain_text("Not on you")


def test_notices_lead_to_the_dispute(served: tuple[Opened, str], sign_in: SignIn) -> None:
    publish(sign_in("reviewer"), served[0].shop.chat, "f", "1", "p", "p", "f")
    dispute(sign_in("agent1"), text="He asked about the second jacket.")
    manager = sign_in("manager")
    manager.goto("/notices")
    manager.get_by_role("button", name="disputes a rating").click()
    expect(manager.locator("h1")).to_contain_text("Time limits are right")


def test_hints_come_while_one_writes_and_a_wording_is_taken(served: tuple[Opened, str], sign_in: SignIn) -> None:
    page = sign_in("reviewer")
    open_review(page, served[0].shop.chat)
    for key in ("f", "1", "p", "p", "f"):
        press(page, key, "u")
    expect(page.locator("#progress")).to_contain_text("5 of 5 rated")
    press(page, "s")
    page.wait_for_url("**/submit")
    press(page, "Enter")
    page.get_by_role("button", name="Prepare feedback").click()
    page.locator("[name=text-policy-durations]").press_sequentially("You always forget it.")
    expect(page.locator("#hints-policy-durations")).to_contain_text("always")
    expect(page.locator("#hints-policy-durations")).not_to_contain_text("irony")
    assert not faults(page)


def test_an_agent_asks_for_coaching(served: tuple[Opened, str], sign_in: SignIn) -> None:
    publish(sign_in("reviewer"), served[0].shop.chat, "f", "1", "p", "p", "f")
    agent = sign_in("agent1", viewport=PHONE)
    agent.goto("/my-feedback/1")
    agent.get_by_text("Ask for coaching").click()
    agent.get_by_label("What would you like to work on?").fill("Time limits")
    agent.get_by_role("button", name="Ask a coach").click()
    expect(agent.locator(".next")).to_contain_text("Coaching asked for")
    assert not faults(agent)


def test_a_dispute_is_taken_back_and_the_customer_noted(served: tuple[Opened, str], sign_in: SignIn) -> None:
    publish(sign_in("reviewer"), served[0].shop.chat, "f", "1", "p", "p", "f")
    agent = sign_in("agent1", viewport=PHONE)
    dispute(agent, text="A slip of the thumb.")
    agent.get_by_text("Take the dispute back").click()
    assert not faults(agent)
    agent.get_by_role("button", name="Take it back").click()
    expect(agent.locator("main")).to_contain_text("nobody decides it")
    agent.get_by_role("link", name="Dispute this rating").click()
    agent.wait_for_url("**/disputes/policy-durations")
    agent.goto("/my-feedback/1")
    agent.get_by_text("Was the customer abusive?").click()
    agent.get_by_label("You note").select_option("Threats")
    assert not faults(agent)
    agent.locator("details.abuse").get_by_role("button", name="Keep").click()
    expect(agent.locator("details.abuse summary")).to_contain_text("Threats")
    coach = sign_in("coach")
    coach.goto("/disputes")
    expect(coach.locator("main")).to_contain_text("No dispute waits for a decision.")
    coach.goto("/notices")
    expect(coach.locator("main")).to_contain_text("met an abusive customer")
