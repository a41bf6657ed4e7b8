"""`qa transcribe` as a person runs it: one recording in, one conversation out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from qa.cli import group
from qa.domain.conversation import Conversation, Role
from qa.domain.transcript import Transcript
from qa.errors import AudioError, ModelMissingError
from qa.importers.conversations_jsonl import ConversationsJsonl
from qa.ports import ImportOptions, TranscriptionRequest
from tests.transcribe.sounds import CALLS, MODEL, bursts, write_wav
from transcribe.engines.faster_whisper import FasterWhisper

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
    assert result.stderr.splitlines()[-1] == "51 s of sound done, 0 s left"


@pytest.mark.whisper
@pytest.mark.parametrize("by", ["option", "setting"])
def test_a_language_told_of_a_side_stands_in_its_messages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    if by == "setting":
        monkeypatch.setenv("QA_CHANNEL_LANGUAGES", "agent=en customer=pl")
    given = ["--channel-language", "agent=en", "--channel-language", "customer=pl"] if by == "option" else []
    result = CliRunner().invoke(group, [*ARGUMENTS, *given, "--json"])
    (tmp_path / "call.jsonl").write_text(result.stdout, encoding="utf-8")
    (read,) = ConversationsJsonl().read(tmp_path / "call.jsonl", ImportOptions())
    assert isinstance(read, Conversation)
    spoken = {(one.role, one.language or read.language) for one in read.messages}
    assert spoken == {(Role.AGENT, "en"), (Role.CUSTOMER, "pl")}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        pytest.param(
            ["agent=polish", "--agent-channel", "0"], "'agent=polish'; expected agent, customer", id="no code"
        ),
        pytest.param(["agent=pl"], "give --agent-channel", id="nobody knows whose channel is whose"),
        pytest.param(["pbx:0=pl"], "names a source; a file has none", id="a rule of a source"),
    ],
)
def test_a_language_that_cannot_be_told_is_refused(given: list[str], said: str) -> None:
    result = CliRunner().invoke(group, ["transcribe", CALL, "--channel-language", *given])
    assert (result.exit_code, said in " ".join(result.stderr.split())) == (2, True)


@pytest.mark.whisper
def test_without_json_it_is_readable() -> None:
    lines = CliRunner().invoke(group, ARGUMENTS).stdout.splitlines()
    assert lines[0].endswith("agent: What do you want?")


@pytest.fixture
def beside(tmp_path: Path) -> list[str]:
    """A call with a transcript beside it in which a card number is said."""
    cue = "00:01.000 --> 00:05.000\n<v Customer>My card is 4111 1111 1111 1111.\n"
    (tmp_path / "call.vtt").write_text(f"WEBVTT\n\n{cue}", encoding="utf-8")
    write_wav(tmp_path / "call.wav", bursts(seconds=6))
    return ["transcribe", str(tmp_path / "call.wav"), "--engine", "sidecar"]


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_secrets_are_masked_as_in_the_database(beside: list[str], options: list[str]) -> None:
    said = CliRunner().invoke(group, [*beside, *options]).stdout
    assert "My card is [masked: card number]." in said
    assert "4111" not in said


def test_masking_can_be_turned_off(beside: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_REDACT", "no")
    assert "4111 1111 1111 1111" in CliRunner().invoke(group, beside).stdout


@pytest.mark.whisper
def test_that_nobody_is_the_agent_is_said() -> None:
    result = CliRunner().invoke(group, [*ARGUMENTS[:-1], "5"])
    assert "Nobody is known to be the agent: channel 5 holds no speaker" in result.stderr
    assert " system: " in result.stdout.splitlines()[0]


@pytest.mark.whisper
def test_the_companys_names_are_told_to_the_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, ...]] = []
    hear = FasterWhisper.transcribe

    def listen(engine: FasterWhisper, request: TranscriptionRequest) -> Transcript:
        told.append(request.hot_words)
        return hear(engine, request)

    monkeypatch.setattr(FasterWhisper, "transcribe", listen)
    facts = "facts: []\ncompany: {name: Zielony Dom, spoken_as: [zielonydom, Zielony Dom]}\ndictionary: [Tefal]\n"
    (tmp_path / "facts.yaml").write_text(facts, encoding="utf-8")
    result = CliRunner().invoke(group, [*ARGUMENTS, "--facts", str(tmp_path / "facts.yaml")])
    assert result.exit_code == 0
    assert told == [("Zielony Dom", "zielonydom", "Tefal")]


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
