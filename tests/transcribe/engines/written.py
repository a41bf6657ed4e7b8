"""Writes down who truly said what in a call, in every form of transcript that may lie beside a recording."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Turn = Mapping[str, Any]

_CHANNELS = {"agent": 0, "customer": 1}


def conversation(turns: Sequence[Turn]) -> str:
    """Write a conversation as `qa import` reads it."""
    messages = [
        {
            "role": turn["speaker"],
            "text": turn["text"],
            "words": [
                {"text": word["word"], "start_ms": _ms(word["start"]), "end_ms": _ms(word["end"])}
                for word in turn["words"]
            ],
        }
        for turn in turns
    ]
    return json.dumps({"id": "call", "channel": "call", "language": "en", "messages": messages})


def amazon(turns: Sequence[Turn]) -> str:
    """Write the output of an Amazon Transcribe job with channels."""
    channels = [
        {"channel_label": f"ch_{number}", "items": [_item(word) for word in _words(turns, role)]}
        for role, number in _CHANNELS.items()
    ]
    items = [item for channel in channels for item in channel["items"]]
    results = {
        "transcripts": [{"transcript": ""}],
        "channel_labels": {"number_of_channels": 2, "channels": channels},
        "items": items,
        "language_code": "en-GB",
    }
    return json.dumps({"jobName": "call", "results": results})


def analytics(turns: Sequence[Turn]) -> str:
    """Write the output of Amazon Transcribe Call Analytics."""
    written = [
        {
            "ParticipantRole": turn["speaker"].upper(),
            "Content": turn["text"],
            "BeginOffsetMillis": _ms(turn["words"][0]["start"]),
            "EndOffsetMillis": _ms(turn["words"][-1]["end"]),
            "Items": [
                {
                    "Content": word["word"],
                    "Confidence": "0.97",
                    "BeginOffsetMillis": _ms(word["start"]),
                    "EndOffsetMillis": _ms(word["end"]),
                }
                for word in turn["words"]
            ],
        }
        for turn in turns
    ]
    return json.dumps({"LanguageCode": "en-GB", "Transcript": written})


def azure(turns: Sequence[Turn]) -> str:
    """Write the result file of Azure batch transcription."""
    return json.dumps({"recognizedPhrases": [_phrase(turn) for turn in turns]})


def deepgram(turns: Sequence[Turn]) -> str:
    """Write the response of Deepgram's recorded-audio endpoint."""
    channels = [
        {
            "detected_language": "en",
            "alternatives": [
                {
                    "transcript": "",
                    "words": [
                        {
                            "word": word["word"].lower(),
                            "punctuated_word": word["word"],
                            "start": word["start"],
                            "end": word["end"],
                            "confidence": 0.97,
                        }
                        for word in _words(turns, role)
                    ],
                }
            ],
        }
        for role in _CHANNELS
    ]
    return json.dumps({"metadata": {"channels": 2}, "results": {"channels": channels}})


def srt(turns: Sequence[Turn]) -> str:
    """Write SubRip with the speaker before the words."""
    cues = (
        f"{place}\n{_clock(turn['words'][0]['start'], ',')} --> {_clock(turn['words'][-1]['end'], ',')}\n"
        f"{turn['speaker'].title()}: {turn['text']}\n"
        for place, turn in enumerate(turns, start=1)
    )
    return "\n".join(cues)


def vtt(turns: Sequence[Turn]) -> str:
    """Write WebVTT with the speaker as a voice."""
    cues = (
        f"{_clock(turn['words'][0]['start'], '.')} --> {_clock(turn['words'][-1]['end'], '.')}\n"
        f"<v {turn['speaker'].title()}>{turn['text']}</v>\n"
        for turn in turns
    )
    return "WEBVTT\n\n" + "\n".join(cues)


FORMS: Mapping[str, tuple[str, Callable[[Sequence[Turn]], str]]] = {
    "conversation": (".json", conversation),
    "amazon": (".json", amazon),
    "amazon_analytics": (".json", analytics),
    "azure": (".json", azure),
    "deepgram": (".json", deepgram),
    "srt": (".srt", srt),
    "vtt": (".vtt", vtt),
}
"""Every form with its suffix."""

BY_CHANNEL = ("amazon", "azure", "deepgram")
"""Forms that name channels, not people."""

WITHOUT_LANGUAGE = ("srt", "vtt")
WITHOUT_WORDS = ("srt", "vtt")


def _words(turns: Sequence[Turn], role: str) -> list[Mapping[str, Any]]:
    return [word for turn in turns if turn["speaker"] == role for word in turn["words"]]


def _item(word: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "pronunciation",
        "start_time": f"{word['start']:.2f}",
        "end_time": f"{word['end']:.2f}",
        "alternatives": [{"confidence": "0.97", "content": word["word"]}],
    }


def _phrase(turn: Turn) -> dict[str, Any]:
    said = turn["words"]
    words = [
        {
            "word": word["word"].lower(),
            "offsetInTicks": round(word["start"] * 1e7),
            "durationInTicks": round((word["end"] - word["start"]) * 1e7),
            "confidence": 0.97,
        }
        for word in said
    ]
    return {
        "recognitionStatus": "Success",
        "channel": _CHANNELS[turn["speaker"]],
        "locale": "en-GB",
        "offsetInTicks": round(said[0]["start"] * 1e7),
        "durationInTicks": round((said[-1]["end"] - said[0]["start"]) * 1e7),
        "nBest": [{"confidence": 0.97, "display": " ".join(word["word"] for word in said), "words": words}],
    }


def _ms(seconds: float) -> int:
    return round(seconds * 1000)


def _clock(seconds: float, point: str) -> str:
    milliseconds = _ms(seconds)
    minutes, rest = divmod(milliseconds, 60_000)
    return f"00:{minutes:02}:{rest // 1000:02}{point}{rest % 1000:03}"
