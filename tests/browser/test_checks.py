"""The page of checks in a real browser: accessible in every shape, usable by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from qa.store import tables
from tests.browser.test_accessibility import faults
from tests.web.judged import add_judged, give_checks
from tests.web.opened import Opened

pytestmark = pytest.mark.browser

SignIn = Callable[..., Page]
Served = tuple[Opened, str]


@pytest.fixture
def judged(served: Served) -> Opened:
    opened = served[0]
    give_checks(opened)
    with opened.session() as session:
        add_judged(session, opened.shop, language="en", right=24, wrong=6, missed=8, spared=12)
    return opened


@pytest.mark.parametrize(
    "options",
    [
        pytest.param({"color_scheme": "light"}, id="light"),
        pytest.param({"color_scheme": "dark"}, id="dark"),
        pytest.param({"viewport": {"width": 390, "height": 800}}, id="narrow"),
    ],
)
def test_the_page_has_no_fault_and_no_sideways_scroll(
    judged: Opened, sign_in: SignIn, options: dict[str, object]
) -> None:
    page = sign_in("reviewer", **options)
    page.goto("/checks")
    assert not faults(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_page_without_records_has_no_fault(served: Served, sign_in: SignIn) -> None:
    give_checks(served[0])
    page = sign_in("coach")
    page.goto("/checks")
    expect(page.get_by_role("note")).to_contain_text("No check has a record yet.")
    assert not faults(page)


def test_the_page_in_arabic_is_mirrored(judged: Opened, sign_in: SignIn) -> None:
    with judged.session() as session:
        session.get_one(tables.User, judged.shop.manager).language = "ar"
    page = sign_in("manager")
    page.goto("/checks")
    heading, form = (page.locator(one).bounding_box() for one in (".headline h1", "form.chosen"))
    assert heading and form and form["x"] < heading["x"]
    assert not faults(page)


def test_filters_are_chosen_with_the_keyboard_alone(judged: Opened, sign_in: SignIn) -> None:
    page = sign_in("reviewer")
    page.goto("/checks")
    page.locator("[name=dimension]").focus()
    page.keyboard.type("Tone")
    page.keyboard.press("Tab")
    page.keyboard.type("Eng")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/checks?dimension=tone&language=en")
    expect(page.locator("#check-no-blame-no-blame-check")).to_contain_text("Right 24 of 30 times")


def test_a_finding_leads_to_the_record_of_its_check(judged: Opened, sign_in: SignIn) -> None:
    page = sign_in("manager")
    page.goto(f"/conversations/{judged.shop.chat}")
    assert not faults(page)
    page.get_by_role("link", name="This check was right 24 of 30 times").press("Enter")
    page.wait_for_url("**/checks?language=en#check-no-blame-no-blame-check")
    expect(page.locator("#check-no-blame-no-blame-check")).to_be_in_viewport()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_on_a_narrow_screen_the_place_one_is_at_is_in_view(judged: Opened, sign_in: SignIn, language: str) -> None:
    with judged.session() as session:
        session.get_one(tables.User, judged.shop.manager).language = language
    page = sign_in("manager", viewport={"width": 390, "height": 800})
    page.goto("/checks")
    box = page.locator("nav.places [aria-current]").bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390
