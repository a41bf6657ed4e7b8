"""Reads the result file of Azure batch transcription: phrases by channel, or by speaker in one channel."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from qa.domain.transcript import Segment, Word
from transcribe.sidecars.beside import Beside, in_order

_TICKS_A_MS = 10_000
_DURATION = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?")


def is_azure(read: Mapping[str, Any]) -> bool:
    """Tell whether a JSON object is a result of batch transcription."""
    return isinstance(read.get("recognizedPhrases"), list)


def read_azure(path: Path, read: Mapping[str, Any]) -> Beside:
    """Read the phrases that were recognised; of the alternatives the first, which is the best."""
    phrases = [phrase for phrase in read["recognizedPhrases"] if phrase.get("recognitionStatus") == "Success"]
    channels = {int(phrase.get("channel", 0)) for phrase in phrases}
    by_channel = len(channels) > 1
    locale = next((phrase["locale"] for phrase in phrases if phrase.get("locale")), None)
    return Beside(
        in_order(tuple(_segment(phrase, by_channel=by_channel) for phrase in phrases)),
        agent_channel=None,
        language=str(locale).partition("-")[0].lower() if locale else None,
        by_channel=by_channel,
    )


def _segment(phrase: Mapping[str, Any], *, by_channel: bool) -> Segment:
    best = phrase["nBest"][0]
    start_ms = _ms(phrase, "offset")
    speaker = int(phrase.get("channel", 0)) if by_channel else max(0, int(phrase.get("speaker", 1)) - 1)
    return Segment(
        channel=speaker,
        start_ms=start_ms,
        end_ms=start_ms + _ms(phrase, "duration"),
        text=str(best["display"]).strip(),
        words=_words(best),
        confidence=float(best["confidence"]) if best.get("confidence") is not None else None,
    )


def _words(best: Mapping[str, Any]) -> tuple[Word, ...]:
    """Return the words as they are shown where their number is that of the words heard; else none: times would lie."""
    heard = best.get("displayWords") or best.get("words") or ()
    shown = str(best["display"]).split()
    if len(heard) != len(shown):
        return ()
    sure = best.get("words") if len(best.get("words") or ()) == len(heard) else heard
    return tuple(_placed(heard, sure or heard, shown))


def _placed(
    heard: Iterable[Mapping[str, Any]], sure: Iterable[Mapping[str, Any]], shown: Iterable[str]
) -> Iterable[Word]:  # fmt: skip
    for word, same, text in zip(heard, sure, shown, strict=True):
        start_ms = _ms(word, "offset")
        confidence = same.get("confidence")
        yield Word(text, start_ms, start_ms + _ms(word, "duration"), None if confidence is None else float(confidence))


def _ms(timed: Mapping[str, Any], name: str) -> int:
    """Return an offset or duration in milliseconds: ticks of 100 ns where they are given, ISO 8601 otherwise."""
    ticks = timed.get(f"{name}InTicks")
    if ticks is not None:
        return round(float(ticks) / _TICKS_A_MS)
    match = _DURATION.fullmatch(str(timed[name]))
    if match is None:
        raise ValueError(f"{name} is {timed[name]!r}, not a duration such as PT1.5S")
    hours, minutes, seconds = (float(part or 0) for part in match.groups())
    return round(((hours * 60 + minutes) * 60 + seconds) * 1000)
