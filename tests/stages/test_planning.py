"""Plans draw each period once, late or not, and say what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.sample import Design, Exclusion, ExclusionKind, SamplePlan
from qa.errors import NotFoundError, SamplingError
from qa.settings import Settings
from qa.stages.planning import CAUGHT_UP, PlanOrder, draw_due, list_plans, read_plan, save_plan, switch_plan
from qa.store import tables
from qa.store.session import open_database, sessions_of
from tests.web.seed import NOW, seed

SETTINGS = Settings.from_environment({"QA_HOME": "/nowhere"})
MONDAY = date(2026, 5, 4)
WHAT = SamplePlan(Design.RISK, 20, 11, random_share=0.3)
WEEKLY = PlanOrder(name="Weekly", cadence="weekly", starts_on=MONDAY, what=WHAT, due_days=3)


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    place = tmp_path_factory.mktemp("shop") / "shop.db"
    engine = open_database(f"sqlite:///{place}")
    tables.Base.metadata.create_all(engine)
    with sessions_of(engine, is_writing=True)() as session:
        seed(session, count=200)
        session.commit()
    engine.dispose()
    yield place


@pytest.fixture
def shop(seeded: Path) -> Iterator[Session]:
    engine = open_database(f"sqlite:///{seeded}")
    with sessions_of(engine, is_writing=True)() as opened:
        yield opened
        opened.rollback()
    engine.dispose()


def keep(session: Session, order: PlanOrder = WEEKLY, **changed: object) -> tables.SamplingPlan:
    return save_plan(session, replace(order, **changed), by=1, today=MONDAY, now=NOW)  # type: ignore[arg-type]


def at(day: date, hour: int = 12) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def picks_of(session: Session, sample_id: int) -> list[tuple[object, ...]]:
    pick = tables.SamplePick
    rows = session.execute(
        select(pick.conversation_id, pick.position, pick.inclusion_probability, pick.stratum)
        .where(pick.sample_id == sample_id)
        .order_by(pick.position)
    )
    return [tuple(row) for row in rows]


def test_a_week_is_drawn_once_when_it_is_over(shop: Session) -> None:
    keep(shop)
    assert draw_due(shop, SETTINGS, at(date(2026, 5, 10))) == []
    first = draw_due(shop, SETTINGS, at(date(2026, 5, 11)))
    assert len(first) == 1
    assert draw_due(shop, SETTINGS, at(date(2026, 5, 12))) == []
    started = shop.scalars(
        select(tables.Conversation.started_at)
        .join(tables.SamplePick, tables.SamplePick.conversation_id == tables.Conversation.id)
        .where(tables.SamplePick.sample_id == first[0])
    ).all()
    days = {moment.astimezone(SETTINGS.zone).date() for moment in started if moment}
    assert min(days) >= MONDAY and max(days) <= MONDAY + timedelta(days=6)


def test_the_period_ends_in_the_teams_own_time(shop: Session) -> None:
    keep(shop)
    assert draw_due(shop, SETTINGS, datetime(2026, 5, 10, 21, 59, tzinfo=UTC)) == []
    assert len(draw_due(shop, SETTINGS, datetime(2026, 5, 10, 22, 0, tzinfo=UTC))) == 1


def test_a_missed_period_is_drawn_later_exactly_as_it_would_have_been(shop: Session) -> None:
    keep(shop)
    save_point = shop.begin_nested()
    in_time = picks_of(shop, draw_due(shop, SETTINGS, at(date(2026, 5, 11)))[0])
    save_point.rollback()
    late = draw_due(shop, SETTINGS, at(date(2026, 5, 19)))
    assert [picks_of(shop, one) for one in late][0] == in_time
    assert len(late) == 2


def test_after_a_long_silence_only_the_newest_periods_are_drawn(shop: Session) -> None:
    plan = keep(shop, cadence="daily", what=replace(WHAT, size=3))
    drawn = draw_due(shop, SETTINGS, at(date(2026, 5, 18)))
    problems = shop.scalars(select(tables.PlanDraw.problem).where(tables.PlanDraw.plan_id == plan.id)).all()
    assert len(drawn) <= CAUGHT_UP
    assert problems.count("missed") == 14 - CAUGHT_UP
    assert draw_due(shop, SETTINGS, at(date(2026, 5, 18), 13)) == []


def test_a_beginning_long_ago_is_not_caught_up_whole(shop: Session) -> None:
    plan = keep(shop, cadence="daily", starts_on=date(2020, 1, 1), what=replace(WHAT, size=3))
    draw_due(shop, SETTINGS, at(MONDAY))
    periods = shop.scalars(select(tables.PlanDraw.period).where(tables.PlanDraw.plan_id == plan.id)).all()
    assert sorted(periods) == [f"2026-{day}" for day in ("04-28", "04-29", "04-30", "05-01", "05-02", "05-03")]


def test_an_empty_period_is_written_down_and_does_not_hold_up_the_others(shop: Session) -> None:
    empty = keep(shop, name="A nobody", what=replace(WHAT, filters={"language": "xx"}))
    keep(shop)
    assert len(draw_due(shop, SETTINGS, at(date(2026, 5, 11)))) == 1
    assert [draw.problem for draw in read_plan(shop, empty.id, today=MONDAY).draws] == ["empty"]


def test_a_paused_plan_draws_nothing_and_catches_nothing_up(shop: Session) -> None:
    plan = keep(shop)
    switch_plan(shop, plan.id, by=1, today=date(2026, 5, 5), now=NOW)
    assert draw_due(shop, SETTINGS, at(date(2026, 5, 19))) == []
    switch_plan(shop, plan.id, by=1, today=date(2026, 5, 19), now=NOW)
    assert draw_due(shop, SETTINGS, at(date(2026, 5, 19))) == []
    assert len(draw_due(shop, SETTINGS, at(date(2026, 5, 25)))) <= 1


def test_reviews_are_due_after_working_days(shop: Session) -> None:
    keep(shop)
    sample = shop.get_one(tables.Sample, draw_due(shop, SETTINGS, at(date(2026, 5, 15)))[0])
    assert sample.due_at == datetime(2026, 5, 20, 21, 59, tzinfo=UTC)


def test_both_layers_and_their_chances_are_kept(shop: Session) -> None:
    keep(shop, what=replace(WHAT, exclusions=(Exclusion(ExclusionKind.SHORT, 3),)))
    sample = shop.get_one(tables.Sample, draw_due(shop, SETTINGS, at(date(2026, 5, 11)))[0])
    assert [layer["design"] for layer in sample.layers] == ["random", "risk"]
    assert sample.exclusions[0]["kind"] == "short"
    for pick in sample.picks:
        a, b = pick.chances["random"], pick.chances["risk"]
        assert pick.inclusion_probability == pytest.approx(1 - (1 - a) * (1 - b))
        assert set(pick.drawn_by) <= {"random", "risk"} and pick.is_plain_random == ("random" in pick.drawn_by)


def test_a_one_off_plan_is_drawn_once_with_its_own_filters(shop: Session) -> None:
    keep(shop, cadence="once", what=replace(WHAT, filters={"channel": "chat"}))
    assert len(draw_due(shop, SETTINGS, at(MONDAY))) == 1
    assert draw_due(shop, SETTINGS, at(date(2026, 6, 4))) == []


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        pytest.param({"name": " "}, "needs a name", id="name"),
        pytest.param({"cadence": "hourly"}, "once, daily, weekly, two-weekly, monthly", id="cadence"),
        pytest.param({"what": replace(WHAT, random_share=0.2)}, "write down why", id="too little random"),
        pytest.param(
            {"what": replace(WHAT, design=Design.STRATIFIED, stratify_by="agent", random_share=0.0)},
            "write down why",
            id="strata alone",
        ),
        pytest.param({"what": replace(WHAT, design=Design.QUOTA)}, "at least 1 conversation of each", id="quota"),
        pytest.param({"what": replace(WHAT, size=0)}, "The size is 0", id="size"),
        pytest.param({"what": replace(WHAT, stratify_by="mood")}, "Unknown stratum", id="stratum"),
        pytest.param({"due_days": 99}, "give 0 to 60", id="due"),
    ],
)
def test_a_plan_that_cannot_be_says_why(shop: Session, changed: dict[str, object], words: str) -> None:
    with pytest.raises(SamplingError, match=words):
        keep(shop, **changed)  # type: ignore[arg-type]


def test_fewer_random_ones_need_a_written_reason_which_is_shown(shop: Session) -> None:
    keep(shop, what=replace(WHAT, random_share=0.1, random_reason="New hires this week"))
    sample = shop.get_one(tables.Sample, draw_due(shop, SETTINGS, at(date(2026, 5, 11)))[0])
    assert sample.random_reason == "New hires this week"


def test_two_plans_cannot_have_one_name(shop: Session) -> None:
    plan = keep(shop)
    with pytest.raises(SamplingError, match="already"):
        keep(shop)
    assert save_plan(shop, WEEKLY, by=1, today=MONDAY, now=NOW, plan_id=plan.id).id == plan.id


def test_the_page_of_a_plan_says_what_is_drawn_next(shop: Session) -> None:
    plan = keep(shop)
    draw_due(shop, SETTINGS, at(date(2026, 5, 11)))
    page = read_plan(shop, plan.id, today=date(2026, 5, 12))
    assert page.line.next_on == date(2026, 5, 18)
    assert (page.draws[0].period.first, page.draws[0].period.last) == (MONDAY, date(2026, 5, 10))
    assert [line.name for line in list_plans(shop, today=date(2026, 5, 12))] == ["Weekly"]
    with pytest.raises(NotFoundError):
        read_plan(shop, 99, today=MONDAY)


def test_a_purposive_plan_takes_the_newest_and_draws_random_ones_beside(shop: Session) -> None:
    what = SamplePlan(Design.PURPOSIVE, 7, 1, filters={"verdict": "critical"}, random_share=0.3)
    keep(shop, cadence="once", what=what)
    sample = shop.get_one(tables.Sample, draw_due(shop, SETTINGS, at(MONDAY))[0])
    chosen = [pick for pick in sample.picks if "purposive" in pick.drawn_by]
    plain = [pick for pick in sample.picks if pick.is_plain_random]
    assert (len(chosen), len(plain)) == (7, 3)
    assert all(pick.inclusion_probability is None for pick in chosen if pick not in plain)
