"""Without Java or a speech model everything else works, nothing is lost, and mending completes the rest."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from qa.cli.demo import ENVIRONMENT
from tests.durable.conftest import PATIENCE_S, home_of, url_of
from tests.durable.processes import ROOT, ended, start
from tests.durable.snapshot import snapshot

pytestmark = [pytest.mark.durable, pytest.mark.languagetool, pytest.mark.whisper]

CHAT = {
    "id": "z-1",
    "channel": "chat",
    "language": "en",
    "messages": [
        {"role": "customer", "text": "Where is my parcel?"},
        {"role": "agent", "text": "Good morning, we recieved it today and send it to you tomorrow."},
    ],
}


def test_work_waits_for_what_is_missing_and_goes_on_by_itself(tmp_path: Path, server: dict[str, str]) -> None:
    calls = tmp_path / "calls"
    calls.mkdir()
    shutil.copy(ROOT / "rubrics/demo/calls/en-3-rude.flac", calls)
    chats = tmp_path / "chats.jsonl"
    chats.write_text(json.dumps(CHAT) + "\n")
    nothing = home_of(tmp_path) | {
        "QA_LANGUAGETOOL_HOME": str(tmp_path / "no-languagetool"),
        "QA_LANGUAGETOOL_PORT": "59998",
        "QA_WHISPER_MODEL": str(tmp_path / "no-model"),
    }
    everything = home_of(tmp_path) | ENVIRONMENT | home_of(tmp_path) | server
    _run("import", str(chats), str(calls), "--agent-channel", "0", environment=nothing, log=tmp_path / "log")
    _run("work", "--drain", environment=nothing, log=tmp_path / "log")
    assert _states(tmp_path) == {"z-1": "waiting_for_language_server", "en-3-rude": "waiting_for_model"}
    _run("work", "--drain", environment=everything, log=tmp_path / "log")
    assert _states(tmp_path) == {"z-1": "checked", "en-3-rude": "checked"}
    spelling = [row for row in snapshot(url_of(tmp_path))["outcomes"] if row[1:3] == ("z-1", "spelling")]
    assert [row[3] for row in spelling] == ["fail"]


def _run(*arguments: str, environment: Mapping[str, str], log: Path) -> None:
    with ended(start(*arguments, environment=environment, log=log)) as process:
        assert process.wait(timeout=PATIENCE_S) == 0, log.read_text()


def _states(home: Path) -> dict[str, str]:
    return {row[1]: row[7].value for row in snapshot(url_of(home))["conversations"]}
