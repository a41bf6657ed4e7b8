"""From a submitted review to an agent's phone and back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_reviewing import open_review, press, wait_for_sound
from tests.web.opened import Opened

pytestmark = pytest.mark.browser

SignIn = Callable[..., Page]
PHONE = {"width": 390, "height": 800}


def publish(page: Page, conversation_id: int, *keys: str) -> str:
    open_review(page, conversation_id)
    for key in keys:
        press(page, key, "u")
    expect(page.locator("#progress")).to_contain_text(f"{len(keys)} of {len(keys)} rated")
    press(page, "s")
    page.wait_for_url("**/submit")
    press(page, "Enter")
    page.get_by_role("button", name="Prepare feedback").click()
    page.fill("[name=strength-text]", "A warm greeting.")
    page.get_by_role("button", name="Publish to the agent").click()
    page.wait_for_url("**/feedback/*")
    return page.url


def test_published_feedback_is_read_acknowledged_and_answered(served: tuple[Opened, str], sign_in: SignIn) -> None:
    reviewer = sign_in("reviewer")
    address = publish(reviewer, served[0].shop.chat, "f", "1", "p", "p", "f")
    agent = sign_in("agent1", viewport=PHONE)
    agent.goto("/my-feedback")
    agent.get_by_role("link", name="s-1").click()
    expect(agent.locator(".told").first).to_contain_text("A warm greeting.")
    agent.get_by_role("button", name="I have read this").click()
    expect(agent.locator("#acknowledgement")).to_contain_text("Acknowledged")
    agent.get_by_label("Ask or add something").fill("From which day?")
    agent.get_by_role("button", name="Send").click()
    expect(agent.locator("#comments")).to_contain_text("From which day?")
    assert agent.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    reviewer.goto(address)
    expect(reviewer.locator("#acknowledgement")).to_contain_text("Acknowledged")
    reviewer.get_by_label("Your answer").fill("From the return.")
    reviewer.get_by_role("button", name="Send").click()
    expect(reviewer.locator("#comments")).to_contain_text("From the return.")
    agent.reload()
    expect(agent.locator("#comments")).to_contain_text("From the return.")


def test_the_agent_plays_the_moment(served: tuple[Opened, str], sign_in: SignIn) -> None:
    publish(sign_in("reviewer"), served[0].shop.call, "p", "4", "f", "p", "p", "p")
    agent = sign_in("agent1", viewport=PHONE)
    agent.goto("/my-feedback")
    agent.get_by_role("link", name="s-3").click()
    agent.wait_for_selector("#player.ready")
    agent.get_by_role("button", name="Hear this moment").first.click()
    wait_for_sound(agent, after=0.2)


def test_a_fourth_point_cannot_be_chosen(served: tuple[Opened, str], sign_in: SignIn) -> None:
    page = sign_in("reviewer")
    open_review(page, served[0].shop.chat)
    for key in ("f", "0", "f", "p", "f"):
        press(page, key, "u")
    expect(page.locator("#progress")).to_contain_text("5 of 5 rated")
    press(page, "s")
    page.wait_for_url("**/submit")
    press(page, "Enter")
    page.get_by_role("button", name="Prepare feedback").click()
    expect(page.locator("#chosen")).to_have_text("3 / 3")
    expect(page.locator("input[name=point]:not(:checked)")).to_be_disabled()
