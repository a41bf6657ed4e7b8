"""Times the making of reports and their pages on 100,000 conversations and 20,000 reviews.

python bench/reports.py: copies the database of bench/page.py (built by that first) to var/bench-reports once, adds
reviews with their ratings, makes reports of a month, a quarter and a year, and asks for every page 40 times. Writes
bench/results/reports.json; exit status 1 when a page is too slow.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.page import HOME as PAGE_HOME
from bench.page import _blocks, _checked, _line, _signed_in, _time
from qa.settings import Settings
from qa.stages.reporting import SECTIONS, make_report, parse_period, request_report
from qa.stages.reporting.kept import Taken, keep_report
from qa.store import tables
from qa.store.migrate import upgrade
from qa.store.session import open_database, sessions_of

HOME = Path(os.environ.get("BENCH_REPORTS_HOME", "var/bench-reports")).absolute()
RESULTS = Path(__file__).parent / "results" / "reports.json"
REVIEWS, REACH_MS = 20_000, 80
PERIODS = ("2026-04", "2026-Q1", "2025-06-01..2026-05-20")
REASONS = ("order-status", "return", "complaint", "payment", "shipping", None)


def main() -> None:
    """Build what is not there, make the reports, time the pages and print a table."""
    settings = replace(Settings.from_environment({"QA_HOME": str(HOME)}), secret_key="bench")
    if not (HOME / "built").exists():
        _build(settings)
    upgrade(open_database(settings.database_url))
    making = {period: _make(settings, period) for period in PERIODS}
    for period, seconds in making.items():
        print(f"making {period:<28}{seconds:>9.1f} s", flush=True)
    client, pages = _signed_in(settings), {}
    for section in (*SECTIONS, "whole"):
        name = "" if section == "overview" else f"/{section}"
        url = f"/reports{name}?period={PERIODS[-1]}"
        pages[section] = _time(lambda url=url: _checked(client.get(url)))
        print(_line(section, pages[section]), flush=True)
    slowest = max(taken[1] for taken in pages.values())
    figures = {"conversations": 100_000, "reviews": REVIEWS, "slowest_p95_ms": slowest, "reach_ms": REACH_MS}
    RESULTS.write_text(json.dumps(figures | {"making_s": making, "pages_ms": pages}, indent=1) + "\n")
    sys.exit(0 if slowest <= REACH_MS else 1)


def _build(settings: Settings) -> None:
    print(f"Adding {REVIEWS:,} reviews in {HOME} ...", flush=True)
    HOME.mkdir(parents=True, exist_ok=True)
    shutil.copy(PAGE_HOME / "plumbline.db", HOME / "plumbline.db")
    engine = open_database(settings.database_url)
    upgrade(engine)
    with sessions_of(engine, is_writing=True)() as session:
        _add_insights(session)
        _add_reviews(session)
        session.commit()
        session.connection().exec_driver_sql("ANALYZE")
        session.commit()
    (HOME / "built").touch()


def _add_insights(session: Session) -> None:
    chance = random.Random(3)
    ids = session.scalars(select(tables.Conversation.id)).all()
    rows = (
        {
            "conversation_id": one,
            "reason": chance.choice(REASONS),
            "is_reason_given": True,
            "customer_key": f"c-{chance.randrange(40_000)}",
            "handling_seconds": chance.randrange(60, 900),
        }
        for one in ids
    )
    for block in _blocks(rows):
        session.execute(insert(tables.Insight), block)


def _add_reviews(session: Session) -> None:
    """Add reviews of conversations drawn by chance, much like the machine's outcomes, by twelve reviewers."""
    reviewers = _reviewers(session)
    now = datetime(2026, 5, 20, tzinfo=UTC)
    sample = tables.Sample(
        name="bench", design="random", size=REVIEWS, seed=1, frame_size=100_000, strata=[], created_at=now
    )
    session.add(sample)
    session.flush()
    row = tables.Conversation
    judged = session.execute(select(row.id, row.score_value).where(row.score_value.is_not(None)).order_by(row.id)).all()
    drawn = sorted(random.Random(4).sample([(one[0], one[1]) for one in judged], REVIEWS))
    before = max(session.scalars(select(tables.Review.id)).all(), default=0)
    for kind, rows in _rows(drawn, reviewers, sample_id=sample.id, before=before, now=now).items():
        for block in _blocks(rows):
            session.execute(insert(kind), block)
    session.connection().exec_driver_sql(
        "UPDATE conversation SET reviewed_at = started_at WHERE id IN (SELECT conversation_id FROM review)"
    )
    for block in _blocks(_ratings(session, before=before, now=now)):
        session.execute(insert(tables.Rating), block)


def _reviewers(session: Session) -> list[int]:
    people = [
        tables.User(email=f"r{n}@bench.example", name=f"Reviewer {n}", role=tables.UserRole.REVIEWER, password_hash="x")
        for n in range(12)
    ]
    session.add_all(people)
    session.flush()
    return [one.id for one in people]


def _rows(
    drawn: list[tuple[int, float]], reviewers: list[int], *, sample_id: int, before: int, now: datetime
) -> dict[Any, Iterator[dict[str, Any]]]:
    first = 10_000_000
    who = [reviewers[number % len(reviewers)] for number in range(len(drawn))]
    chance = random.Random(5)
    places = [{"sample_id": sample_id, "conversation_id": one} for one, _ in drawn]
    return {
        tables.SamplePick: (
            place | {"position": number, "inclusion_probability": 0.2, "stratum": ""}
            for number, place in enumerate(places)
        ),
        tables.Assignment: (
            place | {"id": first + number, "reviewer_id": who[number], "created_at": now, "finished_at": now}
            for number, place in enumerate(places)
        ),
        tables.Review: (
            {
                "id": before + 1 + number,
                "conversation_id": one,
                "reviewer_id": who[number],
                "rubric_id": 1,
                "assignment_id": first + number,
                "status": tables.ReviewStatus.SUBMITTED,
                "kind": tables.ReviewKind.QUALITY,
                "score_value": max(0.0, min(100.0, score + chance.gauss(-2, 6))),
                "score_coverage": 0.98,
                "critical": [],
                "active_seconds": chance.randrange(120, 900),
                "started_at": now,
                "updated_at": now,
                "submitted_at": now - timedelta(days=number % 300),
            }
            for number, (one, score) in enumerate(drawn)
        ),
    }


def _ratings(session: Session, *, before: int, now: datetime) -> Iterator[dict[str, Any]]:
    review, outcome, chance = tables.Review, tables.Outcome, random.Random(6)
    rows = session.execute(
        select(review.id, outcome.criterion, outcome.verdict)
        .join(outcome, outcome.conversation_id == review.conversation_id)
        .where(review.id > before)
    ).all()
    for review_id, criterion, machine in rows:
        verdict = "pass" if machine == "needs_human" else machine
        if verdict in ("pass", "fail") and chance.random() < 0.05:
            verdict = "fail" if verdict == "pass" else "pass"
        score = {"pass": 1.0, "fail": 0.0}.get(verdict)
        yield {"review_id": review_id, "criterion": criterion, "verdict": verdict, "score": score, "updated_at": now}


def _make(settings: Settings, period: str) -> float:
    """Make a report as a worker does and return how long it took."""
    engine, scope = open_database(settings.database_url), parse_period(period, settings.zone)
    now = datetime.now(UTC)
    begun = time.perf_counter()
    with sessions_of(engine, is_writing=False)() as session:
        report = make_report(session, scope, settings=settings, now=now)
    taken = time.perf_counter() - begun
    with sessions_of(engine, is_writing=True).begin() as session:
        request_report(session, scope, now=now)
        keep_report(session, Taken(scope, None), report, basis="bench", now=now)
    engine.dispose()
    return taken


if __name__ == "__main__":
    main()
