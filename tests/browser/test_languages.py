"""The page in its other languages, in a real browser: it fits a phone, and foreign keyboards work."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SignIn
from tests.browser.test_reviewing import open_review
from tests.web.opened import Opened

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 800}
PAGES = ("/", "/conversations", "/samples/new", "/feedback")


@pytest.mark.parametrize("language", ["pl", "pt", "ar", "th"])
def test_no_page_is_wider_than_a_phone(served: tuple[Opened, str], sign_in: SignIn, language: str) -> None:
    page = sign_in("manager", viewport=PHONE)
    open_review(page, served[0].shop.chat)
    review = page.url
    page.locator("details.menu > summary").click()
    page.locator(f"button[name=language][value={language}]").click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    for address in (*PAGES, f"/conversations/{served[0].shop.chat}", review):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"], address


@pytest.mark.parametrize(
    "key", [pytest.param("ย", id="Thai"), pytest.param("ح", id="Arabic"), pytest.param("P", id="Latin")]
)
def test_shift_and_a_letter_rate_and_go_on_by_the_place_of_the_key(
    served: tuple[Opened, str], sign_in: SignIn, key: str
) -> None:
    page = sign_in("reviewer")
    open_review(page, served[0].shop.chat)
    first = page.locator(".criterion.current").get_attribute("data-criterion")
    page.evaluate(
        "key => document.body.dispatchEvent("
        "new KeyboardEvent('keydown', {key, code: 'KeyP', shiftKey: true, bubbles: true, cancelable: true}))",
        key,
    )
    expect(page.locator(f"#criterion-{first} input[value=pass]")).to_be_checked()
    expect(page.locator(".criterion.current")).not_to_have_attribute("data-criterion", str(first))
