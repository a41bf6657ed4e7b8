"""Reports are asked for, made once by whoever takes them, kept, and forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qa.domain.codec import from_json, to_json
from qa.settings import Settings
from qa.stages.reporting import Report, find_report, make_report, request_report
from qa.stages.reporting.kept import LOST_AFTER, Taken, forget_reports, keep_report, look_again, take_next, tell_ready
from qa.stages.reporting.making import basis_hash
from qa.store import tables
from qa.store.tables import UserRole
from tests.stages.reporting.build import NOW, ZONE, Reported, may


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.from_environment({"QA_HOME": str(tmp_path), "QA_TIME_ZONE": "Europe/Warsaw"})


def _make(session: Session, settings: Settings, taken: Taken, *, now: datetime = NOW) -> None:
    report = make_report(session, taken.scope, settings=settings, now=now)
    keep_report(session, taken, report, basis=basis_hash(session, taken.scope, now=now), now=now)


def test_a_report_comes_back_from_the_store_as_it_was_made(shop: Reported, settings: Settings) -> None:
    shop.pair("fail", "pass", times=2)
    _make(shop.session, settings, _asked(shop.session))
    kept = find_report(shop.session, may())
    assert kept is not None
    assert kept.report() == make_report(shop.session, may(), settings=settings, now=NOW)


def test_the_same_rows_give_the_same_figures(shop: Reported, settings: Settings) -> None:
    shop.pair("fail", "pass", times=3)
    first, second = (make_report(shop.session, may(), settings=settings, now=NOW) for _ in range(2))
    assert first == second


def test_what_is_not_known_any_more_is_left_out_when_read(shop: Reported, settings: Settings) -> None:
    report = make_report(shop.session, may(), settings=settings, now=NOW)
    assert from_json(Report, to_json(report) | {"weather": "fine"}) == report


def test_nobody_else_takes_what_is_being_made_until_it_is_lost(shop: Reported) -> None:
    shop.conversation()
    taken = list(_all_taken(shop.session, now=NOW))
    assert len(taken) == len(set(taken)) == 8
    assert list(_all_taken(shop.session, now=NOW)) == []
    assert set(_all_taken(shop.session, now=NOW + LOST_AFTER + timedelta(seconds=1))) == set(taken)


def test_what_did_not_change_keeps_its_figures_and_is_looked_at_later(shop: Reported, settings: Settings) -> None:
    _make(shop.session, settings, _asked(shop.session))
    later = NOW + timedelta(seconds=59)
    keep_report(shop.session, Taken(may(), "x"), None, basis="y", now=later)
    kept = find_report(shop.session, may())
    assert kept is not None
    assert (kept.made_at, "2026-05|||" in set(_all_taken(shop.session, now=later))) == (NOW, False)


def test_what_takes_long_to_make_rests_for_longer(shop: Reported, settings: Settings) -> None:
    taken = _asked(shop.session)
    report = make_report(shop.session, may(), settings=settings, now=NOW)
    keep_report(shop.session, taken, report, basis="b", now=NOW, took=timedelta(seconds=10))
    assert "2026-05|||" not in set(_all_taken(shop.session, now=NOW + timedelta(seconds=299)))
    assert "2026-05|||" in set(_all_taken(shop.session, now=NOW + timedelta(seconds=300)))


def test_all_are_looked_at_at_once_when_asked(shop: Reported, settings: Settings) -> None:
    _make(shop.session, settings, _asked(shop.session))
    look_again(shop.session)
    assert "2026-05|||" in set(_all_taken(shop.session, now=NOW))


def test_the_basis_changes_with_a_review(shop: Reported) -> None:
    row = shop.conversation()
    before = basis_hash(shop.session, may(), now=NOW)
    assert before == basis_hash(shop.session, may(), now=NOW)
    shop.review(row)
    assert before != basis_hash(shop.session, may(), now=NOW)


def test_the_months_and_teams_people_look_at_are_always_kept(shop: Reported) -> None:
    shop.conversation()
    take_next(shop.session, ZONE, now=NOW)
    kept = set(shop.session.scalars(select(tables.ReportFigures.scope)))
    assert {"2026-05|||", "2026-04|||", "2026-Q2|||", f"2026-05|{shop.team.id}||"} <= kept
    assert len(kept) == 8


def test_what_nobody_asked_for_in_a_long_time_is_forgotten(shop: Reported, settings: Settings) -> None:
    shop.conversation()
    request_report(shop.session, replace(may(), channel="sms"), now=NOW)
    request_report(shop.session, may(), now=NOW)
    assert forget_reports(shop.session, settings, NOW + timedelta(days=46)) == 1
    assert find_report(shop.session, may()) is not None


def test_readers_are_told_once_that_last_month_is_ready(shop: Reported, settings: Settings) -> None:
    shop.user("mia", UserRole.MANAGER)
    shop.user("ali", UserRole.AGENT)
    june = datetime(2026, 6, 2, 9, 0, tzinfo=UTC)
    _make(shop.session, settings, _asked(shop.session), now=june)
    assert [tell_ready(shop.session, settings, june), tell_ready(shop.session, settings, june)] == [1, 0]
    notice = shop.session.scalars(select(tables.Notice)).one()
    assert (notice.kind, notice.path) == ("report_ready", "/reports?period=2026-05")


def test_a_report_of_an_old_month_is_not_announced(shop: Reported, settings: Settings) -> None:
    shop.user("mia", UserRole.MANAGER)
    _make(shop.session, settings, _asked(shop.session))
    assert tell_ready(shop.session, settings, NOW) == 0
    assert shop.session.scalar(select(func.count()).select_from(tables.Notice)) == 0


def _all_taken(session: Session, *, now: datetime) -> Iterator[str]:
    while (taken := take_next(session, ZONE, now=now)) is not None:
        yield taken.scope.key


def _asked(session: Session) -> Taken:
    request_report(session, may(), now=NOW)
    return Taken(may(), None)
