"""The shell in a real browser: accessible, no errors, no sideways scrolling, with and without JavaScript."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
import waitress
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.web.seed import PASSWORD
from tests.web.seeded import Seeded

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::ResourceWarning")]
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
PAGES = [
    "/",
    "/conversations",
    "/conversations/2",
    "/samples",
    "/samples/new",
    "/coaching",
    "/coaching/team",
    "/coaching/agents/1",
    "/coaching/agents/1/plans/new",
    "/insights",
    "/facts",
    "/people",
    "/nowhere",
]


@dataclass(frozen=True, slots=True)
class Served:
    """A served page and a browser to look at it."""

    address: str
    browser: Browser

    @contextmanager
    def open(self, name: str, **options: Any) -> Iterator[Page]:
        """Open a window in which `name` is signed in; any error of a script fails the test."""
        context = self.browser.new_context(base_url=self.address, locale="en", **({"viewport": WIDE} | options))
        page = context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if "Security Policy" in said.text else None)
        page.goto("/sign-in")
        page.fill("[name=email]", f"{name}@acme.example")
        page.fill("[name=password]", PASSWORD)
        page.click("#form button")
        yield page
        context.close()
        assert errors == []


@pytest.fixture(scope="module")
def served(seeded: Seeded, browser: Browser) -> Iterator[Served]:
    server = waitress.create_server(seeded.app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield Served(f"http://127.0.0.1:{server.effective_port}", browser)
    server.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_accessible(served: Served, scheme: str) -> None:
    found = {}
    with served.open("admin", color_scheme=scheme) as page:
        for url in PAGES:
            page.goto(url)
            violations = Axe().run(page).response["violations"]
            found[url] = [f"{one['id']}: {one['nodes'][0]['html']}" for one in violations]
    assert {url: faults for url, faults in found.items() if faults} == {}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_narrow_page_does_not_scroll_sideways(served: Served, language: str) -> None:
    wide = []
    with served.open("admin", viewport=NARROW) as page:
        page.click("details.menu > summary")
        page.click(f".sheet button[value={language}]")
        for url in PAGES:
            page.goto(url)
            if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                wide.append(url)
        page.click("details.menu > summary")
        page.click(".sheet button[value=en]")
    assert wide == []


def test_a_filter_changes_the_list_in_place_and_the_address(served: Served) -> None:
    with served.open("manager") as page:
        page.goto("/conversations")
        page.evaluate("window.isSamePage = true")
        page.select_option("[name=channel]", "sms")
        page.wait_for_url("**/conversations?channel=sms")
        page.wait_for_selector("text=12 conversations")
        assert page.evaluate("window.isSamePage") is True
        page.reload()
        assert page.locator("table.conversations tbody tr").count() == 12


def test_the_frame_is_counted_while_the_form_is_filled_in(served: Served) -> None:
    with served.open("manager") as page:
        page.goto("/samples/new")
        page.select_option("select[name=language]", "th")
        page.wait_for_selector("text=12 conversations meet the filters")


def test_filtering_drawing_and_signing_out_work_without_javascript(served: Served) -> None:
    with served.open("manager", java_script_enabled=False) as page:
        page.goto("/conversations")
        page.select_option("[name=channel]", "sms")
        page.click("form.filters button")
        expect(page.locator("table.conversations tbody tr")).to_have_count(12)
        page.goto("/samples/new")
        page.fill("[name=size]", "5")
        page.click("button:not(.away):has-text('Draw the sample')")
        expect(page.locator(".drawn tbody tr")).to_have_count(5)
        page.click("details.menu > summary")
        page.click("text='Sign out'")
        expect(page).to_have_url(re.compile("/sign-in$"))


def test_the_menu_closes_by_escape_and_gives_the_focus_back(served: Served) -> None:
    with served.open("manager") as page:
        page.click("details.menu > summary")
        page.keyboard.press("Escape")
        assert page.locator("details.menu[open]").count() == 0
        assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
