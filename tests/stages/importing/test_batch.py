"""What is imported is stored once, updated when it changes, and ready for the next stage."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.conversation import Attachment, Channel, Conversation, Message, Participant, Role
from qa.domain.transcript import Word
from qa.stages.conversations import to_value
from qa.stages.importing import BatchCount
from qa.stages.importing.insert import moment_text
from qa.store import tables
from qa.store.tables import State
from tests import build
from tests.stages.importing.conftest import LATER, NOW, Store


def test_a_conversation_comes_back_as_it_went_in(store: Store) -> None:
    message = Message(
        role=Role.AGENT,
        text="Dzień dobry",
        id="m1",
        author="a-7",
        sent_at=build.START,
        subject="Paczka",
        is_internal=True,
        template="t-1",
        attachments=(Attachment("a.pdf", "application/pdf", 7),),
        start_ms=0,
        end_ms=900,
        words=(Word("Dzień", 0, 400, 0.9),),
    )
    conversation = Conversation(
        id="z-1",
        channel=Channel.EMAIL,
        messages=(message,),
        source="helpdesk",
        language="pl",
        started_at=build.START,
        ended_at=LATER,
        agent=Participant("a-7", "Anna", "anna@acme.example"),
        customer=Participant("c-1", "Jan", "jan@example.com"),
        reason="order-status",
        tags=("vip",),
        csat=4.5,
        status="closed",
        metadata={"country": "PL", "authenticated": True},
    )
    assert store(conversation) == BatchCount(new=1, messages=1)
    assert to_value(store.row) == conversation


def test_the_same_again_is_left_alone(store: Store) -> None:
    conversation = build.conversation(("agent", "Hej"))
    store(conversation)
    store.row.state = State.CHECKED
    assert store(conversation, now=LATER) == BatchCount(unchanged=1)
    assert (store.row.state, store.row.updated_at) == (State.CHECKED, NOW)


def test_a_change_replaces_the_messages_and_is_checked_again(store: Store) -> None:
    store(build.conversation(("agent", "Hej"), ("customer", "Co?")))
    row = store.row
    rubric = tables.Rubric(name="r", version=1, content_hash="h", yaml="", created_at=NOW)
    run = tables.CheckRun(conversation=row, rubric=rubric, message_hash="h", versions={}, critical=[], checked_at=NOW)
    row.state, row.score_value, row.has_critical = State.CHECKED, 80.0, True
    store.session.add_all([rubric, run])
    store.session.flush()
    assert store(build.conversation(("agent", "Dobry")), now=LATER) == BatchCount(updated=1, messages=1)
    assert [one.text for one in store.row.messages] == ["Dobry"]
    assert (store.row.state, store.row.score_value, store.row.has_critical) == (State.TO_CHECK, None, False)
    assert (store.row.imported_at, store.row.updated_at, store.row.message_count) == (NOW, LATER, 1)
    assert store.count(tables.CheckRun) == 0


def test_the_last_of_one_id_in_one_run_counts(store: Store) -> None:
    first, second, third = (build.conversation(("agent", text)) for text in ("a", "b", "c"))
    assert store(first, second) == BatchCount(new=1, repeated=1, messages=1)
    assert store(third) == BatchCount(repeated=1, messages=1)
    assert [one.text for one in store.row.messages] == ["c"]


def test_one_id_of_two_sources_is_two_conversations(store: Store) -> None:
    one = build.conversation(("agent", "Hej"))
    assert store(one, replace(one, source="other")).new == 2


@pytest.mark.parametrize(
    ("agent", "author", "expected"),
    [
        pytest.param(Participant("a-1", "Anna"), None, "a-1", id="named"),
        pytest.param(Participant(None, "Anna", "Anna@acme.example"), None, "anna@acme.example", id="by address"),
        pytest.param(Participant(None, "Anna"), None, "Anna", id="by name"),
        pytest.param(None, "a-9", "a-9", id="by the author of all agent messages"),
        pytest.param(None, None, None, id="nobody"),
    ],
)
def test_agents_are_known_by_id_address_or_name(
    store: Store, agent: Participant | None, author: str | None, expected: str | None
) -> None:
    message = Message(role=Role.AGENT, text="Hej", author=author)
    store(Conversation(id="z", channel=Channel.CHAT, messages=(message,), agent=agent))
    assert (store.row.agent.external_id if store.row.agent else None) == expected


def test_an_agent_is_one_row_whose_name_is_kept_up(store: Store) -> None:
    first = build.conversation(("agent", "a"), id="1", agent="Anna Nowak")
    second = build.conversation(("agent", "b"), id="2", agent="Anna Lis")
    store(first)
    store(second, replace(second, id="3", agent=Participant("a-1")))
    agent = store.session.scalars(select(tables.Agent)).one()
    assert (agent.external_id, agent.name, len(agent.conversations)) == ("a-1", "Anna Lis", 3)


def _mail(number: int, role: Role) -> Message:
    sent_at = build.START + timedelta(minutes=number)
    return Message(role=role, text=f"m{number}", id=f"m{number}", author=f"a{number % 2}", sent_at=sent_at, subject="S")


def test_a_thread_may_come_in_pieces(store: Store) -> None:
    mails = [_mail(0, Role.CUSTOMER), _mail(1, Role.AGENT), _mail(2, Role.CUSTOMER)]
    thread = Conversation(id="t", channel=Channel.EMAIL, messages=tuple(mails[:2]), started_at=build.START)
    store(thread, adds_messages=True)
    store(replace(thread, messages=(mails[2],)), now=LATER, adds_messages=True)
    assert [one.text for one in store.row.messages] == ["m0", "m1", "m2"]
    assert store.row.started_at == build.START
    assert store(replace(thread, messages=(mails[2],)), now=LATER, adds_messages=True) == BatchCount(unchanged=1)


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param(datetime(2026, 5, 12, 8, 2, tzinfo=UTC), id="whole"),
        pytest.param(datetime.fromisoformat("2026-05-12T23:59:59.000123+05:30"), id="with an offset"),
        pytest.param(datetime(900, 1, 1, tzinfo=UTC), id="long ago"),
    ],
)
def test_a_moment_is_written_as_its_column_type_writes_it(session: Session, moment: datetime) -> None:
    convert = tables.Message.__table__.c.sent_at.type.dialect_impl(session.get_bind().dialect).bind_processor(
        session.get_bind().dialect
    )
    assert convert is not None
    assert moment_text(moment) == convert(moment)


def test_texts_longer_than_their_columns_are_cut(store: Store) -> None:
    store(replace(build.conversation(("agent", "Hej")), reason="r" * 300, customer=Participant(name="n" * 300)))
    assert (len(store.row.reason or ""), len(store.row.customer_name or "")) == (64, 200)
