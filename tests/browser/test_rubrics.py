"""The editor of rubrics in a real browser: both sides follow each other, faults have their line, nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from qa.store import tables
from tests.browser.test_accessibility import faults
from tests.browser.test_reviewing import open_review
from tests.web.carried_out import carry_out
from tests.web.judged import give_checks
from tests.web.opened import Opened

pytestmark = pytest.mark.browser

SignIn = Callable[..., Page]
Served = tuple[Opened, str]
EXAMPLES = """\
    examples:
      - fail: |
          agent: [[You should have]] read the terms.
      - pass: |
          agent: Hello, how can I help?
"""


def give_examples(opened: Opened) -> None:
    """Put checks with examples into the rubric in force."""
    give_checks(opened)
    with opened.session() as session:
        rubric = session.get_one(tables.Rubric, opened.shop.rubric)
        before, mark, after = rubric.yaml.partition("  - id: recording-notice\n")
        own = re.sub(r"      - id: blame-draft\n(        .*\n)+", "", before)
        own = re.sub(r"    checks:\n      - \{id: greeting-check.*\n", "", own)
        rubric.yaml = own + EXAMPLES + mark + after
        rubric.content_hash = "with examples"


def begin(page: Page, criterion: str = "no-blame") -> str:
    """Begin a draft and open a criterion of it; return the draft's address."""
    page.goto("/rubrics")
    page.get_by_role("button", name="Begin a draft").click()
    page.wait_for_url("**/rubrics/drafts/*")
    address = page.url.partition("?")[0]
    page.goto(f"{address}?criterion={criterion}")
    return address


def yaml_has(page: Page, text: str) -> None:
    """Wait until the YAML holds a text."""
    expect(page.locator("#yaml")).to_have_value(re.compile(re.escape(text)))


def replace_yaml(page: Page, old: str, new: str) -> None:
    """Type something else in place of a text in the YAML."""
    page.fill("#yaml", page.input_value("#yaml").replace(old, new))


def test_a_manager_writes_tries_and_publishes_and_a_review_keeps_its_version(served: Served, sign_in: SignIn) -> None:
    opened = served[0]
    give_examples(opened)
    reviewer = sign_in("reviewer")
    open_review(reviewer, opened.shop.chat)
    page = sign_in("manager")
    address = begin(page)

    page.fill("#weight", "5")
    yaml_has(page, "weight: 5")
    page.get_by_text("Add an example").click()
    page.select_option("#new-example-key", "fail")
    page.fill("#new-example-text", "agent: [[You should have]] read it twice.")
    page.locator("#weight").focus()
    yaml_has(page, "read it twice.")

    replace_yaml(page, "weight: 5", "weight: heavy")
    fault = page.locator("#problems li")
    expect(fault).to_contain_text("expected a number")
    fault.get_by_role("button").click()
    said = (
        "document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)"
    )
    assert page.evaluate(said) == "heavy"
    replace_yaml(page, "weight: heavy", "weight: 6")
    expect(page.locator("#weight")).to_have_value("6")

    page.get_by_role("button", name="Run its examples").click()
    expect(page.locator("#criterion-trial")).to_contain_text("waiting for a worker")
    assert carry_out(opened) == 1
    expect(page.locator("#criterion-trial")).to_contain_text("on other words")
    replace_yaml(page, "[[You should have]] read", "[[You should have read]]")
    expect(page.locator("#told")).to_contain_text("Saved")

    page.goto(f"{address}/examples")
    page.get_by_role("button", name="Run all examples").click()
    expect(page.locator("#trial progress")).to_be_visible()
    carry_out(opened)
    expect(page.locator("#trial")).to_contain_text("3 examples are as they should be.")
    page.goto(f"{address}/publish")
    expect(page.locator("main")).to_contain_text("The text reads well and the examples pass.")
    page.fill("[name=note]", "Blame counts more")
    page.get_by_role("button", name="Publish").click()
    page.wait_for_url(re.compile(r"/rubrics/\d+$"))
    expect(page.locator("h1")).to_contain_text("in force")

    with opened.session() as session:
        review = session.query(tables.Review).one()
        assert review.rubric_id == opened.shop.rubric
        assert session.query(tables.RubricTerm).one().note == "Blame counts more"


def test_what_would_change_is_followed_until_it_is_there(served: Served, sign_in: SignIn) -> None:
    opened = served[0]
    give_examples(opened)
    with opened.session() as session:
        conversation = session.get_one(tables.Conversation, opened.shop.chat)
        conversation.reviewed_at = conversation.started_at
    page = sign_in("manager")
    address = begin(page)
    replace_yaml(page, "forbid: {use: blame}", "forbid: {add: {en: [nobody says this]}}")
    page.keyboard.press("Control+s")
    expect(page.locator("#told")).to_contain_text("Saved")
    page.goto(f"{address}/changes")
    page.get_by_role("button", name="Compare").click()
    carry_out(opened)
    expect(page.locator("#trial")).to_contain_text("1 fail gone:")
    page.get_by_text("Conversations", exact=True).last.click()
    assert not faults(page)


def test_the_second_to_change_a_criterion_is_asked_and_loses_nothing(served: Served, sign_in: SignIn) -> None:
    first = sign_in("manager")
    address = begin(first)
    second = sign_in("manager")
    second.goto(f"{address}?criterion=no-blame")
    first.fill("#weight", "5")
    yaml_has(first, "weight: 5")
    second.fill("#weight", "7")
    expect(second.get_by_role("alert")).to_contain_text("Nothing was overwritten.")
    yaml_has(second, "weight: 7")
    second.get_by_role("button", name="Save mine").click()
    expect(second.get_by_role("alert")).to_have_count(0)
    second.reload()
    yaml_has(second, "weight: 7")


@pytest.mark.parametrize(
    "options",
    [
        pytest.param({"color_scheme": "light"}, id="light"),
        pytest.param({"color_scheme": "dark"}, id="dark"),
        pytest.param({"viewport": {"width": 390, "height": 800}}, id="narrow"),
    ],
)
def test_the_pages_have_no_fault_and_no_sideways_scroll(
    served: Served, sign_in: SignIn, options: dict[str, object]
) -> None:
    give_examples(served[0])
    page = sign_in("manager", **options)
    address = begin(page)
    rubric = f"/rubrics/{served[0].shop.rubric}"
    tabs = ("", "/text", "/examples", "/changes", "/publish", "?part=0")
    for one in ("/rubrics", rubric, f"{rubric}/criteria/no-blame", *(f"{address}{tab}" for tab in tabs)):
        page.goto(one)
        assert not faults(page), one
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), one


def test_the_editor_in_arabic_is_mirrored_and_its_yaml_is_not(served: Served, sign_in: SignIn) -> None:
    give_examples(served[0])
    page = sign_in("manager")
    address = begin(page)
    with served[0].session() as session:
        session.get_one(tables.User, served[0].shop.manager).language = "ar"
    page.goto(f"{address}?criterion=no-blame")
    form, yaml = (page.locator(one).bounding_box() for one in ("#form-side", "#yaml"))
    assert form and yaml and yaml["x"] < form["x"]
    assert page.locator("#yaml").evaluate("(area) => getComputedStyle(area).direction") == "ltr"
    assert not faults(page)
