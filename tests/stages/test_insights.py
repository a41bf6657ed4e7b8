"""Insights are noted when a conversation is judged, read by period, and never enter a score."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from qa import registry
from qa.domain.conversation import Conversation, Message, Participant, Role
from qa.domain.finding import Outcome, Verdict
from qa.facts.materials import load_materials
from qa.rubric.judge import Judge
from qa.rubric.load import load_rubric
from qa.settings import Settings
from qa.stages.insights import Insights, Period, read_insights
from qa.stages.insights.noting import handling_seconds, is_self_service
from qa.stages.judging import Judging
from qa.stages.scoring import scores_by
from qa.store import tables
from qa.store.session import Sessions, open_database, sessions_of
from tests.build import START, conversation

WARSAW = ZoneInfo("Europe/Warsaw")
ALWAYS = Period(None, None, WARSAW)
RUBRIC = """\
rubric: small
version: 1
title: {en: Small}
pass_mark: 80
criteria:
  - id: no-blame
    dimension: tone
    weight: 1
    title: {en: No blame}
    checks:
      - {id: blame, kind: phrase, forbid: {use: blame}, message: {en: Blames.}}
"""
CLEAN, BLAMING = "It is on its way.", "You should have read the terms."


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "rubric.yaml").write_text(RUBRIC, encoding="utf-8")
    read = Settings.from_environment({"QA_HOME": str(tmp_path), "QA_TIME_ZONE": "Europe/Warsaw"})
    return replace(read, rubric=tmp_path / "rubric.yaml")


@pytest.fixture
def sessions(settings: Settings) -> Iterator[tuple[Sessions, Sessions]]:
    engine = open_database(settings.database_url)
    tables.Base.metadata.create_all(engine)
    yield sessions_of(engine, is_writing=False), sessions_of(engine, is_writing=True)
    engine.dispose()


class Shop:
    """Conversations that are judged for real."""

    def __init__(self, settings: Settings, sessions: tuple[Sessions, Sessions]) -> None:
        self.reading, self.writing = sessions
        self._judging = Judging(settings, reading=self.reading, writing=self.writing)

    def add(
        self, name: str, *, answer: str = CLEAN, at: datetime = START, customer: str = "c-1", **fields: object
    ) -> None:
        """Store a conversation of a question and an answer two minutes later."""
        turns = (("customer", "Where is my parcel?", 0), ("agent", answer, 2))
        with self.writing.begin() as session:
            session.add(
                tables.Conversation(
                    **{"channel": "chat", "status": "closed", "reason": "order-status", **fields},
                    source="shop",
                    external_id=name,
                    language="en",
                    started_at=at,
                    customer_external_id=customer,
                    content_hash=name,
                    state=tables.State.TO_CHECK,
                    imported_at=at,
                    updated_at=at,
                    messages=[
                        tables.Message(
                            position=position,
                            role=role,
                            text=text,
                            sent_at=at + timedelta(minutes=minutes),
                            template="late" if role == "agent" and answer == BLAMING else None,
                        )
                        for position, (role, text, minutes) in enumerate(turns)
                    ],
                )
            )

    def judge(self) -> None:
        """Judge everything."""
        with self.reading() as session:
            ids = session.scalars(select(tables.Conversation.id)).all()
        assert self._judging.judge(ids, clock=lambda: START).failed == 0

    def insights(self, period: Period = ALWAYS) -> Insights:
        """Read the insights."""
        with self.reading() as session:
            return read_insights(session, period)


@pytest.fixture
def shop(settings: Settings, sessions: tuple[Sessions, Sessions]) -> Shop:
    return Shop(settings, sessions)


def test_reasons_are_counted_with_order_status_first(shop: Shop) -> None:
    for number in range(3):
        shop.add(f"r-{number}", reason="Return request", customer=f"c-{number}")
    shop.add("given", customer="c-8")
    shop.add("read", reason=None, customer="c-9")
    shop.judge()
    lines = [(line.name, line.share.count, line.given) for line in shop.insights().reasons]
    assert lines == [("order-status", 2, 1), ("return", 3, 3)]


def test_a_share_is_told_with_its_count_and_interval(shop: Shop) -> None:
    shop.add("one")
    shop.judge()
    (line,) = shop.insights().reasons
    assert asdict(line.share) == {"count": 1, "n": 1, "share": 1.0, "low": pytest.approx(0.2065, abs=1e-4), "high": 1.0}


@pytest.mark.parametrize(
    ("days", "status", "solved"),
    [
        pytest.param([0, 20], "closed", (1, 1), id="no more contact in time, the newest not counted"),
        pytest.param([0, 3, 20], "closed", (0, 1), id="the customer writes again"),
        pytest.param([0, 8, 20], "closed", (2, 2), id="writes again later"),
        pytest.param([0, 20], "open", (0, 1), id="never closed"),
    ],
)
def test_first_contact_resolution(shop: Shop, days: list[int], status: str, solved: tuple[int, int]) -> None:
    for day in days:
        shop.add(f"d-{day}", at=START + timedelta(days=day), status=status)
    shop.judge()
    first = shop.insights().first_contact
    assert (first.count, first.n) == solved


def test_another_reason_or_customer_is_no_repetition(shop: Shop) -> None:
    shop.add("a")
    shop.add("b", at=START + timedelta(days=1), reason="invoice")
    shop.add("c", at=START + timedelta(days=2), customer="c-2")
    shop.add("late", at=START + timedelta(days=30), customer="c-3")
    shop.judge()
    first = shop.insights().first_contact
    assert (first.count, first.n) == (3, 3)


def test_busy_hours_are_of_the_teams_zone(shop: Shop) -> None:
    shop.add("night", at=datetime(2026, 5, 11, 22, 30, tzinfo=UTC), answer=BLAMING)
    shop.judge()
    (cell,) = shop.insights().hours
    assert (cell.weekday, cell.hour, cell.contacts, cell.scored, cell.below) == (1, 0, 1, 1, 1)


def test_a_channel_shows_quality_with_counts(shop: Shop) -> None:
    shop.add("good")
    shop.add("bad", answer=BLAMING)
    shop.add("mail", channel="email")
    shop.judge()
    chat, mail = shop.insights().channels
    assert (chat.name, chat.contacts, chat.passed.count, chat.passed.n, chat.mean_score) == ("chat", 2, 1, 2, 50.0)
    assert (chat.handling_median, chat.first_answer_median) == (120, 120)
    assert (mail.name, mail.handling_median) == ("email", None)


def test_a_period_leaves_the_rest_out(shop: Shop) -> None:
    shop.add("may", at=datetime(2026, 5, 31, 21, 59, tzinfo=UTC))
    shop.add("june", at=datetime(2026, 5, 31, 22, 1, tzinfo=UTC))
    shop.judge()
    assert shop.insights(Period(date(2026, 6, 1), None, WARSAW)).contacts == 1
    assert shop.insights(Period(None, date(2026, 5, 31), WARSAW)).contacts == 1


def test_what_was_judged_before_insights_were_kept_is_told(shop: Shop) -> None:
    shop.add("old")
    assert (shop.insights().contacts, shop.insights().waiting) == (0, 1)


def test_a_fault_of_a_saved_reply_is_found_in_itself(shop: Shop) -> None:
    with shop.writing.begin() as session:
        session.add(tables.Template(external_id="late", language="en", title="Late", text=f"Hello! {BLAMING} {{name}}"))
        session.add(tables.Template(external_id="good", language="en", title="Good", text="Hello, it is on its way."))
    shop.add("sent", answer=BLAMING)
    shop.judge()
    (line,) = shop.insights().templates
    assert (line.template, line.criterion, line.quote, line.sent) == ("late", "no-blame", "You should have read", 1)


def test_scores_are_the_same_with_and_without_insights(shop: Shop, settings: Settings) -> None:
    shop.add("good", customer="c-1")
    shop.add("bad", answer=BLAMING, reason=None, at=START + timedelta(days=1))
    shop.judge()
    with_insights = _stored(shop)
    with shop.writing.begin() as session:
        session.execute(delete(tables.Insight))
        session.execute(delete(tables.TemplateFault))
    assert _stored(shop) == with_insights
    reader = registry.reader()(settings)
    judge = Judge(load_rubric(settings.rubric), reader)
    alone = judge.judge(conversation(("agent", BLAMING)), load_materials(settings)).score
    assert (alone.value, alone.coverage) == (0.0, 1.0)
    assert with_insights[0] == [("bad", 0.0, 1.0), ("good", 100.0, 1.0)]


def _stored(shop: Shop) -> tuple[list[tuple[str, float, float]], list[tuple[str, str, float | None]]]:
    with shop.reading() as session:
        rows = scores_by(session, "conversation", limit=10)
        outcomes = session.execute(
            select(tables.Outcome.criterion, tables.Outcome.verdict, tables.Outcome.score).order_by(tables.Outcome.id)
        )
        return [(row.name, row.score, row.coverage) for row in rows], [(one[0], one[1], one[2]) for one in outcomes]


def _at(role: str, minutes: float | None) -> Message:
    sent_at = None if minutes is None else START + timedelta(minutes=minutes)
    return Message(Role(role), "x", sent_at=sent_at)


@pytest.mark.parametrize(
    ("channel", "messages", "metadata", "seconds"),
    [
        pytest.param(
            "chat", [_at("customer", 0), _at("agent", 4), _at("customer", 9)], {}, 240, id="to the last answer"
        ),
        pytest.param(
            "chat", [_at("customer", 0), _at("agent", 5), _at("agent", 65), _at("agent", 70)], {}, 600, id="sittings"
        ),
        pytest.param("chat", [_at("customer", 0), _at("agent", None)], {}, None, id="no times"),
        pytest.param("email", [_at("customer", 0), _at("agent", 5)], {}, None, id="an e-mail"),
        pytest.param("email", [_at("agent", 5)], {"handling_seconds": 90.4}, 90, id="the source says it"),
        pytest.param("call", [replace(_at("agent", None), end_ms=61_500)], {}, 62, id="a call"),
    ],
)
def test_handling_time(channel: str, messages: list[Message], metadata: dict[str, object], seconds: int | None) -> None:
    said: Conversation = conversation(channel=channel, metadata=metadata)
    assert handling_seconds(replace(said, messages=tuple(messages), customer=Participant("c"))) == seconds


@pytest.mark.parametrize(
    ("outcomes", "answer"),
    [
        pytest.param([("facts", "pass", 2, 2)], True, id="all facts"),
        pytest.param([("facts", "pass", 2, 1)], False, id="one no fact speaks to"),
        pytest.param([("facts", "fail", 1, 1)], False, id="a wrong one"),
        pytest.param([("facts", "pass", 1, 1), ("orders", "pass", 1, 1)], False, id="an order's own"),
        pytest.param([("facts", "not_applicable", 0, 0)], None, id="nothing stated"),
    ],
)
def test_self_service_is_what_public_facts_alone_answer(
    outcomes: list[tuple[str, str, int, int]], answer: bool | None
) -> None:
    made = [
        Outcome(criterion, Verdict(verdict), None, claims=claims, covered_claims=covered)
        for criterion, verdict, claims, covered in outcomes
    ]
    assert is_self_service(made, compared_with_facts={"facts"}) is answer


def test_insights_of_nothing_are_empty(session: Session) -> None:
    found = read_insights(session, ALWAYS)
    assert (found.contacts, found.reasons, found.self_service.share, found.first_contact.n) == (0, (), None, 0)
