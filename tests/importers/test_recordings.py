"""Recordings are calls; whose and when is told by a table beside them, a pattern, or nobody."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from qa.domain.conversation import Channel, Participant, Recording
from qa.ports import ImportOptions
from tests.importers.reading import read, write
from tests.importers.sounds import write_wave

IMPORTER = "recordings"


def test_the_file_name_is_the_id(tmp_path: Path) -> None:
    call = read(IMPORTER, write_wave(tmp_path / "10457.wav"), ImportOptions(agent_channel=1, consent="v3")).only
    assert (call.id, call.channel, call.messages) == ("10457", Channel.CALL, ())
    assert call.recording == Recording("10457.wav", agent_channel=1, consent="v3")
    assert call.agent is None


def test_the_groups_of_a_pattern_are_read(tmp_path: Path) -> None:
    write_wave(tmp_path / "calls" / "anna" / "20260512-100200_c88_7.wav")
    write_wave(tmp_path / "calls" / "ewa" / "20260512-110000_c89_8.wav")
    pattern = r"(?P<agent>\w+)/(?P<time>[\d-]+)_(?P<customer>\w+?)_(?P<id>\d+)\.wav$"
    call, _ = read(IMPORTER, tmp_path, ImportOptions(pattern=pattern)).conversations
    assert (call.id, call.agent) == ("7", Participant("anna", "anna"))
    assert call.customer == Participant("c88", "c88")
    assert call.started_at == datetime.fromisoformat("2026-05-12T10:02:00+02:00")


def test_other_groups_are_metadata(tmp_path: Path) -> None:
    write_wave(tmp_path / "7_sales.wav")
    call = read(IMPORTER, tmp_path, ImportOptions(pattern=r"(?P<id>\d+)_(?P<queue>\w+)\.")).only
    assert (call.id, call.metadata) == ("7", {"queue": "sales"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("20260512-100230", "2026-05-12T10:02:30+02:00", id="digits"),
        pytest.param("2026-05-12_10-02", "2026-05-12T10:02:00+02:00", id="to the minute"),
        pytest.param("1778572920", "2026-05-12T10:02:00+02:00", id="seconds since 1970"),
    ],
)
def test_times_in_names_are_read(tmp_path: Path, text: str, expected: str) -> None:
    write_wave(tmp_path / f"1 at {text}.wav")
    call = read(IMPORTER, tmp_path, ImportOptions(pattern=r"(?P<id>\d+) at (?P<time>.+)\.wav")).only
    assert call.started_at == datetime.fromisoformat(expected)


def test_a_table_beside_the_files_tells_of_them(tmp_path: Path) -> None:
    write_wave(tmp_path / "a.wav")
    write_wave(tmp_path / "b.wav", tone=1)
    write(tmp_path / "calls.csv", "id;konsultant;czas;plik;kolejka\nz-1;anna;2026-05-12T10:02;a.wav;zwroty\n")
    first, second = read(IMPORTER, tmp_path).conversations
    assert (first.id, first.agent, first.metadata) == ("z-1", Participant("anna", "anna"), {"kolejka": "zwroty"})
    assert first.recording == Recording("a.wav")
    assert (second.id, second.agent) == ("b", None)


def test_one_file_is_told_of_by_the_table_beside_it(tmp_path: Path) -> None:
    write_wave(tmp_path / "b.wav")
    write(tmp_path / "calls.csv", "id,agent,time,file\nz-1,anna,,a.wav\nz-2,ewa,,b.wav\n")
    assert read(IMPORTER, tmp_path / "b.wav").only.id == "z-2"


def test_a_file_that_a_table_names_in_vain_is_a_call_all_the_same(tmp_path: Path) -> None:
    write_wave(tmp_path / "b.wav")
    write(tmp_path / "calls.csv", "id,agent,time,file\nz-1,anna,,a.wav\n")
    assert {one.id for one in read(IMPORTER, tmp_path).conversations} == {"z-1", "b"}


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        pytest.param("a.wav", b"\x01\x02" * 500, "this is no sound file: it begins with", id="no header"),
        pytest.param("a.mp3", b"", "the file is empty (0 bytes)", id="empty"),
        pytest.param("a.ogg", b"OggX" * 9, "expected the header of WAV", id="another header"),
    ],
)
def test_a_file_that_is_no_sound_is_reported(tmp_path: Path, name: str, content: bytes, expected: str) -> None:
    write(tmp_path / name, content)
    write_wave(tmp_path / "good.wav")
    was_read = read(IMPORTER, tmp_path)
    assert was_read.only.id == "good"
    assert was_read.problem.startswith(f"{tmp_path / name}:1:") and expected in was_read.problem


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(b"fLaC\x00\x00\x00\x22", id="FLAC"),
        pytest.param(b"ID3\x04\x00", id="MP3 with tags"),
        pytest.param(b"\xff\xfb\x90\x00", id="MP3"),
        pytest.param(b"OggS\x00\x02", id="OGG"),
        pytest.param(b"\x00\x00\x00\x20ftypM4A ", id="M4A"),
        pytest.param(b"\x00\x00\x00\x18ftypisom", id="MP4"),
        pytest.param(b"\x1aE\xdf\xa3\x01\x00", id="WebM"),
        pytest.param(b"#!AMR\n", id="AMR"),
        pytest.param(b"FORM\x00\x00\x10\x00AIFF", id="AIFF"),
        pytest.param(b"\x30\x26\xb2\x75\x8e\x66", id="WMA"),
    ],
)
def test_other_sound_formats_are_known_by_their_headers(tmp_path: Path, head: bytes) -> None:
    assert read(IMPORTER, write(tmp_path / "a.mp3", head + bytes(100))).only.id == "a"


@pytest.mark.parametrize("name", ["a.mp4", "a.webm", "a.MKV", "a.amr", "a.wma", "a.aiff"])
def test_a_film_is_a_call(tmp_path: Path, name: str) -> None:
    assert read(IMPORTER, write(tmp_path / name, b"\x1aE\xdf\xa3" + bytes(100))).only.id == "a"


def test_two_files_of_one_name_are_not_mixed_up(tmp_path: Path) -> None:
    write_wave(tmp_path / "may" / "1.wav")
    write_wave(tmp_path / "june" / "1.wav", tone=1)
    was_read = read(IMPORTER, tmp_path)
    assert was_read.only.id == "1"
    assert "the id '1' is taken by" in was_read.problem


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        pytest.param(r"(?P<id>x\d+)", "the name does not match the pattern", id="no match"),
        pytest.param(r"(?P<id>\w)(?P<time>.+)\.wav", "the time in the name is 'bc'", id="no time"),
    ],
)
def test_a_name_that_does_not_fit_is_reported(tmp_path: Path, pattern: str, expected: str) -> None:
    write_wave(tmp_path / "abc.wav")
    assert expected in read(IMPORTER, tmp_path, ImportOptions(pattern=pattern)).problem
