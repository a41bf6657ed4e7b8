"""A manager's plan from the form to a reviewer's queue, in a real browser; every page of it without a fault of axe."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_accessibility import faults
from tests.web.opened import Opened

pytestmark = pytest.mark.browser

SignIn = Callable[..., Page]


def keep_plan(page: Page) -> None:
    """Keep a one-off plan of risky and plain random conversations for the first reviewer."""
    page.goto("/plans/new")
    page.fill("[name=name]", "What looks risky")
    page.select_option("[name=cadence]", "once")
    page.select_option("[name=design]", "risk")
    page.fill("[name=size]", "3")
    page.get_by_role("button", name="Or conversations that").click()
    page.select_option("[name=or1-channel]", "email")
    page.locator("[name=reviewer]").first.check()
    page.get_by_role("button", name="Save the plan").last.click()
    page.wait_for_url("**/plans/*")


def test_a_plan_is_kept_drawn_given_out_and_moved(served: tuple[Opened, str], sign_in: SignIn) -> None:
    page = sign_in("manager")
    keep_plan(page)
    expect(page.get_by_text("Risk-weighted")).to_be_visible()
    page.get_by_role("button", name="Draw it now").click()
    page.wait_for_url("**/samples/*")
    expect(page.get_by_role("heading", name="How it was drawn")).to_be_visible()
    page.goto("/workload")
    page.locator("tbody a").first.click()
    page.locator("[name=assignment]").first.check()
    page.locator("[name=taker]").first.check()
    page.get_by_role("button", name="Give to others").click()
    expect(page.get_by_text("1 conversation has another reviewer.")).to_be_visible()


def test_only_the_fields_of_the_chosen_design_are_shown(served: tuple[Opened, str], sign_in: SignIn) -> None:
    page = sign_in("manager")
    page.goto("/samples/new")
    expect(page.locator("[name=quota]")).to_be_hidden()
    expect(page.locator("[name=random_share]")).to_be_hidden()
    page.select_option("[name=design]", "quota")
    expect(page.locator("[name=quota]")).to_be_visible()
    expect(page.locator("[name=size]")).to_be_hidden()
    page.select_option("[name=design]", "neyman")
    expect(page.locator("[name=stratify_by]")).to_be_visible()
    page.select_option("[name=design]", "purposive")
    expect(page.locator("[name=chosen]")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(served: tuple[Opened, str], sign_in: SignIn, scheme: str) -> None:
    page = sign_in("manager", color_scheme=scheme, viewport={"width": 390, "height": 800})
    keep_plan(page)
    plan = page.url
    page.get_by_role("button", name="Draw it now").click()
    page.wait_for_url("**/samples/*")
    assert not faults(page)
    for address in (plan, f"{plan}/edit", "/plans", "/samples/new", "/samples", "/workload"):
        page.goto(address)
        assert not faults(page)
    page.locator("tbody a").first.click()
    assert not faults(page)
    page.goto("/samples/not-reviewed/1")
    assert not faults(page)
