"""Reads the response of Deepgram's recorded-audio endpoint: words by channel, or by speaker in one channel."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from qa.domain.transcript import Word
from transcribe.sidecars.beside import Beside, SaidWord, cut_segments, in_order


def is_deepgram(read: Mapping[str, Any]) -> bool:
    """Tell whether a JSON object is such a response."""
    results = read.get("results")
    return isinstance(results, dict) and isinstance(results.get("channels"), list)


def read_deepgram(path: Path, read: Mapping[str, Any]) -> Beside:
    """Read the best alternative of each channel."""
    channels = read["results"]["channels"]
    by_channel = len(channels) > 1
    said = [one for number, channel in enumerate(channels) for one in _said(number, channel, by_channel=by_channel)]
    language = next((channel["detected_language"] for channel in channels if channel.get("detected_language")), None)
    return Beside(
        in_order(tuple(cut_segments(said))),
        agent_channel=None,
        language=str(language).partition("-")[0].lower() if language else None,
        by_channel=by_channel,
    )


def _said(number: int, channel: Mapping[str, Any], *, by_channel: bool) -> Iterator[SaidWord]:
    for word in channel["alternatives"][0].get("words") or ():
        confidence = word.get("confidence")
        yield SaidWord(
            speaker=number if by_channel else int(word.get("speaker", 0)),
            word=Word(
                text=str(word.get("punctuated_word") or word["word"]),
                start_ms=round(float(word["start"]) * 1000),
                end_ms=round(float(word["end"]) * 1000),
                confidence=None if confidence is None else float(confidence),
            ),
        )
