"""JSON Lines are read strictly, and a bad line never stops the rest."""

from __future__ import annotations

import json
import tracemalloc
from datetime import datetime
from pathlib import Path

import pytest

from qa import registry
from qa.domain.conversation import Attachment, Channel, Participant, Recording, Role
from qa.domain.transcript import Word
from qa.importers import _lines
from qa.ports import ImportOptions
from tests.importers.reading import read, write

IMPORTER = "conversations_jsonl"

WHOLE = {
    "id": "z-10457",
    "source": "helpdesk",
    "channel": "call",
    "language": "pl",
    "started_at": "2026-05-12T10:02:00+02:00",
    "ended_at": "2026-05-12T10:21:00+02:00",
    "agent": {"id": "a-7", "name": "Anna Nowak", "email": "anna@acme.example"},
    "customer": {"id": "c-88", "name": "Jan Kowalski"},
    "reason": "order-status",
    "tags": ["vip"],
    "csat": 2,
    "status": "closed",
    "metadata": {"country": "PL", "authenticated": True},
    "recording": {"path": "calls/10457.flac", "agent_channel": 0, "consent": "notice-v3"},
    "messages": [
        {
            "id": "m1",
            "role": "agent",
            "author": "a-7",
            "sent_at": "2026-05-12T10:04:00+02:00",
            "text": "Dzień dobry",
            "subject": "Paczka",
            "language": "uk",
            "internal": True,
            "template": "t-1",
            "attachments": [{"name": "list.pdf", "type": "application/pdf", "size": 12}],
            "start_ms": 0,
            "end_ms": 900,
            "words": [{"text": "Dzień", "start_ms": 0, "end_ms": 400, "confidence": 0.9}],
        }
    ],
}


def line(**changes: object) -> str:
    """Write a small conversation as a line; None takes a key out."""
    record = {"id": "z-1", "channel": "chat", "messages": [{"role": "customer", "text": "Hej"}]} | changes
    return json.dumps({key: value for key, value in record.items() if value is not None}) + "\n"


def test_every_key_of_the_format_is_kept(tmp_path: Path) -> None:
    conversation = read(IMPORTER, write(tmp_path / "a.jsonl", json.dumps(WHOLE))).only
    (message,) = conversation.messages
    assert (conversation.id, conversation.source, conversation.channel) == ("z-10457", "helpdesk", Channel.CALL)
    assert conversation.started_at == datetime.fromisoformat("2026-05-12T08:02:00+00:00")
    assert conversation.agent == Participant("a-7", "Anna Nowak", "anna@acme.example")
    assert (conversation.reason, conversation.tags, conversation.csat) == ("order-status", ("vip",), 2)
    assert conversation.metadata == {"country": "PL", "authenticated": True}
    assert conversation.recording == Recording("calls/10457.flac", agent_channel=0, consent="notice-v3")
    assert (message.role, message.is_internal, message.template) == (Role.AGENT, True, "t-1")
    assert message.language == "uk"
    assert message.attachments == (Attachment("list.pdf", "application/pdf", 12),)
    assert message.words == (Word("Dzień", 0, 400, 0.9),)


def test_text_is_composed(tmp_path: Path) -> None:
    decomposed = "z\u0307o\u0301\u0142w"
    path = write(tmp_path / "a.jsonl", line(messages=[{"role": "customer", "text": decomposed}]))
    assert read(IMPORTER, path).only.messages[0].text == "\u017c\u00f3\u0142w"


@pytest.mark.parametrize("is_escaped", [pytest.param(True, id="escaped"), pytest.param(False, id="as letters")])
def test_text_is_composed_however_it_is_written(tmp_path: Path, is_escaped: bool) -> None:
    record = {"id": "1", "channel": "chat", "messages": [{"role": "agent", "text": "z\u0307"}]}
    path = write(tmp_path / "a.jsonl", json.dumps(record, ensure_ascii=is_escaped))
    assert read(IMPORTER, path).only.messages[0].text == "\u017c"


def test_a_time_without_an_offset_is_in_the_given_zone(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", line(started_at="2026-07-01T12:00:00"))
    conversation = read(IMPORTER, path, ImportOptions(time_zone="Asia/Bangkok")).only
    assert conversation.started_at == datetime.fromisoformat("2026-07-01T05:00:00+00:00")


def test_the_source_of_the_options_is_the_default(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", line() + line(source="own"))
    sources = [one.source for one in read(IMPORTER, path, ImportOptions(source="zendesk")).conversations]
    assert sources == ["zendesk", "own"]


def test_a_byte_order_mark_and_blank_lines_are_skipped(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", b"\xef\xbb\xbf" + line().encode() + b"\r\n\n" + line(id="z-2").encode())
    assert [one.id for one in read(IMPORTER, path).conversations] == ["z-1", "z-2"]


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    was_read = read(IMPORTER, write(tmp_path / "a.jsonl", ""))
    assert (was_read.conversations, was_read.problems) == ((), ())


@pytest.mark.parametrize(
    ("bad", "expected"),
    [
        pytest.param('{"id": "z-1", "chan', ":2:20: this is not JSON", id="truncated"),
        pytest.param("[1]", ":2: a conversation must be an object, not a list", id="no object"),
        pytest.param(line(id=None), ":2: the key 'id' is missing", id="no id"),
        pytest.param(line(channel=None), ":2: the key 'channel' is missing", id="no channel"),
        pytest.param(line(messages=None), ":2: the key 'messages' is missing", id="no messages"),
        pytest.param(line(id=10457), "'id' must be a text, not a number", id="number as id"),
        pytest.param(line(id="x" * 201), "'id' has 201 characters", id="long id"),
        pytest.param(line(channel="fax"), "'fax'. Known: call, chat, email, sms, social", id="unknown channel"),
        pytest.param(line(mesages=[]), "no key 'mesages'. Known: agent, channel,", id="unknown key"),
        pytest.param(line(agent={"nick": "a"}), "'agent' has no key 'nick'. Known: email, id, name", id="agent key"),
        pytest.param(line(messages=[{"role": "agent"}]), "messages[0]: a message needs", id="no text"),
        pytest.param(line(messages=[{"role": "x", "text": ""}]), "'x'. Known: agent, bot, customer", id="bad role"),
        pytest.param(line(messages=[{"role": [], "text": ""}]), "'role' cannot be a list", id="role of no text"),
        pytest.param(line(started_at="2026-05-12"), "expected an ISO 8601 date and time", id="date without time"),
        pytest.param(line(started_at="wczoraj"), "'started_at' is 'wczoraj'", id="no time"),
        pytest.param(line(csat="5"), "'csat' must be a number", id="csat as text"),
        pytest.param(line(messages=[{"role": "agent", "text": "a\0b"}]), "NUL character", id="NUL"),
        pytest.param('{"id": "\\ud800"}', "this is not JSON", id="lone surrogate"),
        pytest.param(line(recording={"agent_channel": 0}), "'recording' has no 'path'", id="recording without path"),
        pytest.param("[" * 5000, "this is not JSON", id="too deep"),
    ],
)
def test_a_bad_line_is_reported_and_the_rest_read(tmp_path: Path, bad: str, expected: str) -> None:
    path = write(tmp_path / "a.jsonl", line(id="before") + bad.rstrip("\n") + "\n" + line(id="after"))
    was_read = read(IMPORTER, path)
    assert [one.id for one in was_read.conversations] == ["before", "after"]
    assert was_read.problem.startswith(f"{path}:2:") and expected in was_read.problem


def test_windows_1250_is_reported_with_the_byte(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", line().encode() + '{"id": "ż"}'.encode("cp1250"))
    assert f"{path}:2:9: byte 0xbf is not UTF-8" in read(IMPORTER, path).problem


def test_utf_16_is_one_problem(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", (line() * 9).encode("utf-16"))
    assert "UTF-16" in read(IMPORTER, path).problem


def test_a_line_that_is_too_long_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_lines, "LONGEST_LINE", 1 << 20)
    path = write(tmp_path / "a.jsonl", line(id="x", reason="y" * (3 << 20)) + line(id="after"))
    was_read = read(IMPORTER, path)
    assert was_read.only.id == "after"
    assert was_read.problem == f"{path}:1: the line is longer than 1 MiB."


def test_a_large_file_is_streamed(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("w") as file:
        file.writelines(line(id=f"z-{number}") for number in range(200_000))
    tracemalloc.start()
    count = sum(1 for _ in registry.importer(IMPORTER)().read(path, ImportOptions()))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 200_000
    assert peak < 8 << 20
