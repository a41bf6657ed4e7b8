"""Reports in a real browser: charts that say what they show, accessible, narrow, mirrored and on paper."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.settings import Settings
from qa.stages.reporting import SECTIONS, make_report, parse_period, request_report
from qa.stages.reporting.kept import Taken, keep_report
from qa.store import tables
from tests.web.seeded import Seeded
from tests.web.test_looks import NARROW, Served, served

__all__ = ["served"]
pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::ResourceWarning")]
NOW = datetime(2026, 5, 20, 12, 0, tzinfo=UTC)
PAGES = [
    "/reports?period=2026-05",
    *(f"/reports/{name}?period=2026-05" for name in (*SECTIONS, "whole") if name != "overview"),
]


@pytest.fixture(scope="module", autouse=True)
def report(seeded: Seeded, browser: Browser) -> None:
    """Reviews of drawn conversations of May, and the report a worker makes of them."""
    settings: Settings = seeded.app.extensions["plumbline.settings"]
    scope = parse_period("2026-05", settings.zone)
    with seeded.session() as session:
        _review(seeded, session)
        request_report(session, scope, now=NOW)
        keep_report(
            session,
            Taken(scope, None),
            make_report(session, scope, settings=settings, now=NOW),
            basis="b",
            now=NOW,
        )


def _review(seeded: Seeded, session: Session) -> None:
    row, reviewer = tables.Conversation, seeded.user(session, "reviewer").id
    sample = tables.Sample(name="May", design="random", size=40, seed=1, frame_size=80, strata=[], created_at=NOW)
    session.add(sample)
    session.flush()
    drawn = session.scalars(select(row).where(row.score_value.is_not(None)).order_by(row.started_at.desc()).limit(40))
    for number, one in enumerate(drawn.all()):
        place = {"sample_id": sample.id, "conversation_id": one.id}
        duty = tables.Assignment(**place, reviewer_id=reviewer, created_at=NOW, finished_at=NOW)
        session.add_all([duty, tables.SamplePick(**place, position=number, inclusion_probability=0.5)])
        session.flush()
        review = tables.Review(
            conversation_id=one.id,
            reviewer_id=reviewer,
            rubric_id=1,
            assignment_id=duty.id,
            score_value=70.0 + number % 30,
            status=tables.ReviewStatus.SUBMITTED,
            started_at=NOW,
            updated_at=NOW,
            submitted_at=NOW,
            active_seconds=240,
        )
        session.add(review)
        session.flush()
        for criterion, verdict in (("greeting", "pass" if number % 4 else "fail"), ("closing", "pass")):
            score = 1.0 if verdict == "pass" else 0.0
            session.add(
                tables.Rating(review_id=review.id, criterion=criterion, verdict=verdict, score=score, updated_at=NOW)
            )
        one.reviewed_at = NOW
    session.flush()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_report_is_accessible(served: Served, scheme: str) -> None:
    found = {}
    with served.open("admin", color_scheme=scheme) as page:
        for url in PAGES:
            page.goto(url)
            violations = Axe().run(page).response["violations"]
            found[url] = [f"{one['id']}: {one['nodes'][0]['html']}" for one in violations]
    assert {url: faults for url, faults in found.items() if faults} == {}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_narrow_report_does_not_scroll_sideways(served: Served, language: str) -> None:
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


def test_a_chart_says_what_is_pointed_at(served: Served) -> None:
    with served.open("manager") as page:
        page.goto("/reports/agents?period=2026-05")
        page.hover("svg.chart.wide circle.dot >> nth=0")
        assert "reviews failed" in page.inner_text(".tooltip")
        page.keyboard.press("Escape")
        assert page.locator(".tooltip").is_hidden()


def test_the_period_is_chosen_without_javascript(served: Served) -> None:
    with served.open("manager", java_script_enabled=False) as page:
        page.goto("/reports?period=2026-05")
        page.select_option("[name=period]", "2026-04")
        page.click("form.scope button")
        page.click("text=Compute it")
        assert "This report is being computed" in page.inner_text("main")


def test_a_report_that_is_not_there_is_asked_for_by_itself(served: Served) -> None:
    with served.open("manager") as page:
        page.goto("/reports/trend?period=2026-03")
        page.wait_for_selector("text=This report is being computed")
        assert page.url.endswith("/reports/trend?period=2026-03")


@pytest.mark.parametrize(("name", "fewest"), [("overview", 1), ("whole", len(SECTIONS))])
def test_a_printed_report_has_its_pages_and_no_navigation(served: Served, name: str, fewest: int) -> None:
    with served.open("manager") as page:
        page.goto("/reports/whole?period=2026-05" if name == "whole" else "/reports?period=2026-05")
        printed = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4", print_background=True)))
    text = "\n".join(one.extract_text() for one in printed.pages)
    assert len(printed.pages) >= fewest
    assert "May 2026" in text
    assert "Mean score of a conversation" in text
    assert [word for word in ("Sign out", "Download", "Other days") if word in text] == []
