"""Somebody is added in one browser and comes in with another."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from qa.store import tables
from tests.browser.test_accessibility import faults
from tests.web.opened import Opened

pytestmark = pytest.mark.browser

SignIn = Callable[..., Page]


def test_a_person_is_added_comes_in_by_the_link_and_is_shut_out(
    served: tuple[Opened, str], sign_in: SignIn, browser: Browser
) -> None:
    with served[0].session() as session:
        session.get_one(tables.User, served[0].shop.manager).role = tables.UserRole.ADMIN
    admin = sign_in("manager")
    admin.goto("/people")
    admin.get_by_role("button", name="Add a person").click()
    admin.get_by_label("Name", exact=True).fill("Ewa Wilk")
    admin.get_by_label("E-mail", exact=True).fill("ewa@acme.example")
    admin.get_by_label("Reviewer").check()
    admin.get_by_role("button", name="Add", exact=True).click()
    address = admin.locator(".once code").inner_text()

    guest = browser.new_context().new_page()
    guest.goto(address)
    assert not faults(guest)
    guest.get_by_label("New password").fill("three words together")
    guest.get_by_label("The new one again").fill("three words together")
    guest.get_by_role("button", name="Keep it and sign in").click()
    expect(guest.get_by_role("heading", level=1)).to_contain_text("Good to see you, Ewa")

    admin.get_by_role("button", name="Close the account").click()
    expect(admin.locator(".notice")).to_contain_text("The account is closed")
    guest.reload()
    expect(guest.get_by_role("heading", level=1)).to_have_text("Sign in")
