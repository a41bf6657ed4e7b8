"""Our time, from file to transcript, against the library's on channels that are decoded already."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from bench.transcription_parts.calls import (
    AGENT,
    CUSTOMER,
    DEMO_CALLS,
    THREADS,
    SpokenWord,
    raw_words,
    words_of,
)
from bench.transcription_parts.engines import hear_all_ours, hear_raw, raw_model
from bench.transcription_parts.words import WordFigures
from transcribe.audio import Waveform, read_tracks

RUNS = 5
TARGET = 0.95


@dataclass(frozen=True, slots=True)
class Took:
    """What one run took, in seconds of the clock and of the processor."""

    clock: float
    processor: float


def measure_speed() -> dict[str, Any]:
    """Run both by turns in one process and return the medians."""
    tracks = [read_tracks(path) for path in DEMO_CALLS]
    channels = [one.waveform(channel) for one in tracks for channel in (AGENT, CUSTOMER)]
    raw_model()
    raw_heard, ours_heard = _hear_raw(channels), hear_all_ours(DEMO_CALLS)
    raw: list[Took] = []
    ours: list[Took] = []
    acts: list[tuple[list[Took], Callable[[], Any]]] = [
        (raw, partial(_hear_raw, channels)),
        (ours, partial(hear_all_ours, DEMO_CALLS)),
    ]
    for run in range(RUNS):
        for times, act in acts[:: 1 if run % 2 else -1]:
            times.append(time_of(act))
    return {
        "what": "raw WhisperModel.transcribe time / our time, same channels and settings; higher is better",
        "runs": RUNS,
        "threads": THREADS,
        "audio_seconds": round(sum(one.duration_ms for one in tracks) / 1000, 1),
        "raw_seconds": round(statistics.median(one.clock for one in raw), 3),
        "our_seconds": round(statistics.median(one.clock for one in ours), 3),
        "ratio": _ratio([one.clock for one in raw], [one.clock for one in ours]),
        "ratio_processor": _ratio([one.processor for one in raw], [one.processor for one in ours]),
        "target": TARGET,
        "raw_word_error": _word_error([_by_channel(raw_heard, place) for place in range(len(DEMO_CALLS))]).error,
        "our_word_error": _word_error([words_of(one) for one in ours_heard]).error,
    }


def true_demo_words(path: Path) -> tuple[SpokenWord, ...]:
    """Return what is really said in a call of the demo."""
    turns = json.loads((path.parent / "truth" / f"{path.stem}.json").read_text(encoding="utf-8"))["turns"]
    speakers = {"agent": AGENT, "customer": CUSTOMER}
    return tuple(
        SpokenWord(word["word"], round(word["start"] * 1000), round(word["end"] * 1000), speakers[turn["speaker"]])
        for turn in turns
        for word in turn["words"]
    )


def _hear_raw(channels: list[Waveform]) -> list[list[Any]]:
    return [hear_raw(waveform) for waveform in channels]


def _by_channel(heard: list[list[Any]], call: int) -> tuple[SpokenWord, ...]:
    return tuple(word for channel in (AGENT, CUSTOMER) for word in raw_words(heard[2 * call + channel], channel))


def _word_error(heard: list[tuple[SpokenWord, ...]]) -> WordFigures:
    figures = WordFigures()
    for path, words in zip(DEMO_CALLS, heard, strict=True):
        figures.add_call(true_demo_words(path), words, is_mono=False)
    return figures


def time_of(act: Callable[[], Any]) -> Took:
    """Act once and say what it took."""
    clock, processor = time.perf_counter(), time.process_time()
    act()
    return Took(time.perf_counter() - clock, time.process_time() - processor)


def _ratio(raw: list[float], ours: list[float]) -> float:
    """Return the median over runs: the two of a run stand next to each other, so other work hits both."""
    return round(statistics.median(first / second for first, second in zip(raw, ours, strict=True)), 3)
