"""Groups of a scorecard in a real browser: passed at once by a key, taken back, folded; scales take p and f."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_reviewing import open_review, press
from tests.web.opened import Opened

pytestmark = pytest.mark.browser

SignIn = Callable[..., Page]
Served = tuple[Opened, str]


def test_the_rest_of_a_group_passes_with_one_key_and_is_taken_back_with_another(
    served: Served, sign_in: SignIn
) -> None:
    page = sign_in("reviewer")
    open_review(page, served[0].shop.chat)
    page.locator("#criterion-greeting").click()
    press(page, "f", "g")
    expect(page.locator("#progress")).to_contain_text("2 of 5 rated")
    expect(page.locator("#group-tone .done")).to_have_text("2/2")
    expect(page.locator("#criterion-greeting input[value=fail]")).to_be_checked()
    expect(page.locator("#criterion-no-blame")).to_contain_text("passed with the rest of its group")
    expect(page.locator("#criterion-greeting")).to_have_class(re.compile("current"))
    press(page, "G")
    expect(page.locator("#progress")).to_contain_text("1 of 5 rated")
    expect(page.locator("#criterion-no-blame [name=answer]:checked")).to_have_count(0)


def test_what_is_being_typed_is_saved_before_the_group_is_answered(served: Served, sign_in: SignIn) -> None:
    page = sign_in("reviewer")
    open_review(page, served[0].shop.chat)
    page.locator("#criterion-greeting").click()
    press(page, "c")
    page.keyboard.type("Hello was there.")
    page.get_by_role("button", name="The rest of this group passes (2)").click()
    expect(page.locator("#group-tone .done")).to_have_text("2/2")
    expect(page.locator("#criterion-greeting [name=comment]")).to_have_value("Hello was there.")


def test_p_and_f_give_the_ends_of_a_scale(served: Served, sign_in: SignIn) -> None:
    page = sign_in("reviewer")
    open_review(page, served[0].shop.chat)
    page.locator("#criterion-questions-answered").click()
    press(page, "p")
    expect(page.locator("#criterion-questions-answered [name=answer][value='4']")).to_be_checked()
    press(page, "f")
    expect(page.locator("#criterion-questions-answered [name=answer][value='0']")).to_be_checked()
    expect(page.locator("#rating-questions-answered .saved")).to_be_visible()


def test_a_folded_group_is_stepped_over_and_opens_for_what_is_unrated(served: Served, sign_in: SignIn) -> None:
    page = sign_in("reviewer")
    open_review(page, served[0].shop.chat)
    press(page, "x")
    expect(page.locator("#criterion-questions-answered")).to_be_hidden()
    press(page, "j")
    expect(page.locator("#criterion-spelling")).to_have_class(re.compile("current"))
    press(page, "p", "k", "u")
    expect(page.locator("#criterion-greeting")).to_have_class(re.compile("current"))
    press(page, "P", "P", "u")
    expect(page.locator("#criterion-policy-durations")).to_be_visible()


def test_a_manager_puts_a_short_scorecard_together(served: Served, sign_in: SignIn) -> None:
    page = sign_in("manager")
    page.goto("/scorecards")
    page.get_by_role("button", name="New short scorecard").click()
    page.get_by_label("Name").fill("Daily")
    page.get_by_label(re.compile("Greets the customer")).check()
    expect(page.get_by_label(re.compile("Time limits are right"))).to_be_disabled()
    page.get_by_role("button", name="Save the scorecard").click()
    expect(page.locator("table")).to_contain_text("Daily")
    page.get_by_text("What it asks").click()
    expect(page.locator("details.asks li")).to_have_text(["Time limits are right", "Greets the customer"])
