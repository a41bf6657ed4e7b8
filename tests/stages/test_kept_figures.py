"""What a worker counted is read again as it was, and told no longer than it is fresh."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.settings import Settings
from qa.stages.insights import Period, read_insights
from qa.stages.kept_figures import COUNTED, count_checks, find_check_counts, find_insights, is_due, keep_figures
from qa.store import tables
from qa.store.session import open_database, sessions_of
from qa.workflows.figures import keep_due_figures
from tests.shop import NOW, Shop, open_shop

SETTINGS = Settings.from_environment({"QA_HOME": "/nowhere"})


@pytest.fixture
def shop(session: Session) -> Shop:
    return open_shop(session)


def keep(session: Session, name: str, *, seconds: float = 0.0) -> None:
    figures = COUNTED[name](session, SETTINGS, NOW)
    assert figures is not None
    keep_figures(session, name, figures, took=timedelta(seconds=seconds), now=NOW)


def rubric_name(session: Session, shop: Shop) -> str:
    return session.get_one(tables.Rubric, shop.rubric).name


def test_counts_of_checks_are_read_as_they_were_counted(session: Session, shop: Shop) -> None:
    keep(session, "checks")
    name = rubric_name(session, shop)
    assert find_check_counts(session, name, now=NOW) == count_checks(session, name, now=NOW)


def test_insights_are_read_as_they_were_counted(session: Session, shop: Shop) -> None:
    keep(session, "insights")
    assert find_insights(session, now=NOW) == read_insights(session, Period(None, None, SETTINGS.zone))


def test_counts_of_another_rubric_are_not_told(session: Session, shop: Shop) -> None:
    keep(session, "checks")
    assert find_check_counts(session, "another", now=NOW) is None


def test_counts_of_another_version_of_the_fields_are_not_told(session: Session, shop: Shop) -> None:
    keep(session, "checks")
    row = session.scalars(select(tables.KeptFigures)).one()
    row.figures = {**row.figures, "firings": {"criterion": [], "check": []}}
    session.flush()
    assert find_check_counts(session, rubric_name(session, shop), now=NOW) is None


@pytest.mark.parametrize(
    ("later", "is_told"),
    [pytest.param(timedelta(minutes=60), True, id="an hour"), pytest.param(timedelta(minutes=61), False, id="longer")],
)
def test_what_no_worker_counted_for_an_hour_is_not_told(
    session: Session, shop: Shop, later: timedelta, is_told: bool
) -> None:  # fmt: skip
    keep(session, "insights")
    assert (find_insights(session, now=NOW + later) is not None) is is_told


@pytest.mark.parametrize(
    ("seconds", "later", "due"),
    [
        pytest.param(1, timedelta(seconds=59), False, id="fresh"),
        pytest.param(1, timedelta(minutes=1), True, id="a minute old"),
        pytest.param(60, timedelta(minutes=29), False, id="took long, rests"),
        pytest.param(60, timedelta(minutes=30), True, id="took long, rested"),
    ],
)
def test_figures_are_due_after_a_rest(
    session: Session, shop: Shop, seconds: float, later: timedelta, due: bool
) -> None:  # fmt: skip
    assert is_due(session, "insights", now=NOW)
    keep(session, "insights", seconds=seconds)
    assert is_due(session, "insights", now=NOW + later) is due


def test_of_two_workers_one_counts(tmp_path_factory: pytest.TempPathFactory) -> None:
    engine = open_database(f"sqlite:///{tmp_path_factory.mktemp('home') / 'plumbline.db'}")
    tables.Base.metadata.create_all(engine)
    reading, writing = (sessions_of(engine, is_writing=one) for one in (False, True))
    with writing.begin() as session:
        open_shop(session)
    done = [keep_due_figures(reading, writing, settings=SETTINGS, clock=lambda: NOW) for _ in range(2)]
    assert done == [["checks", "insights"], []]
    engine.dispose()
