"""Transcripts beside recordings: JSON, WebVTT and SubRip, good and bad."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from qa.domain.call import MarkKind
from qa.domain.conversation import Message, Role
from qa.errors import AudioError
from qa.ports import TranscriptionRequest
from tests.transcribe.sounds import bursts, write_wav
from tests.transcribe.tunes import pad
from transcribe.engines.sidecar import Sidecar

VTT = """WEBVTT

1
00:00:01.000 --> 00:00:02.500 align:start
<v Agent>Dzień dobry,
w czym mogę pomóc?

00:03.000 --> 00:04.000
<v Klient>Gdzie jest paczka?
"""
SRT = """1
00:00:01,000 --> 00:00:02,500
Konsultant: Dzień dobry.

2
00:00:03,000 --> 00:00:04,000
Customer: Where is <i>my</i> parcel: blue?

3
00:00:05,000 --> 00:00:06,000
Note: nobody in particular.
"""
JSON = """{"id": "1", "channel": "call", "language": "pl", "messages": [
 {"role": "customer", "text": "Halo?", "start_ms": 100, "end_ms": 600,
  "words": [{"text": "Halo?", "start_ms": 100, "end_ms": 600, "confidence": 0.5}]},
 {"role": "bot", "text": "Press 1.", "start_ms": 700, "end_ms": 900}]}"""


def read(folder: Path, name: str, text: str | bytes) -> tuple[Message, ...]:
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    sound = write_wav(folder / "call.wav", bursts(seconds=7))
    return Sidecar().transcribe(TranscriptionRequest(sound, model=None)).to_messages()


@pytest.mark.parametrize("name", ["call.vtt", "call.wav.vtt"])
def test_vtt_names_speakers_by_voice_tags(tmp_path: Path, name: str) -> None:
    agent, customer = read(tmp_path, name, VTT)
    assert (agent.role, agent.text) == (Role.AGENT, "Dzień dobry, w czym mogę pomóc?")
    assert (customer.role, customer.start_ms, customer.end_ms) == (Role.CUSTOMER, 3000, 4000)


def test_json_says_which_language_a_message_is_in(tmp_path: Path) -> None:
    customer, menu = read(
        tmp_path, "call.json", JSON.replace('"text": "Halo?",', '"text": "Hello?", "language": "en",', 1)
    )
    assert (customer.language, menu.language) == ("en", "pl")


def test_srt_names_speakers_before_the_words(tmp_path: Path) -> None:
    messages = read(tmp_path, "call.srt", SRT)
    assert [(one.role, one.text) for one in messages] == [
        (Role.AGENT, "Dzień dobry."),
        (Role.CUSTOMER, "Where is my parcel: blue?"),
        (Role.SYSTEM, "Note: nobody in particular."),
    ]


def test_json_keeps_roles_words_and_confidences(tmp_path: Path) -> None:
    customer, bot = read(tmp_path, "call.json", JSON)
    assert (customer.role, customer.words[0].confidence, customer.language) == (Role.CUSTOMER, 0.5, "pl")
    assert (bot.role, bot.start_ms) == (Role.BOT, 700)


def test_a_byte_order_mark_and_windows_line_ends_do_not_matter(tmp_path: Path) -> None:
    messages = read(tmp_path, "call.vtt", b"\xef\xbb\xbf" + VTT.replace("\n", "\r\n").encode())
    assert [one.role for one in messages] == [Role.AGENT, Role.CUSTOMER]


def deepgram(*said: tuple[int, str]) -> str:
    """Write words of speakers of one channel, a second each."""
    words = [
        {"word": word, "start": place + 0.1, "end": place + 0.5, "speaker": speaker}
        for place, (speaker, word) in enumerate((one[0], word) for one in said for word in one[1].split())
    ]
    return json.dumps({"results": {"channels": [{"alternatives": [{"words": words}]}]}})


@pytest.mark.parametrize(
    ("said", "roles"),
    [
        pytest.param(((4, "How can I help"), (2, "Where is it")), [Role.AGENT, Role.CUSTOMER], id="agent first"),
        pytest.param(((4, "Where is it"), (2, "How can I help you")), [Role.SYSTEM] * 2, id="the other is the agent"),
        pytest.param(((1, "How can I help"),), [Role.SYSTEM], id="one voice"),
        pytest.param(((1, "Hello"), (2, "Hi"), (3, "Hey")), [Role.SYSTEM] * 3, id="three voices"),
    ],
)
def test_of_two_speakers_of_one_channel_the_first_is_the_agent_where_the_import_says_so(
    tmp_path: Path, said: tuple[tuple[int, str], ...], roles: list[Role]
) -> None:
    (tmp_path / "call.json").write_text(deepgram(*said), encoding="utf-8")
    sound = write_wav(tmp_path / "call.wav", bursts(seconds=9))
    transcript = Sidecar().transcribe(TranscriptionRequest(sound, model=None, agent_channel=0))
    assert [message.role for message in transcript.to_messages()] == roles


def test_hold_music_is_marked_and_is_no_silence(tmp_path: Path) -> None:
    (tmp_path / "call.vtt").write_text("WEBVTT\n\n00:00.500 --> 00:03.000\n<v Agent>One moment.\n", encoding="utf-8")
    sound = write_wav(tmp_path / "call.wav", np.concatenate((bursts(seconds=3), pad(20))))
    transcript = Sidecar().transcribe(TranscriptionRequest(sound, model=None))
    (music,) = transcript.marks
    assert music.kind is MarkKind.MUSIC
    assert [music.start_ms, music.end_ms] == pytest.approx([3000, 23_000], abs=1000)


def test_a_menu_is_nobodys_words(tmp_path: Path) -> None:
    menu = VTT.replace("Dzień dobry,\nw czym mogę pomóc?", "Aby złożyć reklamację, wybierz jeden.")
    recorded, customer = read(tmp_path, "call.vtt", menu)
    assert (recorded.role, customer.role) == (Role.SYSTEM, Role.CUSTOMER)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        pytest.param("other.vtt", VTT, "expected one of call.json, call.vtt, call.srt", id="none beside it"),
        pytest.param("call.vtt", "WEBVTT\n\nHello\n", "holds no timed line", id="no times"),
        pytest.param("call.srt", "1\n1 s --> 2 s\nHello\n", "call.srt:2: '1 s --> 2 s' is no timing", id="bad times"),
        pytest.param("call.srt", "Dzień".encode("cp1250"), "is not UTF-8", id="another encoding"),
        pytest.param("call.json", '{"messages": [', "call.json:1:15: is not JSON", id="cut off JSON"),
        pytest.param("call.json", "[1]", "is no transcript this tool knows: a conversation", id="other JSON"),
        pytest.param("call.json", '{"messages": [{"role": "boss"}]}', "message 0 cannot be read", id="a bad message"),
    ],
)
def test_a_bad_transcript_is_refused_with_the_place(tmp_path: Path, name: str, text: str | bytes, said: str) -> None:
    with pytest.raises(AudioError) as caught:
        read(tmp_path, name, text)
    assert said in str(caught.value)
