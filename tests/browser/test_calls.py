"""The player of a call in a real browser: keys, skipping, repeating, links to a moment, correcting."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from qa.store import tables
from tests.browser.words import click_word
from tests.web.opened import Opened
from tests.web.test_recordings import publish_the_call

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::ResourceWarning")]

SignIn = Callable[..., Page]
Served = tuple[Opened, str]

AT = "document.getElementById('sound').currentTime"
MUSIC = {"kind": "music", "start_ms": 6000, "end_ms": 9000, "channel": None, "reason": "", "text": ""}


def open_call(page: Page, served: Served, moment: str = "") -> None:
    page.goto(f"/conversations/{served[0].shop.call}{moment}")
    page.wait_for_selector(".player.drawn")
    until(page, "document.getElementById('sound').readyState > 0")


def at(page: Page) -> float:
    return float(page.evaluate(AT))


def until(page: Page, condition: str) -> None:
    """Wait for a condition of NOW, the place that is heard; the page itself may evaluate no text."""
    for _ in range(200):
        if page.evaluate(condition.replace("NOW", AT)):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"{condition} did not come true; at {at(page)}")


def put_on_hold(served: Served) -> None:
    with served[0].session() as session:
        session.get_one(tables.Recording, 1).marks = [MUSIC]


def faults(page: Page) -> list[str]:
    """Return what axe finds; it may not copy the style sheet of the waveform, which the policy of the page forbids."""
    violations = Axe().run(page, options={"preload": False}).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in violations]


def test_the_keys_play_move_and_change_the_speed(served: Served, sign_in: SignIn) -> None:
    page = sign_in("reviewer")
    open_call(page, served)
    for key in ("]", ">", ">"):
        page.keyboard.press(key)
    assert at(page) == pytest.approx(5, abs=0.2)
    assert page.evaluate("document.getElementById('sound').playbackRate") == 1.5
    page.keyboard.press("Space")
    until(page, "NOW > 5.3")
    page.keyboard.press("Space")
    expect(page.locator(".player.plays")).to_have_count(0)


def test_the_speed_stays_for_the_next_call(served: Served, sign_in: SignIn) -> None:
    page = sign_in("reviewer")
    open_call(page, served)
    page.select_option("#speed", "2")
    page.reload()
    page.wait_for_selector(".player.ready")
    expect(page.locator("#speed")).to_have_value("2")


def test_music_is_leapt_over(served: Served, sign_in: SignIn) -> None:
    put_on_hold(served)
    page = sign_in("reviewer")
    open_call(page, served)
    page.keyboard.press("z")
    expect(page.locator("#skip")).to_have_attribute("aria-pressed", "true")
    page.evaluate(f"{AT} = 6.4")
    page.keyboard.press("Space")
    until(page, "NOW >= 8.6")


def test_a_stretch_is_heard_again_and_again(served: Served, sign_in: SignIn) -> None:
    page = sign_in("reviewer")
    open_call(page, served)
    page.keyboard.press("l")
    page.evaluate("document.dispatchEvent(new CustomEvent('player:hear', {detail: {from: 4000, to: 4600}}))")
    page.evaluate(f"window.back = 0; let last = 0; setInterval(() => {{ if ({AT} < last) back++; last = {AT}; }}, 20)")
    until(page, "window.back >= 2")
    assert 3.9 <= at(page) <= 4.9


def test_a_link_leads_to_a_moment_and_its_line(served: Served, sign_in: SignIn) -> None:
    page = sign_in("reviewer")
    open_call(page, served, "#t=3.5")
    until(page, "Math.abs(NOW - 3.5) < 0.2")
    expect(page.locator("article.speaks")).to_contain_text("My parcel is late.")
    expect(page.locator("#play")).to_be_focused()


def test_a_link_to_this_moment_is_copied(served: Served, sign_in: SignIn) -> None:
    page = sign_in("reviewer", permissions=["clipboard-read", "clipboard-write"])
    open_call(page, served)
    page.keyboard.press("]")
    page.keyboard.press("y")
    expect(page.locator("#player-says")).to_have_text("Link copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.search(rf"/conversations/{served[0].shop.call}#t=5\.\d$", copied)


def test_a_measure_opens_as_stretches_to_hear(served: Served, sign_in: SignIn) -> None:
    put_on_hold(served)
    page = sign_in("reviewer")
    open_call(page, served)
    page.get_by_text("Measures and stretches").press("Enter")
    page.locator(".measure-group summary", has_text="Hold and music").press("Enter")
    page.locator(".stretches a.hear:visible").first.press("Enter")
    until(page, "NOW > 6 && NOW < 9")
    expect(page.locator(".measures")).to_contain_text("no emotion, no stress, no identity")


def test_the_sound_is_never_fetched_by_script(served: Served, sign_in: SignIn) -> None:
    page = sign_in("reviewer")
    asked: list[tuple[str, str]] = []
    page.on("request", lambda one: asked.append((one.resource_type, one.url)) if "/recordings/1" in one.url else None)
    open_call(page, served)
    scripted = [url for kind, url in asked if kind != "media"]
    assert "media" in {kind for kind, _ in asked}
    assert [url.rpartition("/")[2] for url in scripted] == ["peaks"], "the waveform alone, and once"


def test_until_the_copy_is_made_the_page_says_so(served: Served, sign_in: SignIn) -> None:
    with served[0].session() as session:
        recording = session.get_one(tables.Recording, 1)
        recording.silenced, recording.waits_for_silencing = [[100, 900]], True
    page = sign_in("reviewer")
    page.goto(f"/conversations/{served[0].shop.call}")
    expect(page.locator(".player .notice")).to_contain_text("The copy without secrets is being made")
    expect(page.locator("audio")).to_have_count(0)
    expect(page.locator("svg.lanes rect.talk")).to_have_count(3)


def test_a_line_is_corrected_with_the_keyboard_alone(served: Served, sign_in: SignIn) -> None:
    page = sign_in("reviewer")
    open_call(page, served)
    page.locator("#message-2 a.correct").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/correction?**")
    page.get_by_label("What was said").fill("I am sorry to hear that. It arrives on Tuesday.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/conversations/\d+#message-2$"))
    expect(page.locator("#message-2")).to_contain_text("on Tuesday.")
    page.locator("#message-2 details.corrected summary").press("Enter")
    expect(page.locator("#message-2 del")).to_have_text("I am sorry to hear that. It arrives tomorrow.")


def test_a_line_is_corrected_from_a_review_and_its_words_stay_heard(served: Served, sign_in: SignIn) -> None:
    page = sign_in("reviewer")
    page.goto(f"/conversations/{served[0].shop.call}")
    page.get_by_role("button", name="Review", exact=True).click()
    page.locator("#message-1").hover()
    page.locator("#message-1 a.correct").click()
    page.get_by_label("What was said").fill("My parcel was very late.")
    page.get_by_role("button", name="Save the correction").click()
    page.wait_for_url(re.compile(r"/reviews/\d+#message-1$"))
    click_word(page, "parcel")
    until(page, "NOW > 3.7")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault_in_calls(served: Served, sign_in: SignIn, scheme: str) -> None:
    put_on_hold(served)
    publish_the_call(served[0])
    page = sign_in("coach", color_scheme=scheme)
    open_call(page, served)
    page.locator("#measures > summary").click()
    page.locator(".measure-group summary").first.click()
    assert not faults(page)
    page.goto(f"/conversations/{served[0].shop.call}/messages/1/correction")
    page.get_by_label("What was said").fill("My parcel was late.")
    page.get_by_role("button", name="Save the correction").click()
    page.goto(f"/conversations/{served[0].shop.call}/messages/1/correction")
    assert not faults(page)
    agent = sign_in("agent1", color_scheme=scheme, viewport={"width": 390, "height": 800})
    agent.goto("/my-feedback/1")
    agent.wait_for_selector(".player.drawn")
    assert not faults(agent)


def test_in_arabic_time_still_runs_from_left_to_right(served: Served, sign_in: SignIn) -> None:
    with served[0].session() as session:
        session.get_one(tables.User, served[0].shop.reviewer).language = "ar"
    page = sign_in("reviewer")
    open_call(page, served, "#t=2.5")
    page.wait_for_selector("#playhead:not([hidden])")
    lanes, head = page.locator("#lanes").bounding_box(), page.locator("#playhead").bounding_box()
    assert lanes and head
    assert head["x"] == pytest.approx(lanes["x"] + lanes["width"] / 4, abs=6)
    assert not faults(page)
