"""Reads the output of an Amazon Transcribe job: items by channel, by speaker, or neither."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from qa.domain.transcript import Word
from transcribe.sidecars.beside import Beside, SaidWord, cut_segments, in_order

Item = Mapping[str, Any]


def is_amazon(read: Mapping[str, Any]) -> bool:
    """Tell whether a JSON object is the output of a transcription job."""
    results = read.get("results")
    return isinstance(results, dict) and isinstance(results.get("items"), list) and "transcripts" in results


def read_amazon(path: Path, read: Mapping[str, Any]) -> Beside:
    """Read the items. Punctuation has no time of its own and goes to the word before it."""
    results = read["results"]
    channels = (results.get("channel_labels") or {}).get("channels") or ()
    if channels:
        said = [
            one for channel in channels for one in _said(channel["items"], speaker=_number(channel["channel_label"]))
        ]
    else:
        said = list(_said(results["items"], speakers=_speakers(results)))
    language = results.get("language_code") or read.get("language_code")
    return Beside(
        in_order(tuple(cut_segments(said))),
        agent_channel=None,
        language=str(language).partition("-")[0].lower() if language else None,
        by_channel=bool(channels),
    )


def _said(
    items: Iterable[Item], *, speaker: int = 0, speakers: Mapping[tuple[str, str], int] | None = None
) -> Iterator[SaidWord]:
    """Yield the words; who speaks stands in the item (newer output), or in the list of speakers by time (older)."""
    last: SaidWord | None = None
    for item in items:
        content = str(item["alternatives"][0]["content"])
        if item["type"] == "punctuation":
            if last:
                last = SaidWord(last.speaker, _with(last.word, content))
            continue
        if last:
            yield last
        who = speaker
        if item.get("speaker_label"):
            who = _number(item["speaker_label"])
        elif speakers:
            who = speakers.get((item["start_time"], item["end_time"]), speaker)
        last = SaidWord(who, _word(item, content))
    if last:
        yield last


def _word(item: Item, content: str) -> Word:
    confidence = item["alternatives"][0].get("confidence")
    return Word(
        text=content,
        start_ms=round(float(item["start_time"]) * 1000),
        end_ms=round(float(item["end_time"]) * 1000),
        confidence=None if confidence is None else float(confidence),
    )


def _with(word: Word, mark: str) -> Word:
    return Word(word.text + mark, word.start_ms, word.end_ms, word.confidence)


def _speakers(results: Mapping[str, Any]) -> dict[tuple[str, str], int]:
    segments = (results.get("speaker_labels") or {}).get("segments") or ()
    return {
        (item["start_time"], item["end_time"]): _number(item["speaker_label"])
        for segment in segments
        for item in segment["items"]
    }


def _number(label: str) -> int:
    """Return the number of a label such as ch_0 or spk_1."""
    return int(str(label).rpartition("_")[2])
