"""The copies that people hear: made in the background, one after the other, and originals destroyed where it is set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from qa.settings import Settings
from qa.stages.silencing import kept_path, silence_due, silenced_path
from qa.store import tables
from qa.store.session import Sessions, open_database, sessions_of
from tests.transcribe.sounds import bursts, write_wav

NOW = datetime(2026, 6, 1, 8, 0, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.from_environment({"QA_HOME": str(tmp_path)})


@pytest.fixture
def sessions(settings: Settings) -> Iterator[Sessions]:
    engine = open_database(settings.database_url)
    tables.Base.metadata.create_all(engine)
    yield sessions_of(engine, is_writing=True)
    engine.dispose()


def keep(sessions: Sessions, settings: Settings, name: str, *, silenced: list[list[int]]) -> tables.Recording:
    """Keep a recording that waits for its copy."""
    with sessions.begin() as session:
        call = tables.Conversation(source="calls", external_id=name, channel="call", content_hash="", message_count=0)
        call.state, call.imported_at, call.updated_at = tables.State.CHECKED, NOW, NOW
        session.add(call)
        session.flush()
        row = tables.Recording(conversation_id=call.id, path=f"{name}.wav", sha256=name * 32, suffix=".wav")
        row.silenced, row.waits_for_silencing = silenced, True
        session.add(row)
        session.flush()
        session.expunge(row)
    path = kept_path(row, settings.recordings_home)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_wav(path, bursts(seconds=1))
    return row


def waits(sessions: Sessions, recording: tables.Recording) -> bool:
    with sessions() as session:
        return session.get_one(tables.Recording, recording.id).waits_for_silencing


def test_sound_that_cannot_be_read_keeps_no_other_waiting(sessions: Sessions, settings: Settings) -> None:
    damaged, good = (keep(sessions, settings, name, silenced=[[100, 200]]) for name in ("aa", "bb"))
    kept_path(damaged, settings.recordings_home).write_bytes(b"no sound at all")
    assert silence_due(sessions, sessions, settings=settings) == 1
    assert silenced_path(good, settings.recordings_home).is_file()
    assert not silenced_path(damaged, settings.recordings_home).exists()
    assert not waits(sessions, damaged) and not waits(sessions, good)


@pytest.mark.parametrize(
    ("silenced", "is_kept"),
    [
        pytest.param([[100, 200]], False, id="a secret is said"),
        pytest.param([], True, id="only a copy that browsers play"),
    ],
)
def test_originals_with_a_secret_are_destroyed_where_it_is_set(
    sessions: Sessions, settings: Settings, silenced: list[list[int]], is_kept: bool
) -> None:
    original = kept_path(keep(sessions, settings, "cc", silenced=silenced), settings.recordings_home)
    beside = original.with_suffix(".vtt")
    beside.write_text("WEBVTT\n", encoding="utf-8")
    assert silence_due(sessions, sessions, settings=replace(settings, keeps_originals=False)) == 1
    assert (original.exists(), beside.exists()) == (is_kept, is_kept)
