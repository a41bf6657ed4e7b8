"""Calls keep their recordings, wait for missing ones, and what was heard is not lost."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from qa.domain.conversation import Channel, Conversation, Message, Recording, Role
from qa.settings import Settings
from qa.stages.importing import BatchCount
from qa.store import tables
from qa.store.tables import State
from tests.importers.reading import write
from tests.importers.sounds import write_wave
from tests.stages.importing.conftest import LATER, Store

CALL = Conversation(id="c-1", channel=Channel.CALL, messages=(), recording=Recording("calls/1.wav"))


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


def test_a_recording_that_changes_while_it_is_copied_waits(
    store: Store, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_wave(tmp_path / "calls" / "1.wav")
    copy = shutil.copyfile

    def grow(original: Path, copying: Path) -> None:
        path.write_bytes(path.read_bytes() + b"more of the call")
        copy(original, copying)

    monkeypatch.setattr(shutil, "copyfile", grow)
    assert store(CALL) == BatchCount(new=1, without_sound=1)
    assert "changes while it is copied" in (store.row.state_reason or "")
    assert not [one for one in settings.recordings_home.rglob("*") if one.is_file()]
    monkeypatch.undo()
    assert store(CALL, now=LATER).updated == 1
    assert store.row.state is State.TO_TRANSCRIBE


def test_an_original_that_was_destroyed_is_destroyed_again_after_the_next_import(
    store: Store, settings: Settings, tmp_path: Path
) -> None:
    original = write_wave(tmp_path / "calls" / "1.wav")
    store(CALL)
    recording = store.row.recording
    assert recording
    recording.silenced, recording.waits_for_silencing = [[10, 20]], False
    store.settings = replace(settings, keeps_originals=False)
    assert store(CALL, now=LATER) == BatchCount(unchanged=1)
    assert recording.waits_for_silencing, f"{original} was copied again"


@pytest.mark.parametrize(
    ("said", "agent_channel"),
    [
        pytest.param(None, 1, id="by the rule of its source"),
        pytest.param(0, 0, id="by its own word"),
    ],
)
def test_which_channel_is_the_agents(
    store: Store, settings: Settings, tmp_path: Path, said: int | None, agent_channel: int
) -> None:
    write_wave(tmp_path / "calls" / "1.wav")
    store.settings = replace(settings, agent_channels={CALL.source: 1, "other": 0})
    store(replace(CALL, recording=Recording("calls/1.wav", agent_channel=said)))
    assert store.row.recording and store.row.recording.agent_channel == agent_channel


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
