"""A calibration with ten people in ten browsers at once: blind until the reveal, then all follow it live."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect
from waitress.server import create_server

from qa.stages import calibrating
from qa.stages.accounts import NewUser, add_user
from qa.stages.calibrating.choosing import Choice
from qa.store import tables
from qa.store.tables import CalibrationState, UserRole
from tests.browser.test_accessibility import faults
from tests.shop import NOW, PASSWORD
from tests.stages.calibrating.meeting import PASSES, STRICT, plan, reveal
from tests.web.opened import Opened, open_page
from web import live

pytestmark = pytest.mark.browser

PEOPLE = 10
THREADS = 16
# One rater in two fails the time limit; all rate the rest alike.
RATE = """(number) => {
  for (const article of document.querySelectorAll(".criterion")) {
    const isLimit = article.dataset.criterion === "policy-durations";
    const value = isLimit && number % 2 ? "fail" : article.querySelector("[value='4']") ? "4" : "pass";
    const radio = article.querySelector(`[value="${value}"]`);
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  }
}"""
WATCH = """(selector) => {
  const note = () => { if (!window.seenAt && document.querySelector(selector)) window.seenAt = Date.now(); };
  new MutationObserver(note).observe(document.documentElement, { childList: true, subtree: true });
}"""
LISTEN = """async (address) => {
  const aborting = new AbortController();
  setTimeout(() => aborting.abort(), 1500);
  let heard = "";
  try {
    const reader = (await fetch(address, { signal: aborting.signal })).body.getReader();
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      heard += new TextDecoder().decode(value);
    }
  } catch (error) { if (error.name !== "AbortError") throw error; }
  return heard;
}"""


@dataclass(frozen=True, slots=True)
class Crowd:
    """A served session open for rating; ten people rate, the coach leads."""

    opened: Opened
    address: str
    session_id: int
    sheet: str

    @property
    def page(self) -> str:
        """Return the address of the session."""
        return f"/calibration/{self.session_id}"


@pytest.fixture
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crowd]:
    """Serve the page as `qa serve` does: few threads, so that ten held streams would starve it."""
    with open_page(tmp_path_factory.mktemp("home")) as opened:
        opened.app.config.update(TESTING=False, WTF_CSRF_ENABLED=True)
        live.init_app(opened.app, seats=THREADS // 2)
        session_id, chosen_id = _open_session(opened)
        server = create_server(opened.app, host="127.0.0.1", port=0, threads=THREADS)
        thread = threading.Thread(target=server.run)
        thread.start()
        yield Crowd(opened, f"http://127.0.0.1:{server.effective_port}", session_id, f"/calibration/sheets/{chosen_id}")
        server.close()
        thread.join(timeout=10)


def test_ten_people_rate_blind_at_once_and_follow_the_reveal_live(crowd: Crowd, browser: Browser) -> None:
    pages = [_sign_in(browser, crowd, f"p{number}") for number in range(PEOPLE)]
    _rate_all(pages, crowd)
    for page in pages:
        _expect_nothing_of_others(page, crowd)
    lead = _sign_in(browser, crowd, "coach")
    lead.goto(crowd.page)
    for page in pages:
        page.goto(crowd.page)
        page.get_by_role("button", name="Hand in").click()
        expect(page.locator(".done-line")).to_be_visible()
        page.evaluate(WATCH, ".matrix")
    expect(lead.locator(".handed-in")).to_have_text(re.compile("10 of 10"))
    lead.get_by_role("button", name="Reveal the ratings").click()
    for page in pages:
        expect(page.locator(".matrix tbody tr").first).to_contain_text("Time limits are right")
    seen = [page.evaluate("window.seenAt") for page in pages]
    assert max(seen) - 1000 * _revealed_at(crowd).timestamp() < 2000
    _expect_all_follow(lead, pages, crowd)
    for page in (*pages, lead):
        page.context.close()


def _rate_all(pages: list[Page], crowd: Crowd) -> None:
    """Let everybody rate the whole sheet at the same moment."""
    for page in pages:
        page.goto(crowd.sheet)
        page.wait_for_selector(".criterion.current")
    for number, page in enumerate(pages):
        page.evaluate(f"number => setTimeout(() => ({RATE})(number), 300)", number)
    for page in pages:
        expect(page.locator(".state .saved")).to_have_count(5)
        expect(page.locator("#progress .rated")).to_have_text("5 of 5 rated")


def _expect_nothing_of_others(page: Page, crowd: Crowd) -> None:
    """Read everything that could tell: session, sheet, conversation, reviews and the stream itself."""
    chat = crowd.opened.shop.chat
    for address in (crowd.page, f"{crowd.page}/live", f"/conversations/{chat}", "/conversations", "/reviews"):
        page.goto(address)
        html = page.content()
        assert "The machine explains" not in html
        assert "matrix" not in html
        assert not page.locator(".badge.fail").count()
    page.goto(f"{crowd.page}/ratings.csv")
    expect(page.get_by_text("The ratings of this session are not revealed yet.")).to_be_visible()
    page.goto(crowd.page)
    heard = page.evaluate(LISTEN, f"{crowd.page}/events?seen=0")
    told = [line for line in heard.splitlines() if line.startswith("data:")]
    assert told
    assert all(re.fullmatch(r'data: \{"revision": \d+, "state": "rating"\}', line) for line in told)


def _expect_all_follow(lead: Page, pages: list[Page], crowd: Crowd) -> None:
    """Begin the discussion and turn to gold: everybody's page goes along."""
    lead.get_by_role("button", name="Begin the discussion").click()
    lead.goto(f"{crowd.page}/room")
    expect(lead.locator(".item h2")).to_have_text("Time limits are right")
    for page in pages:
        expect(page.locator(".item h2")).to_have_text("Time limits are right")
    lead.locator(".gold-form [value=fail]").check()
    lead.get_by_role("button", name="Write down as the gold rating").click()
    for page in pages:
        expect(page.locator(".item .gold-voice")).to_contain_text("agreed in the session")


def _sign_in(browser: Browser, crowd: Crowd, name: str) -> Page:
    page = browser.new_context(base_url=crowd.address, viewport={"width": 1100, "height": 800}).new_page()
    page.goto("/sign-in")
    page.fill("[name=email]", f"{name}@acme.example")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/")
    return page


def _open_session(opened: Opened) -> tuple[int, int]:
    with opened.session() as session:
        people = [
            add_user(session, NewUser(f"p{number}@acme.example", f"Person {number}", UserRole.REVIEWER, PASSWORD))
            for number in range(PEOPLE)
        ]
        coach = opened.shop.coach
        order = calibrating.SessionOrder(
            name="Ten at once",
            facilitator_id=coach,
            participants=tuple(one.id for one in people),
            seed=1,
            deadline_at=datetime.now(NOW.tzinfo) + timedelta(days=1),
        )
        choices = [Choice(opened.shop.chat, "random")]
        row = calibrating.plan_session(session, order, created_by=coach, now=NOW, choices=choices)
        calibrating.advance(session, row.id, to=CalibrationState.RATING, user_id=coach, now=NOW)
        return row.id, row.conversations[0].id


def _revealed_at(crowd: Crowd) -> datetime:
    with crowd.opened.session() as session:
        moment = session.get_one(tables.CalibrationSession, crowd.session_id).revealed_at
    assert moment is not None
    return moment


@pytest.mark.parametrize(
    ("language", "options"),
    [
        pytest.param("en", {"color_scheme": "light"}, id="light"),
        pytest.param("en", {"color_scheme": "dark"}, id="dark"),
        pytest.param("ar", {"viewport": {"width": 390, "height": 800}}, id="narrow and right to left"),
    ],
)
def test_no_page_has_a_fault_or_scrolls_sideways(
    served: tuple[Opened, str], sign_in: Callable[..., Page], language: str, options: dict[str, object]
) -> None:
    opened = served[0]
    with opened.session() as session:
        session.get_one(tables.User, opened.shop.coach).language = language
        meeting = reveal(session, opened.shop, PASSES, STRICT)
        meeting.move(CalibrationState.DISCUSSION, CalibrationState.DECISIONS)
        waiting = plan(
            session, opened.shop, gold_by=opened.shop.coach, conversations=(opened.shop.mail,), deadline_at=None
        )
        waiting.move(CalibrationState.RATING)
    page = sign_in("coach", **options)
    revealed, open_ = f"/calibration/{meeting.id}", f"/calibration/{waiting.id}"
    sheet = f"/calibration/sheets/{waiting.chosen}"
    for address in (
        "/calibration",
        "/calibration/new",
        revealed,
        f"{revealed}/figures",
        f"{revealed}/room",
        open_,
        sheet,
    ):
        page.goto(address)
        assert not faults(page), address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_what_the_facilitator_types_is_not_taken_away_by_a_change(
    served: tuple[Opened, str], sign_in: Callable[..., Page]
) -> None:
    opened = served[0]
    with opened.session() as session:
        meeting = reveal(session, opened.shop, PASSES, STRICT)
        meeting.move(CalibrationState.DISCUSSION, CalibrationState.DECISIONS)
    page = sign_in("coach")
    page.goto(f"/calibration/{meeting.id}/room")
    page.locator(".decision-form [name=reason]").fill("Half a sentence")
    with opened.session() as session:
        calibrating.turn_to(session, meeting.id, 2, user_id=opened.shop.coach, now=NOW)
    page.wait_for_timeout(1500)
    expect(page.locator(".decision-form [name=reason]")).to_have_value("Half a sentence")
