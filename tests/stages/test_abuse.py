"""An abusive customer is noted for the agent's sake: coaches hear of it, and nobody's tone is compared by it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.abuse import AbuseKind
from qa.domain.coaching import Topic
from qa.errors import NotFoundError
from qa.stages import abuse, coaching, reviewing
from qa.stages.abuse import Noter
from qa.stages.coaching.counting import read_counted
from qa.store import tables
from qa.store.session import open_database, sessions_of
from tests.coached import Reviewed, add_reviews
from tests.shop import NOW, Shop, open_shop


@pytest.fixture
def session() -> Iterator[Session]:
    engine = open_database("sqlite:///:memory:")
    tables.Base.metadata.create_all(engine)
    with sessions_of(engine, is_writing=True)() as opened:
        yield opened
    engine.dispose()


@pytest.fixture
def shop(session: Session) -> Shop:
    return open_shop(session)


def _note(session: Session, shop: Shop, user_id: int, kind: AbuseKind = AbuseKind.THREAT) -> None:
    agent_id = shop.agent if user_id == shop.agent_user else None
    abuse.note_abuse(session, shop.chat, kind, noter=Noter(user_id, agent_id), now=NOW)


def test_coaches_are_told_once_and_nothing_of_it_is_customer_text(session: Session, shop: Shop) -> None:
    _note(session, shop, shop.reviewer)
    _note(session, shop, shop.other_reviewer)
    told = session.scalars(select(tables.Notice)).all()
    assert [(one.user_id, one.kind, one.path) for one in told] == [
        (shop.coach, "abuse_noted", f"/coaching/agents/{shop.agent}")
    ]
    events = session.scalars(select(tables.AuditEvent).where(tables.AuditEvent.action == "abuse.noted")).all()
    assert [one.details for one in events] == [{"kind": "threat"}, {"kind": "threat"}]


def test_a_second_note_of_one_person_replaces_the_first_and_can_be_taken_back(session: Session, shop: Shop) -> None:
    _note(session, shop, shop.reviewer)
    _note(session, shop, shop.reviewer, AbuseKind.INSULT)
    assert [one.kind for one in abuse.read_notes(session, shop.chat, reader_id=shop.reviewer)] == ["insult"]
    abuse.take_back(session, shop.chat, noter=Noter(shop.reviewer), now=NOW)
    assert abuse.read_notes(session, shop.chat, reader_id=shop.reviewer) == ()


def test_an_agent_notes_their_own_conversations_only(session: Session, shop: Shop) -> None:
    _note(session, shop, shop.agent_user)
    stranger = Noter(shop.other_agent_user, shop.agent + 1)
    with pytest.raises(NotFoundError):
        abuse.note_abuse(session, shop.chat, AbuseKind.INSULT, noter=stranger, now=NOW)
    with pytest.raises(NotFoundError):
        abuse.take_back(session, shop.chat, noter=stranger, now=NOW)


def test_who_is_still_to_rate_it_blind_sees_their_own_note_alone(session: Session, shop: Shop) -> None:
    _note(session, shop, shop.other_reviewer)
    reviewing.start_review(session, shop.chat, reviewer_id=shop.reviewer, now=NOW)
    assert abuse.read_notes(session, shop.chat, reader_id=shop.reviewer) == ()
    assert abuse.list_abused(session, shop.agent, viewer_id=shop.reviewer) == []
    assert [one.id for one in abuse.list_abused(session, shop.agent, viewer_id=shop.coach)] == [shop.chat]
    _note(session, shop, shop.reviewer)
    assert [one.is_own for one in abuse.read_notes(session, shop.chat, reader_id=shop.reviewer)] == [True]


def test_it_stands_on_the_agenda(session: Session, shop: Shop) -> None:
    started_at = session.get_one(tables.Conversation, shop.chat).started_at
    assert started_at is not None
    now = started_at + timedelta(days=1)
    assert Topic.WELLBEING not in {one.topic for one in _agenda(session, shop, now=now)}
    _note(session, shop, shop.agent_user)
    [line] = [one for one in _agenda(session, shop, now=now) if one.topic is Topic.WELLBEING]
    assert (line.count, line.of) == (1, 0)


def _agenda(session: Session, shop: Shop, **more: object) -> tuple[coaching.AgendaLine, ...]:
    return coaching.make_agenda(session, shop.agent, viewer_id=shop.coach, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("noter", "left_out"),
    [pytest.param("reviewer", {"no-blame"}, id="noted by a reviewer"), pytest.param("agent_user", set(), id="agent")],
)
def test_ratings_of_tone_count_unless_somebody_else_noted_it(
    session: Session, shop: Shop, noter: str, left_out: set[str]
) -> None:
    review = add_reviews(session, shop, Reviewed(0, 1, criterion="no-blame"))[0]
    extra = tables.Rating(criterion="policy-durations", verdict="fail", score=0.0, updated_at=NOW)
    review.ratings.append(extra)
    session.flush()
    before = {one.criterion for one in read_counted(session, rubric_name="shop")}
    agent_id = shop.agent if noter == "agent_user" else None
    abuse.note_abuse(
        session, review.conversation_id, AbuseKind.THREAT, noter=Noter(getattr(shop, noter), agent_id), now=NOW
    )
    after = {one.criterion for one in read_counted(session, rubric_name="shop")}
    assert before == {"no-blame", "policy-durations"}
    assert before - after == left_out
