"""Lists of conversations: complete page by page, also where times and scores are missing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.stages import browsing
from qa.stages.browsing import ConversationFilters, Place, Sort, machine_verdict
from qa.store import tables
from qa.store.session import open_database, sessions_of
from qa.store.tables import State
from tests.web.seed import NOW, seed

ZONE = ZoneInfo("Europe/Warsaw")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    engine = open_database(f"sqlite:///{tmp_path / 'shop.db'}")
    tables.Base.metadata.create_all(engine)
    with sessions_of(engine, is_writing=True)() as opened:
        yield opened
    engine.dispose()


def add(session: Session, number: int, **fields: object) -> None:
    values: dict[str, object] = {"channel": "chat", "state": State.CHECKED, "started_at": NOW} | fields
    hashed = {"content_hash": str(number), "imported_at": NOW, "updated_at": NOW}
    session.add(tables.Conversation(id=number, source="t", external_id=f"t-{number}", **values, **hashed))
    session.flush()


def walk(session: Session, sort: Sort, *, is_back: bool = False) -> list[int]:
    """Read all pages forwards; with `is_back`, from the end back to the beginning."""
    found: list[list[int]] = []
    place: Place | None = None
    while page := browsing.list_conversations(session, ConversationFilters(), zone=ZONE, sort=sort, place=place):
        found.append([line.id for line in page.lines])
        place = page.after
        if place is None:
            break
    if not is_back:
        return [one for ids in found for one in ids]
    back: list[int] = []
    while page.before:
        page = browsing.list_conversations(session, ConversationFilters(), zone=ZONE, sort=sort, place=page.before)
        back = [line.id for line in page.lines] + back
    return back + found[-1]


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("is_back", [False, True])
def test_pages_hold_every_conversation_once_in_order(session: Session, sort: Sort, is_back: bool) -> None:
    for number in range(1, 171):
        started_at = None if number % 3 == 0 else NOW + timedelta(minutes=number % 7)
        score = None if number % 4 == 0 else float(number % 5)
        add(session, number, started_at=started_at, score_value=score)
    ids = walk(session, sort, is_back=is_back)
    assert len(ids) == len(set(ids)) == 170
    rows = {row.id: row for row in session.scalars(select(tables.Conversation))}
    values = [rows[one].score_value if sort.is_by_score else rows[one].started_at for one in ids]
    present = [value for value in values if value is not None]
    assert present == sorted(present, reverse=sort.is_descending)
    assert values == [*present, *[None] * (170 - len(present))]


def test_days_are_those_of_the_team(session: Session) -> None:
    add(session, 1, started_at=NOW.replace(day=1, hour=22, minute=30))
    day = date(2026, 5, 2)
    assert count(session, ConversationFilters(date_from=day, date_to=day)) == 1
    assert count(session, ConversationFilters(date_from=day + timedelta(days=1))) == 0


@pytest.mark.parametrize("verdict", browsing.VERDICTS)
def test_the_filter_by_verdict_is_the_verdict_that_strata_use(session: Session, verdict: str) -> None:
    seed(session, count=70)
    wanted = select(tables.Conversation.id).where(machine_verdict() == verdict)
    expected = len(session.scalars(wanted).all())
    assert expected > 0 or verdict == "needs_human"
    assert count(session, ConversationFilters(verdict=verdict)) == expected


def test_an_outcome_of_a_rubric_that_is_no_longer_used_is_not_found(session: Session) -> None:
    seed(session, count=20)
    filters = ConversationFilters(criterion="no-blame")
    assert count(session, filters) == 2
    session.scalars(select(tables.Rubric)).one().is_active = False
    session.flush()
    assert count(session, filters) == 0


@pytest.mark.parametrize("text", ["t-1", "c-9", "Jan Kowalski", "JAN@acme.example"])
def test_an_exact_text_finds_its_conversation(session: Session, text: str) -> None:
    add(session, 1, customer_external_id="c-9", customer_name="Jan Kowalski", customer_email="jan@acme.example")
    add(session, 2)
    assert count(session, ConversationFilters(text=text)) == 1


def test_messages_bear_the_names_of_agent_and_customer(session: Session) -> None:
    session.add(tables.Agent(id=5, external_id="a-5", name="Anna Nowak"))
    add(session, 1, agent_id=5, customer_external_id="c-9", customer_name="Jan Zima")
    for position, author in enumerate(("a-5", "c-9", "a-6", None)):
        said = {"role": "agent", "author": author, "text": "Hello", "is_internal": False}
        session.add(tables.Message(conversation_id=1, position=position, **said))
    session.flush()
    page = browsing.read_conversation(session, 1, reader_id=1)
    assert [message.author for message in page.messages] == ["Anna Nowak", "Jan Zima", "a-6", None]


@pytest.mark.parametrize(
    "text", ["", "a", "a~", "a1~x", "x1~2", "anan~1", "a1e400~1", "a-1e18~3", "b~", "~~", "a1~2~3"]
)
def test_a_place_that_means_nothing_is_the_beginning(session: Session, text: str) -> None:
    add(session, 1)
    place = Place.from_text(text, sort=Sort.NEWEST)
    page = browsing.list_conversations(session, ConversationFilters(), zone=ZONE, place=place)
    assert page is not None


def test_a_place_survives_its_address() -> None:
    place = Place(value=NOW + timedelta(microseconds=123457), id=7, is_back=True)
    assert Place.from_text(place.as_text(), sort=Sort.NEWEST) == place


def test_filters_survive_being_stored() -> None:
    filters = ConversationFilters(channel="chat", date_from=date(2026, 5, 1), score_min=10.5, is_reviewed=False)
    assert ConversationFilters.from_json(filters.as_json()) == filters


def count(session: Session, filters: ConversationFilters) -> int:
    return browsing.count_conversations(session, filters, zone=ZONE).value
