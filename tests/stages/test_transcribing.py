"""Storing transcripts: what becomes of a call, and that doing it twice changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.call import Mark, MarkKind
from qa.domain.transcript import Segment, Sound, Transcript, Word
from qa.errors import AudioError, ModelMissingError, QaError, UnknownNameError
from qa.settings import Settings
from qa.stages.calls import StoredPieces
from qa.stages.listening import heard_path
from qa.stages.transcribing import (
    missing_model,
    read_job,
    recording_path,
    run_job,
    store_problem,
    store_transcript,
)
from qa.store import tables
from qa.store.session import open_database, sessions_of
from qa.store.tables import State

STARTED = datetime(2026, 5, 12, 8, 0, tzinfo=UTC)
SETTINGS = Settings.from_environment({"QA_HOME": "/nowhere"})
LATER = datetime(2026, 5, 13, 8, 0, tzinfo=UTC)
SOUND = Sound(sha256="ab12", codec="flac", sample_rate=8000, peaks=((1, 90), (0, 3)))
HEARD = Transcript(
    segments=(
        Segment(0, 1000, 2000, "Dzień dobry.", (Word("Dzień", 1000, 1400, 0.9), Word("dobry.", 1400, 2000, 0.8))),
        Segment(1, 2500, 3000, "Halo?", (Word("Halo?", 2500, 3000, 0.4),)),
    ),
    duration_ms=4000,
    channels=2,
    engine="faster_whisper",
    model="small",
    language="pl",
    language_probability=0.98,
    agent_channel=0,
    settings=(("beam_size", "5"),),
    sound=SOUND,
)


@pytest.fixture
def session() -> Iterator[Session]:
    engine = open_database("sqlite://")
    tables.Base.metadata.create_all(engine)
    with sessions_of(engine, is_writing=True)() as session:
        yield session
    engine.dispose()


@pytest.fixture
def call(session: Session) -> tables.Conversation:
    row = session.get(tables.Conversation, _add_call(session))
    assert row is not None
    return row


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.from_environment({"QA_HOME": str(tmp_path), "QA_WHISPER_MODEL": "small"})


def store(session: Session, call: tables.Conversation, heard: Transcript = HEARD) -> State | None:
    state = store_transcript(session, call.id, transcript=heard, settings=SETTINGS, now=LATER)
    session.commit()
    session.expire_all()
    return state


def test_a_stored_transcript_becomes_messages_with_roles_times_and_words(
    session: Session, call: tables.Conversation
) -> None:
    store(session, call)
    agent, customer = call.messages
    assert (agent.role, agent.text, agent.sent_at) == ("agent", "Dzień dobry.", STARTED + timedelta(seconds=1))
    assert agent.words == [["Dzień", 1000, 1400, 0.9], ["dobry.", 1400, 2000, 0.8]]
    assert (customer.role, customer.start_ms, customer.end_ms, customer.language) == ("customer", 2500, 3000, "pl")


def test_what_a_call_says_of_its_languages_comes_before_the_rule(session: Session, call: tables.Conversation) -> None:
    call.source, call.extra = "pbx", {"customer_language": "uk"}
    given = {"QA_HOME": "/nowhere", "QA_CHANNEL_LANGUAGES": "agent=de pbx:agent=pl pbx:customer=en"}
    job = read_job(session, call.id, settings=Settings.from_environment(given))
    assert job and job.request.channel_languages == {"agent": "pl", "customer": "uk"}


def test_a_transcribed_call_goes_on_to_be_checked(session: Session, call: tables.Conversation) -> None:
    assert store(session, call) is State.TO_CHECK
    assert (call.state, call.language, call.message_count) == (State.TO_CHECK, "pl", 2)
    assert call.ended_at == STARTED + timedelta(seconds=4)


def test_the_recording_says_what_it_is_and_how_it_was_heard(session: Session, call: tables.Conversation) -> None:
    store(session, call)
    recording = call.recording
    assert recording is not None
    assert (recording.channels, recording.duration_ms, recording.sample_rate) == (2, 4000, 8000)
    assert recording.peaks == [[1, 90], [0, 3]]
    assert (recording.engine, recording.model) == ("faster_whisper", "small")
    assert recording.settings == {"beam_size": "5", "codec": "flac"}
    assert not recording.waits_for_silencing


@pytest.mark.parametrize(
    ("suffix", "codec", "is_copied"),
    [
        pytest.param(".wav", "pcm_mulaw", False, id="a telephone's WAV"),
        pytest.param(".wav", "gsm_ms", True, id="a codec that browsers do not know"),
        pytest.param(".mp4", "aac", False, id="a film"),
        pytest.param(".amr", "amrnb", True, id="an ending that browsers do not know"),
    ],
)
def test_people_hear_a_copy_of_what_browsers_do_not_play(
    session: Session, call: tables.Conversation, suffix: str, codec: str, is_copied: bool
) -> None:
    assert call.recording
    call.recording.suffix = suffix
    store(session, call, replace(HEARD, sound=replace(SOUND, codec=codec)))
    assert call.recording.waits_for_silencing is is_copied
    assert (heard_path(call.recording, Path("/kept")).suffix == ".flac") is is_copied


def test_the_same_transcript_again_keeps_every_row(session: Session, call: tables.Conversation) -> None:
    store(session, call)
    before = [message.id for message in call.messages]
    call.state = State.TO_TRANSCRIBE
    store(session, call)
    assert [message.id for message in call.messages] == before


def test_another_transcript_replaces_the_messages_of_the_first(session: Session, call: tables.Conversation) -> None:
    store(session, call)
    call.state = State.TO_TRANSCRIBE
    store(session, call, replace(HEARD, segments=HEARD.segments[1:]))
    assert [message.text for message in session.scalars(select(tables.Message))] == ["Halo?"]


def test_a_call_that_is_not_due_any_more_is_left_alone(session: Session, call: tables.Conversation) -> None:
    call.state = State.CHECKED
    assert store(session, call) is State.CHECKED
    assert call.messages == []


def test_what_was_heard_in_an_exchanged_recording_is_not_stored(session: Session, call: tables.Conversation) -> None:
    assert call.recording is not None
    call.recording.sha256 = "cd34"
    assert store(session, call) is State.TO_TRANSCRIBE
    assert call.messages == []


def test_nobody_is_charged_when_the_agent_channel_is_unknown(session: Session, call: tables.Conversation) -> None:
    store(session, call, replace(HEARD, agent_channel=None))
    assert {message.role for message in call.messages} == {"system"}


@pytest.mark.parametrize(
    ("error", "state", "reason"),
    [
        pytest.param(ModelMissingError("No model."), State.WAITING_FOR_MODEL, "No model.", id="no model waits"),
        pytest.param(
            AudioError("/kept/ab/ab12.flac", "is empty"), State.FAILED, "calls/c-1.flac: is empty", id="bad sound fails"
        ),
        pytest.param(
            UnknownNameError("language", "xx", known=["pl"]),
            State.FAILED,
            "Unknown language 'xx'. Known: pl.",
            id="a language the model does not know fails",
        ),
    ],
)
def test_trouble_puts_a_call_aside_with_the_reason(
    session: Session, call: tables.Conversation, error: QaError, state: State, reason: str
) -> None:
    assert store_problem(session, call.id, error=error, now=LATER) is state
    assert (call.state, call.state_reason) == (state, reason)


def test_trouble_that_comes_after_success_changes_nothing(session: Session, call: tables.Conversation) -> None:
    store(session, call)
    assert store_problem(session, call.id, error=ModelMissingError("gone"), now=LATER) is State.TO_CHECK


def test_a_job_names_the_kept_original_and_the_settings(
    session: Session, call: tables.Conversation, settings: Settings
) -> None:
    job = read_job(session, call.id, settings=settings)
    assert job is not None
    assert job.request.audio == settings.recordings_home / "ab" / "ab12.flac"
    assert (job.request.model, job.request.agent_channel, job.request.language) == ("small", 0, None)


CARD = Segment(1, 2500, 6000, "Karta 4111 1111 1111 1111.", ())


@pytest.mark.parametrize(
    ("start_ms", "text", "kept"),
    [
        pytest.param(2600, "cztery jeden jeden", "", id="what leaked while the number was said"),
        pytest.param(9000, "Karta 4111 1111 1111 1111.", "Karta [masked: card number].", id="the number itself"),
        pytest.param(9000, "Dzień dobry.", "Dzień dobry.", id="nothing of it"),
    ],
)
def test_marks_quote_no_secret(
    session: Session, call: tables.Conversation, start_ms: int, text: str, kept: str
) -> None:
    mark = Mark(MarkKind.CROSSTALK, start_ms, start_ms + 1000, channel=0, text=text)
    store(session, call, replace(HEARD, segments=(HEARD.segments[0], CARD), marks=(mark,)))
    assert call.recording and [one["text"] for one in call.recording.marks or ()] == [kept]
    assert call.recording.waits_for_silencing


def test_a_recording_that_is_not_kept_yet_is_read_where_it_was_imported(settings: Settings) -> None:
    assert recording_path(tables.Recording(path="calls/c-1.flac"), settings=settings) == Path("calls/c-1.flac")


@pytest.mark.parametrize("state", [State.CHECKED, State.TO_CHECK, State.FAILED, State.WAITING_FOR_AUDIO])
def test_a_call_that_is_not_due_gives_no_job(
    session: Session, call: tables.Conversation, settings: Settings, state: State
) -> None:
    call.state = state
    session.flush()
    assert read_job(session, call.id, settings=settings) is None


def test_a_conversation_that_is_gone_gives_no_job_and_stores_nothing(session: Session, settings: Settings) -> None:
    assert read_job(session, 99, settings=settings) is None
    assert store_transcript(session, 99, transcript=HEARD, settings=SETTINGS, now=LATER) is None


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        pytest.param({}, "QA_WHISPER_MODEL", id="no model is set"),
        pytest.param({"QA_WHISPER_MODEL": "/nowhere/model"}, "is no folder", id="the folder is not there"),
        pytest.param({"QA_ENGINE": "siri"}, "Unknown engine 'siri'", id="the engine is not known"),
    ],
)
def test_what_calls_wait_for_is_said(environment: dict[str, str], said: str) -> None:
    assert said in (missing_model(Settings.from_environment(environment)) or "")


def test_an_engine_that_is_not_there_lets_calls_wait(session: Session, call: tables.Conversation) -> None:
    settings = Settings.from_environment({"QA_ENGINE": "siri"})
    job = read_job(session, call.id, settings=settings)
    assert job is not None
    with pytest.raises(ModelMissingError, match="siri"):
        run_job(job)


def test_finished_pieces_are_kept_until_the_call_is_done(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'pieces.db'}")
    tables.Base.metadata.create_all(engine)
    reading, writing = (sessions_of(engine, is_writing=is_writing) for is_writing in (False, True))
    with writing() as opened:
        number = _add_call(opened)
    pieces = StoredPieces(number, reading=reading, writing=writing)
    pieces.keep("k", {"segments": [1]})
    pieces.keep("k", {"segments": [2]})
    assert (pieces.read("k"), pieces.read("other")) == ({"segments": [1]}, None)
    with writing.begin() as opened:
        store_transcript(opened, number, transcript=HEARD, settings=SETTINGS, now=LATER)
    assert pieces.read("k") is None
    engine.dispose()


def _add_call(session: Session) -> int:
    row = tables.Conversation(
        source="pbx",
        external_id="c-1",
        channel="call",
        started_at=STARTED,
        content_hash="x",
        state=State.TO_TRANSCRIBE,
        imported_at=STARTED,
        updated_at=STARTED,
    )
    session.add(row)
    session.flush()
    session.add(
        tables.Recording(conversation_id=row.id, path="calls/c-1.flac", sha256="ab12", suffix=".flac", agent_channel=0)
    )
    session.commit()
    return row.id
