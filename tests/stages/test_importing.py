"""What is imported is stored once, updated when it changes, and ready for the next stage."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qa.domain.conversation import Attachment, Channel, Conversation, Message, Participant, Recording, Role
from qa.domain.transcript import Word
from qa.settings import Settings
from qa.stages.conversations import to_value
from qa.stages.importing import BatchCount, store_batch, store_facts, store_orders, store_templates
from qa.stages.importing.insert import moment_text
from qa.store import tables
from qa.store.session import open_database, sessions_of
from qa.store.tables import State
from tests import build
from tests.importers.reading import write
from tests.importers.sounds import write_wave

NOW = datetime(2026, 6, 1, 8, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
CALL = Conversation(id="c-1", channel=Channel.CALL, messages=(), recording=Recording("calls/1.wav"))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.from_environment({"QA_HOME": str(tmp_path / "home")})


@pytest.fixture
def session(settings: Settings) -> Iterator[Session]:
    engine = open_database(settings.database_url)
    tables.Base.metadata.create_all(engine)
    with sessions_of(engine, is_writing=True)() as session:
        yield session
    engine.dispose()


class Store:
    """Stores conversations in a session and looks at what is there."""

    def __init__(self, session: Session, settings: Settings, base: Path) -> None:
        self.session, self._settings, self._base = session, settings, base

    def __call__(self, *conversations: Conversation, now: datetime = NOW, adds_messages: bool = False) -> BatchCount:
        count = store_batch(
            self.session,
            conversations,
            now=now,
            base=self._base,
            settings=self._settings,
            adds_messages=adds_messages,
        )
        self.session.expire_all()
        return count

    @property
    def row(self) -> tables.Conversation:
        """Return the only conversation."""
        return self.session.scalars(select(tables.Conversation)).one()

    def count(self, table: type[tables.Base]) -> int:
        """Return how many rows a table has."""
        return self.session.scalar(select(func.count()).select_from(table)) or 0


@pytest.fixture
def store(session: Session, settings: Settings, tmp_path: Path) -> Store:
    return Store(session, settings, tmp_path)


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


def test_a_recording_is_kept_untouched_by_its_hash(store: Store, settings: Settings, tmp_path: Path) -> None:
    original = write_wave(tmp_path / "calls" / "1.wav")
    store(CALL)
    recording = store.row.recording
    assert store.row.state is State.TO_TRANSCRIBE
    assert recording and recording.sha256 and recording.suffix == ".wav"
    kept = settings.recordings_home / recording.sha256[:2] / f"{recording.sha256}.wav"
    assert kept.read_bytes() == original.read_bytes()


def test_a_transcript_beside_a_recording_is_kept_with_it(store: Store, settings: Settings, tmp_path: Path) -> None:
    write_wave(tmp_path / "calls" / "1.wav")
    write(tmp_path / "calls" / "1.json", "{}")
    store(CALL)
    recording = store.row.recording
    assert recording and recording.sha256
    assert (settings.recordings_home / recording.sha256[:2] / f"{recording.sha256}.json").read_text() == "{}"


@pytest.mark.parametrize(
    ("path", "content", "reason"),
    [
        pytest.param("calls/none.wav", None, "'calls/none.wav' is not there", id="missing"),
        pytest.param("calls/1.wav", b"nothing of the kind", "this is no sound file", id="no header"),
        pytest.param("calls/1.wav", b"", "is empty (0 bytes)", id="empty"),
        pytest.param("../1.wav", None, "outside the folder of the import", id="outside"),
        pytest.param("/etc/hostname", None, "outside the folder of the import", id="absolute"),
    ],
)
def test_a_call_waits_for_its_sound(
    store: Store, tmp_path: Path, path: str, content: bytes | None, reason: str
) -> None:
    if content is not None:
        write(tmp_path / path, content)
    assert store(replace(CALL, recording=Recording(path))) == BatchCount(new=1, without_sound=1)
    assert store.row.state is State.WAITING_FOR_AUDIO
    assert reason in (store.row.state_reason or "")


def test_a_call_goes_on_once_its_sound_is_there(store: Store, tmp_path: Path) -> None:
    store(CALL)
    write_wave(tmp_path / "calls" / "1.wav")
    assert store(CALL, now=LATER).updated == 1
    assert (store.row.state, store.row.state_reason) == (State.TO_TRANSCRIBE, None)


def test_a_call_with_messages_is_checked_at_once(store: Store) -> None:
    store(replace(CALL, messages=(Message(Role.AGENT, "Dzień dobry"),)))
    assert store.row.state is State.TO_CHECK


def _hear(store: Store) -> None:
    """Write into the only call what a transcription would."""
    row = store.row
    row.messages.append(tables.Message(position=0, role="agent", text="Dzień dobry"))
    row.message_count, row.language, row.state = 1, "pl", State.CHECKED
    assert row.recording
    row.recording.engine = "faster_whisper"
    store.session.flush()


def test_a_new_description_of_a_call_keeps_what_was_heard(store: Store, tmp_path: Path) -> None:
    write_wave(tmp_path / "calls" / "1.wav")
    store(CALL)
    _hear(store)
    assert store(replace(CALL, csat=5.0), now=LATER) == BatchCount(updated=1)
    assert [one.text for one in store.row.messages] == ["Dzień dobry"]
    assert (store.row.state, store.row.language, store.row.csat) == (State.TO_CHECK, "pl", 5.0)


def test_another_sound_of_a_call_is_heard_anew(store: Store, tmp_path: Path) -> None:
    write_wave(tmp_path / "calls" / "1.wav")
    store(CALL)
    _hear(store)
    write_wave(tmp_path / "calls" / "1.wav", tone=1)
    assert store(CALL, now=LATER) == BatchCount(updated=1)
    assert (store.row.state, store.row.messages) == (State.TO_TRANSCRIBE, [])
    assert store.row.recording and store.row.recording.engine is None


def test_a_call_that_only_moved_is_the_same(store: Store, tmp_path: Path) -> None:
    write_wave(tmp_path / "calls" / "1.wav")
    write_wave(tmp_path / "moved" / "1.wav")
    store(CALL)
    assert store(replace(CALL, recording=Recording("moved/1.wav"))) == BatchCount(unchanged=1)


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


ORDER = {"id": "10457", "customer_id": "c-88", "currency": "PLN", "total": "261.99"}


def test_orders_are_stored_by_id_and_bad_ones_reported(session: Session, tmp_path: Path) -> None:
    lines = [json.dumps(ORDER), "{", json.dumps(ORDER | {"id": "2", "total": "dużo"}), json.dumps({"id": "3"})]
    path = write(tmp_path / "orders.jsonl", "\n".join(lines))
    count = store_orders(session, path)
    assert (count.new, [str(one).split(": ")[0] for one in count.problems]) == (2, [f"{path}:2", f"{path}:3"])
    write(path, json.dumps(ORDER | {"total": "1.00"}) + "\n" + json.dumps({"id": "3"}))
    count = store_orders(session, path)
    assert (count.new, count.updated, count.unchanged) == (0, 1, 1)
    row = session.scalars(select(tables.ShopOrder).where(tables.ShopOrder.external_id == "10457")).one()
    assert (row.customer_external_id, row.record["total"]) == ("c-88", "1.00")


def test_saved_replies_are_stored_by_id(session: Session, tmp_path: Path) -> None:
    path = write(
        tmp_path / "t.jsonl", json.dumps({"id": "t1", "language": "pl", "title": "Hej", "text": "Dzień dobry"})
    )
    assert store_templates(session, path).new == 1
    assert store_templates(session, path).unchanged == 1
    assert session.scalars(select(tables.Template)).one().text == "Dzień dobry"


def test_new_facts_take_the_place_of_the_old(session: Session, tmp_path: Path) -> None:
    path = write(tmp_path / "facts.yaml", "facts: []\ncontacts: {email_domains: [acme.example]}\n")
    assert store_facts(session, path, now=NOW).contacts.email_domains == ("acme.example",)
    write(path, "facts: []\ncontacts: {email_domains: [acme.test]}\n")
    store_facts(session, path, now=LATER)
    store_facts(session, path, now=LATER)
    active = session.scalars(select(tables.FactSet).where(tables.FactSet.is_active)).one()
    assert "acme.test" in active.yaml and session.scalar(select(func.count(tables.FactSet.id))) == 2
