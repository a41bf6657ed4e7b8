"""What Amazon, Azure and Deepgram write is read: words with times and confidence, channels, speakers, roles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from qa.domain.conversation import Role
from qa.domain.transcript import Segment
from qa.errors import AudioError
from transcribe.sidecars.beside import Beside
from transcribe.sidecars.texts import read_beside


def item(text: str, start: str, end: str, **more: str) -> dict[str, Any]:
    """Make a spoken item of an Amazon job."""
    alternative = {"confidence": "0.98", "content": text}
    return {"type": "pronunciation", "start_time": start, "end_time": end, "alternatives": [alternative], **more}


def mark(text: str) -> dict[str, Any]:
    """Make a punctuation item of an Amazon job."""
    return {"type": "punctuation", "alternatives": [{"confidence": "0.0", "content": text}]}


HELLO = [item("Dzień", "0.04", "0.30"), item("dobry", "0.31", "0.70"), mark(".")]
PARCEL = [item("Gdzie", "1.50", "1.80"), item("paczka", "1.81", "2.40"), mark("?")]
AMAZON_CHANNELS = {
    "jobName": "call",
    "results": {
        "transcripts": [{"transcript": "Dzień dobry. Gdzie paczka?"}],
        "channel_labels": {
            "number_of_channels": 2,
            "channels": [{"channel_label": "ch_0", "items": HELLO}, {"channel_label": "ch_1", "items": PARCEL}],
        },
        "items": [*HELLO, *PARCEL],
        "language_code": "pl-PL",
    },
}
AMAZON_SPEAKERS = {
    "results": {
        "transcripts": [{"transcript": ""}],
        "speaker_labels": {
            "speakers": 2,
            "segments": [
                {"items": [{"start_time": one["start_time"], "end_time": one["end_time"], "speaker_label": "spk_0"}]}
                for one in HELLO[:2]
            ]
            + [
                {"items": [{"start_time": one["start_time"], "end_time": one["end_time"], "speaker_label": "spk_1"}]}
                for one in PARCEL[:2]
            ],
        },
        "items": [*HELLO, *PARCEL],
    }
}
ANALYTICS = {
    "LanguageCode": "en-US",
    "Participants": [{"ParticipantRole": "AGENT"}, {"ParticipantRole": "CUSTOMER"}],
    "Transcript": [
        {
            "ParticipantRole": "AGENT",
            "Content": "Good morning.",
            "BeginOffsetMillis": 440,
            "EndOffsetMillis": 1200,
            "Items": [
                {"Content": "Good", "Confidence": "0.99", "BeginOffsetMillis": 440, "EndOffsetMillis": 700},
                {"Content": "morning", "Confidence": "0.9", "BeginOffsetMillis": 710, "EndOffsetMillis": 1200},
                {"Content": ".", "Confidence": "0.0", "Type": "punctuation"},
            ],
        },
        {
            "ParticipantRole": "CUSTOMER",
            "Content": "Where is it?",
            "BeginOffsetMillis": 1500,
            "EndOffsetMillis": 2100,
        },
    ],
}


def phrase(channel: int, offset: str, text: str, *, ticks: int | None = None) -> dict[str, Any]:
    """Make a phrase of an Azure result, half a second a word."""
    words = [
        {"word": word.lower().strip(".?"), "offset": f"PT{n / 2}S", "duration": "PT0.4S", "confidence": 0.8}
        for n, word in enumerate(text.split())
    ]
    best = {"confidence": 0.91, "lexical": text.lower(), "display": text, "words": words}
    timed: dict[str, Any] = {"offset": offset, "duration": "PT1.5S"}
    if ticks is not None:
        timed |= {"offsetInTicks": ticks}
    return {
        "recognitionStatus": "Success",
        "channel": channel,
        "speaker": 2,
        "locale": "pt-BR",
        **timed,
        "nBest": [best],
    }


AZURE = {
    "recognizedPhrases": [phrase(0, "PT0.04S", "Bom dia."), phrase(1, "PT1M2.5S", "Onde está?", ticks=625_000_000)]
}
DEEPGRAM = {
    "metadata": {"channels": 2},
    "results": {
        "channels": [
            {
                "detected_language": "en",
                "alternatives": [
                    {
                        "transcript": "hello there",
                        "words": [
                            {"word": "hello", "start": 0.1, "end": 0.5, "confidence": 0.99, "punctuated_word": "Hello"},
                            {"word": "there", "start": 0.5, "end": 0.9, "confidence": 0.7, "punctuated_word": "there."},
                        ],
                    }
                ],
            },
            {"alternatives": [{"transcript": "", "words": []}]},
        ]
    },
}


def read(folder: Path, content: object) -> Beside:
    path = folder / "call.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return read_beside(path)


def said(segments: tuple[Segment, ...]) -> list[tuple[int, str, int]]:
    return [(one.channel, one.text, one.start_ms) for one in segments]


def test_amazon_channels_are_speakers(tmp_path: Path) -> None:
    beside = read(tmp_path, AMAZON_CHANNELS)
    assert said(beside.segments) == [(0, "Dzień dobry.", 40), (1, "Gdzie paczka?", 1500)]
    assert (beside.by_channel, beside.language, beside.segments[0].words[1].confidence) == (True, "pl", 0.98)


def test_amazon_speakers_are_told_apart_and_nobody_is_the_agent(tmp_path: Path) -> None:
    beside = read(tmp_path, AMAZON_SPEAKERS)
    assert said(beside.segments) == [(0, "Dzień dobry.", 40), (1, "Gdzie paczka?", 1500)]
    assert (beside.by_channel, beside.agent_channel) == (False, None)


def test_call_analytics_names_the_agent(tmp_path: Path) -> None:
    beside = read(tmp_path, ANALYTICS)
    assert [(one.role, one.text) for one in beside.segments] == [
        (Role.AGENT, "Good morning."),
        (Role.CUSTOMER, "Where is it?"),
    ]
    assert [word.text for word in beside.segments[0].words] == ["Good", "morning."]


def test_azure_phrases_have_times_in_ticks_or_in_words(tmp_path: Path) -> None:
    beside = read(tmp_path, AZURE)
    assert said(beside.segments) == [(0, "Bom dia.", 40), (1, "Onde está?", 62_500)]
    assert (beside.by_channel, beside.language, beside.segments[0].words[1].start_ms) == (True, "pt", 500)


def test_azure_words_that_are_not_those_shown_have_no_times(tmp_path: Path) -> None:
    shown = phrase(0, "PT0S", "12 dias.")
    shown["nBest"][0]["words"].append({"word": "x", "offset": "PT1S", "duration": "PT0.1S"})
    assert read(tmp_path, {"recognizedPhrases": [shown]}).segments[0].words == ()


def test_deepgram_words_are_read_as_they_are_written(tmp_path: Path) -> None:
    beside = read(tmp_path, DEEPGRAM)
    assert said(beside.segments) == [(0, "Hello there.", 100)]
    assert (beside.by_channel, beside.language) == (True, "en")


def test_thai_words_of_a_service_stand_without_spaces(tmp_path: Path) -> None:
    thai = [item("สวัสดี", "0.1", "0.5"), item("ค่ะ", "0.5", "0.8"), item("Acme", "0.8", "1.1")]
    (segment,) = read(tmp_path, {"results": {"transcripts": [], "items": thai}}).segments
    assert segment.text == "สวัสดีค่ะ Acme"


@pytest.mark.parametrize(
    ("content", "service"),
    [
        pytest.param({"results": {"transcripts": [], "items": [{"type": "pronunciation"}]}}, "Amazon", id="Amazon"),
        pytest.param({"Transcript": [{"ParticipantRole": "AGENT"}]}, "Call Analytics", id="Call Analytics"),
        pytest.param({"recognizedPhrases": [{"recognitionStatus": "Success"}]}, "Azure", id="Azure"),
        pytest.param({"results": {"channels": [{}]}}, "Deepgram", id="Deepgram"),
    ],
)
def test_a_damaged_one_is_named(tmp_path: Path, content: object, service: str) -> None:
    with pytest.raises(AudioError, match=f"looks like .*{service}"):
        read(tmp_path, content)
