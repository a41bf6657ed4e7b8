"""`qa transcribe` as a person runs it: one recording in, one conversation out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from qa.cli import group
from qa.domain.conversation import Conversation, Role
from qa.errors import AudioError, ModelMissingError
from qa.importers.conversations_jsonl import ConversationsJsonl
from qa.ports import ImportOptions
from tests.transcribe.sounds import CALLS, MODEL

CALL = str(CALLS / "en-3-rude.flac")
ARGUMENTS = ["transcribe", CALL, "--model", str(MODEL), "--agent-channel", "0"]


@pytest.mark.whisper
def test_json_is_a_conversation_that_can_be_imported(tmp_path: Path) -> None:
    result = CliRunner().invoke(group, [*ARGUMENTS, "--json"])
    assert result.exit_code == 0
    (tmp_path / "call.jsonl").write_text(result.stdout, encoding="utf-8")
    (read,) = ConversationsJsonl().read(tmp_path / "call.jsonl", ImportOptions())
    assert isinstance(read, Conversation)
    assert (read.id, read.language, read.messages[0].role) == ("en-3-rude", "en", Role.AGENT)
    assert len(read.messages[0].words) == len(read.messages[0].text.split())


@pytest.mark.whisper
def test_progress_is_said_on_stderr_in_seconds_of_sound() -> None:
    result = CliRunner().invoke(group, [*ARGUMENTS, "--json"])
    assert len(json.loads(result.stdout)["messages"]) > 10
    assert result.stderr.splitlines()[-1] == "103 s of sound done, 0 s left"


@pytest.mark.whisper
def test_without_json_it_is_readable() -> None:
    lines = CliRunner().invoke(group, ARGUMENTS).stdout.splitlines()
    assert lines[0].endswith("agent: What do you want?")


def test_no_model_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QA_WHISPER_MODEL", raising=False)
    result = CliRunner().invoke(group, ["transcribe", CALL])
    assert isinstance(result.exception, ModelMissingError)


@pytest.mark.whisper
def test_bad_sound_is_said(tmp_path: Path) -> None:
    bad = tmp_path / "bad.wav"
    bad.write_bytes(b"")
    result = CliRunner().invoke(group, ["transcribe", str(bad), "--model", str(MODEL)])
    assert isinstance(result.exception, AudioError)


def test_help_has_an_example() -> None:
    assert "Example: qa transcribe" in CliRunner().invoke(group, ["transcribe", "--help"]).stdout
