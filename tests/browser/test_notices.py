"""Notices, webhooks and the page of a check in a real browser: accessible in every shape, usable by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from qa.stages.accounts import NewUser, add_user
from qa.stages.notices import notify
from qa.store import tables
from tests.browser.test_accessibility import faults
from tests.shop import NOW, PASSWORD
from tests.web.judged import add_judged, give_checks
from tests.web.opened import Opened

pytestmark = pytest.mark.browser

SignIn = Callable[..., Page]
Served = tuple[Opened, str]
SHAPES = [
    pytest.param({"color_scheme": "light"}, "en", id="light"),
    pytest.param({"color_scheme": "dark"}, "en", id="dark"),
    pytest.param({"viewport": {"width": 390, "height": 800}}, "en", id="narrow"),
    pytest.param({}, "ar", id="right to left"),
]


@pytest.fixture
def told(served: Served) -> Opened:
    opened = served[0]
    give_checks(opened)
    with opened.session() as session:
        add_judged(session, opened.shop, language="en", right=40, wrong=2, missed=3, spared=12)
        admin = NewUser(
            email="admin@acme.example", name="Ada", role=tables.UserRole.ADMIN, password=PASSWORD, language="en"
        )
        users = [add_user(session, admin).id, opened.shop.manager]
        for kind, path in (("report_ready", "/insights"), ("dispute_opened", "/checks")):
            details = {"agent": "Anna Nowak", "period": "May"}
            notify(session, users=users, kind=kind, subject="x", subject_id=1, path=path, details=details, now=NOW)
    return opened


@pytest.mark.parametrize(("options", "language"), SHAPES)
def test_the_pages_have_no_fault_and_no_sideways_scroll(
    told: Opened, sign_in: SignIn, options: dict[str, object], language: str
) -> None:
    with told.session() as session:
        for user in session.query(tables.User):
            user.language = language
    page = sign_in("admin", **options)
    page.goto("/webhooks")
    page.fill("[name=url]", "https://hooks.example/plumbline")
    page.locator("form.hook button").click()
    expect(page.locator("code.secret")).to_be_visible()
    for address in (None, "/webhooks", "/notices", "/notices/settings", "/checks/no-blame/no-blame-check"):
        if address:
            page.goto(address)
        assert not faults(page), address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_a_notice_is_opened_with_the_keyboard_and_the_bell_counts_down(told: Opened, sign_in: SignIn) -> None:
    page = sign_in("manager")
    expect(page.locator("#bell")).to_contain_text("2 unread")
    page.locator("#bell").press("Enter")
    page.wait_for_url("**/notices")
    page.get_by_role("button", name="Anna Nowak disputes a rating").press("Enter")
    page.wait_for_url("**/checks")
    expect(page.locator("#bell")).to_contain_text("1 unread")
    page.goto("/notices")
    page.get_by_role("button", name="Mark all as read").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("1 notice is marked as read.")
    expect(page.locator("#bell")).not_to_contain_text("unread")


def test_a_state_is_decided_with_the_keyboard_alone(told: Opened, sign_in: SignIn) -> None:
    page = sign_in("manager")
    page.goto("/checks/no-blame/no-blame-check")
    page.locator("input[value=trusted]").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("40 of 42 were right.")
    page.locator("form.decide button").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("The decision is kept.")
    expect(page.locator(".badge.state").first).to_have_text("Trusted")
