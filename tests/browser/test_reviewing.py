"""A reviewer at work in a real browser."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.words import click_word
from tests.web.opened import Opened

pytestmark = pytest.mark.browser

SignIn = Callable[..., Page]
Served = tuple[Opened, str]


def open_review(page: Page, conversation_id: int) -> str:
    """Begin a review from the page of the conversation, as people do."""
    page.goto(f"/conversations/{conversation_id}")
    page.get_by_role("button", name="Review", exact=True).click()
    page.wait_for_url(re.compile(r"/reviews/\d+"))
    page.wait_for_selector(".criterion.current")
    return page.url


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_a_review_is_rated_and_submitted_with_the_keyboard_alone(served: Served, sign_in: SignIn) -> None:
    page = sign_in("reviewer")
    open_review(page, served[0].shop.chat)
    press(page, "f", "c")
    page.keyboard.type("Thirty is wrong.")
    press(page, "Escape", "j", "3", "u", "P", "P", "n")
    expect(page.locator("#progress")).to_contain_text("5 of 5 rated")
    press(page, "s")
    page.wait_for_url("**/submit")
    expect(page.locator("#confirm")).to_be_focused()
    press(page, "Enter")
    expect(page.get_by_role("button", name="Prepare feedback")).to_be_visible()
    expect(page.locator("#criterion-policy-durations .said")).to_have_text("Thirty is wrong.")
    expect(page.locator(".scorecard :is(input, textarea, .answer)")).to_have_count(0)


def test_the_machine_speaks_after_the_reviewer(served: Served, sign_in: SignIn) -> None:
    page = sign_in("reviewer")
    open_review(page, served[0].shop.chat)
    expect(page.locator(".machine, .marked-fail")).to_have_count(0)
    press(page, "f")
    expect(page.locator("#rating-policy-durations .machine")).to_contain_text("at most 14 days")
    expect(page.locator("mark.marked-fail.lit")).to_have_text("refunds take 30 days")


def test_pointing_at_marked_words_names_their_criterion(served: Served, sign_in: SignIn) -> None:
    page = sign_in("reviewer")
    open_review(page, served[0].shop.chat)
    press(page, "f")
    page.locator("mark").hover()
    expect(page.locator("#tip")).to_have_text("Time limits are right")
    expect(page.locator("#criterion-policy-durations")).to_have_class(re.compile("named"))


def test_the_list_of_keys_opens_and_closes(served: Served, sign_in: SignIn) -> None:
    page = sign_in("reviewer")
    open_review(page, served[0].shop.chat)
    press(page, "?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    press(page, "Escape", "p")
    expect(page.locator("#progress")).to_contain_text("1 of 5 rated")


def wait_for_sound(page: Page, *, after: float) -> None:
    """Wait until the recording plays beyond `after` seconds; the page's own policy forbids waiting by an expression."""
    for _ in range(100):
        if page.evaluate("document.getElementById('sound').currentTime") > after:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"The recording did not play beyond {after} s.")


def send_late(route: Route) -> None:
    """Make saving slow."""
    time.sleep(0.2)
    route.continue_()


def test_typing_on_while_a_change_is_being_saved_conflicts_with_nobody(served: Served, sign_in: SignIn) -> None:
    page = sign_in("reviewer")
    address = open_review(page, served[0].shop.chat)
    page.route("**/ratings/**", send_late)
    press(page, "p", "f", "p", "c")
    page.keyboard.type("A longer thought that is typed on and on.", delay=30)
    press(page, "Escape", "f")
    expect(page.locator("#rating-policy-durations .saved")).to_be_visible()
    page.wait_for_timeout(1500)
    expect(page.locator(".conflict")).to_have_count(0)
    page.goto(address)
    expect(page.locator("[name=comment]").first).to_have_value("A longer thought that is typed on and on.")
    expect(page.locator("#criterion-policy-durations [value=fail]")).to_be_checked()


def test_a_second_tab_overwrites_nothing_silently(served: Served, sign_in: SignIn) -> None:
    first = sign_in("reviewer")
    address = open_review(first, served[0].shop.chat)
    second = first.context.new_page()
    second.goto(address)
    press(second, "p")
    expect(second.locator("#progress")).to_contain_text("1 of 5 rated")
    first.bring_to_front()
    press(first, "f")
    conflict = first.locator("#rating-policy-durations .conflict")
    expect(conflict).to_contain_text("Saved now")
    conflict.get_by_role("button", name="Save mine").click()
    expect(first.locator("#rating-policy-durations .saved")).to_contain_text("changed after seeing the machine")
    second.reload()
    expect(second.locator("#criterion-policy-durations [value=fail]")).to_be_checked()


def test_a_change_is_sent_again_when_the_server_was_away(served: Served, sign_in: SignIn) -> None:
    page = sign_in("reviewer")
    open_review(page, served[0].shop.chat)
    page.route("**/ratings/**", lambda route: route.abort())
    press(page, "p")
    expect(page.locator("#network")).to_be_visible()
    page.unroute("**/ratings/**")
    expect(page.locator("#progress")).to_contain_text("1 of 5 rated")
    expect(page.locator("#network")).to_be_hidden()


def test_submitting_right_after_typing_waits_for_the_saving(served: Served, sign_in: SignIn) -> None:
    page = sign_in("reviewer")
    address = open_review(page, served[0].shop.chat)
    press(page, "f", "c")
    page.keyboard.type("The last word")
    page.locator("#submit-link").click()
    page.wait_for_url("**/submit")
    page.goto(address)
    expect(page.locator("[name=comment]").first).to_have_value("The last word")


def test_words_are_selected_and_annotated_with_the_keyboard(served: Served, sign_in: SignIn) -> None:
    page = sign_in("reviewer")
    open_review(page, served[0].shop.chat)
    press(page, "a", "ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight", "Shift+ArrowRight", "Enter")
    dialog = page.get_by_role("dialog", name="Pin a note")
    expect(dialog.locator("blockquote")).to_have_text("second jacket")
    page.keyboard.type("Answers the second question")
    press(page, "Control+Enter")
    expect(page.locator("#message-3 .note")).to_contain_text("Answers the second question")
    expect(page.locator("#message-3 mark.marked-note")).to_have_text("second jacket")
    expect(page.locator(".criterion.current")).to_be_focused()


def test_words_after_an_emoji_are_annotated_with_the_mouse(served: Served, sign_in: SignIn) -> None:
    page = sign_in("reviewer")
    open_review(page, served[0].shop.chat)
    page.locator("#message-2 .text").click(click_count=3)
    page.get_by_role("button", name="Pin a note").click()
    expect(page.locator("#annotate-quote")).to_have_text("30 days? Your page says 14. 🙄")
    page.get_by_role("button", name="Pin", exact=True).click()
    expect(page.locator("#message-2 mark")).to_have_text("30 days? Your page says 14. 🙄")


def test_arabic_words_are_walked_the_way_they_are_read(served: Served, sign_in: SignIn) -> None:
    page = sign_in("reviewer")
    open_review(page, served[0].shop.arabic)
    press(page, "a", "ArrowLeft", "Shift+ArrowLeft", "Enter")
    expect(page.locator("#annotate-quote")).to_have_text("بك أستاذ")


def test_a_clicked_word_is_heard_and_lit(served: Served, sign_in: SignIn) -> None:
    page = sign_in("reviewer")
    open_review(page, served[0].shop.call)
    click_word(page, "parcel")
    wait_for_sound(page, after=3.7)
    expect(page.locator(".message.speaks")).to_contain_text("My parcel is late.")
    assert page.evaluate("[...CSS.highlights.get('heard')].map(String)") == ["parcel"]


def test_a_stretch_of_sound_is_pinned_with_two_keys(served: Served, sign_in: SignIn) -> None:
    page = sign_in("reviewer")
    open_review(page, served[0].shop.call)
    page.wait_for_selector(".player.drawn")
    press(page, "i", "]", "o")
    expect(page.locator("#annotate-quote")).to_have_text("0:00–0:05")
    page.keyboard.type("Long silence")
    press(page, "Control+Enter")
    expect(page.locator("#sound-notes")).to_contain_text("Long silence")


def test_a_stretch_of_sound_is_pinned_by_dragging(served: Served, sign_in: SignIn) -> None:
    page = sign_in("reviewer")
    open_review(page, served[0].shop.call)
    page.wait_for_selector(".player.drawn")
    box = page.locator("#wave").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.2, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 20, steps=8)
    page.mouse.up()
    expect(page.locator("#annotate-quote")).to_have_text(re.compile(r"0:0[12]–0:0[45]"))


def test_both_panes_scroll_on_their_own_and_the_page_does_not(served: Served, sign_in: SignIn) -> None:
    page = sign_in("reviewer", viewport={"width": 1280, "height": 480})
    open_review(page, served[0].shop.chat)
    press(page, "f", "j", "j", "j", "j", "c")
    fits = "document.scrollingElement.scrollTop === 0 && document.body.scrollTop === 0"
    assert page.evaluate(fits)
    assert page.evaluate("document.getElementById('scorecard').scrollTop") > 0
    assert page.evaluate("document.getElementById('conversation').scrollTop") == 0


def test_rating_and_submitting_work_without_javascript(served: Served, sign_in: SignIn) -> None:
    page = sign_in("reviewer", java_script_enabled=False)
    page.goto(f"/conversations/{served[0].shop.chat}")
    page.get_by_role("button", name="Review", exact=True).click()
    for number, value in enumerate(("fail", "3", "pass", "pass", "not_applicable")):
        criterion = page.locator(".criterion").nth(number)
        criterion.locator(f"input[value='{value}']").check(force=True)
        criterion.get_by_role("button", name="Save").click()
    page.locator("#submit-link").click()
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_role("button", name="Prepare feedback")).to_be_visible()
