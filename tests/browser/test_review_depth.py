"""Causes, comments to reuse, tags, critical fails and self-reviews in a real browser; and no keystroke is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from qa.stages import comment_templates, tagging
from qa.store import tables
from tests.browser.test_reviewing import open_review, press
from tests.shop import NOW
from tests.web.opened import Opened

pytestmark = pytest.mark.browser

SignIn = Callable[..., Page]
Served = tuple[Opened, str]

FIRST = "#criterion-policy-durations"
TYPED = "A thought of which no letter may be lost."


def equip(served: Served) -> None:
    """Give the shop a tag, a comment to reuse and a critical fail to confirm."""
    opened, _ = served
    with opened.session() as session:
        tagging.add_tag(session, "Refunds", now=NOW)
        comment_templates.add_template(
            session,
            "Look the time up first.",
            criterion="policy-durations",
            language="en",
            user_id=opened.shop.coach,
            now=NOW,
        )
        run = session.scalars(select(tables.CheckRun).where(tables.CheckRun.conversation_id == opened.shop.chat)).one()
        run.critical = ["policy-durations"]
        session.get_one(tables.Conversation, opened.shop.chat).has_critical = True


def test_cause_comment_and_tag_are_given_with_the_keyboard_alone(served: Served, sign_in: SignIn) -> None:
    equip(served)
    page = sign_in("reviewer")
    address = open_review(page, served[0].shop.chat)
    expect(page.locator(f"{FIRST} .causes")).to_be_hidden()
    press(page, "f", "r", "2", "t", "1")
    expect(page.locator(f"{FIRST} [name=comment]")).to_have_value("Look the time up first.")
    press(page, "Escape")
    expect(page.locator(f"{FIRST} .saved")).to_be_visible()
    press(page, "a", "Enter")
    expect(page.locator("#annotate [name=comment]")).to_be_focused()
    page.keyboard.type("Thirty days")
    press(page, "Tab", "Tab", "Space", "Control+Enter")
    expect(page.locator(".note .badge")).to_have_text("Refunds")
    page.goto(address)
    expect(page.locator(f"{FIRST} [value=template]")).to_be_checked()
    expect(page.locator(f"{FIRST} [name=comment]")).to_have_value("Look the time up first.")


def test_a_point_in_the_lower_half_asks_for_its_cause(served: Served, sign_in: SignIn) -> None:
    page = sign_in("reviewer")
    open_review(page, served[0].shop.chat)
    causes = page.locator("#criterion-questions-answered .causes")
    press(page, "j", "1")
    expect(causes).to_be_visible()
    press(page, "3")
    expect(causes).to_be_hidden()


def test_two_browsers_lose_no_letter_of_a_comment(served: Served, sign_in: SignIn) -> None:
    first, second = sign_in("reviewer"), sign_in("reviewer")
    address = open_review(first, served[0].shop.chat)
    second.goto(address)
    for page, text in ((first, "From the first."), (second, TYPED)):
        press(page, "c")
        page.keyboard.type(text)
        page.wait_for_timeout(1200)
    conflict = second.locator(f"{FIRST} .conflict")
    expect(conflict).to_contain_text("From the first.")
    expect(conflict).to_contain_text(TYPED)
    expect(second.locator(f"{FIRST} [name=comment]")).to_have_value(TYPED)
    conflict.get_by_role("button", name="Save mine").click()
    expect(second.locator(f"{FIRST} .saved")).to_be_visible()
    first.reload()
    expect(first.locator(f"{FIRST} [name=comment]")).to_have_value(TYPED)


def type_while_away(page: Page) -> None:
    """Type a comment that cannot be sent, and load the page anew all the same."""
    page.on("dialog", lambda dialog: dialog.accept())
    page.route("**/ratings/**", lambda route: route.abort())
    press(page, "c")
    page.keyboard.type(TYPED)
    expect(page.locator("#network")).to_be_visible()


def test_what_was_typed_offline_outlives_a_reload_and_is_saved(served: Served, sign_in: SignIn) -> None:
    page = sign_in("reviewer")
    address = open_review(page, served[0].shop.chat)
    type_while_away(page)
    page.unroute("**/ratings/**")
    page.reload()
    expect(page.locator(f"{FIRST} [name=comment]")).to_have_value(TYPED)
    expect(page.locator(f"{FIRST} .saved")).to_be_visible()
    page.goto(address)
    expect(page.locator(f"{FIRST} [name=comment]")).to_have_value(TYPED)
    assert page.evaluate("sessionStorage.length") == 0


def test_what_was_typed_offline_never_overwrites_what_was_saved_meanwhile(served: Served, sign_in: SignIn) -> None:
    page, other = sign_in("reviewer"), sign_in("reviewer")
    address = open_review(page, served[0].shop.chat)
    type_while_away(page)
    other.goto(address)
    press(other, "c")
    other.keyboard.type("Saved meanwhile.")
    expect(other.locator(f"{FIRST} .saved")).to_be_visible()
    page.unroute("**/ratings/**")
    page.reload()
    conflict = page.locator(f"{FIRST} .conflict")
    expect(conflict).to_contain_text("Saved meanwhile.")
    expect(conflict).to_contain_text(TYPED)


def test_a_note_closed_by_mistake_and_a_summary_left_behind_are_there_again(served: Served, sign_in: SignIn) -> None:
    page = sign_in("reviewer")
    open_review(page, served[0].shop.chat)
    press(page, "a", "Enter")
    page.keyboard.type(TYPED)
    press(page, "Escape", "a", "Enter")
    expect(page.locator("#annotate [name=comment]")).to_have_value(TYPED)
    press(page, "Control+Enter")
    expect(page.locator(".note")).to_contain_text(TYPED)
    press(page, "s")
    page.wait_for_url("**/submit")
    page.locator("[name=summary]").fill(TYPED)
    page.locator("#back").click()
    page.wait_for_selector(".criterion.current")
    page.locator("#submit-link").click()
    expect(page.locator("[name=summary]")).to_have_value(TYPED)


def test_a_critical_fail_is_refused_with_a_reason(served: Served, sign_in: SignIn) -> None:
    equip(served)
    page = sign_in("coach")
    page.goto("/critical")
    expect(page.locator(".fail-proposed mark")).to_have_text("refunds take 30 days")
    page.get_by_label("Why").fill("The customer quoted our old page.")
    page.get_by_role("button", name="It does not").click()
    expect(page.locator(".fail-proposed .decided")).to_contain_text("The customer quoted our old page.")
    page.reload()
    expect(page.locator(".fail-proposed")).to_have_count(0)
    expect(page.get_by_role("table")).to_contain_text("Refused")


def test_an_agent_rates_an_own_conversation_and_compares_later(served: Served, sign_in: SignIn) -> None:
    page = sign_in("agent1")
    page.goto("/my-reviews")
    page.locator(f"form:has([value='{served[0].shop.chat}']) button").click()
    page.wait_for_selector(".criterion.current")
    press(page, "f", "j", "3", "u", "P", "P", "n")
    expect(page.locator("#progress")).to_contain_text("5 of 5 rated")
    expect(page.locator(".machine, .marked-fail")).to_have_count(0)
    press(page, "s")
    page.wait_for_url("**/submit")
    expect(page.get_by_text("Machine")).to_have_count(0)
    press(page, "Enter")
    page.wait_for_url("**/comparison")
    expect(page.get_by_role("main")).to_contain_text("No feedback on this conversation is published yet.")


def test_a_rating_is_sent_once_and_nothing_stays_behind(served: Served, sign_in: SignIn) -> None:
    page = sign_in("reviewer")
    open_review(page, served[0].shop.chat)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if "/ratings/" in request.url else None)
    press(page, "p")
    expect(page.locator(f"{FIRST} .saved")).to_be_visible()
    page.wait_for_timeout(3500)
    assert len(sent) == 1
    assert page.evaluate("sessionStorage.length") == 0
