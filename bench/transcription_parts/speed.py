"""Our time, from file to transcript, against the library's on channels that are decoded already."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bench.transcription_parts.calls import (
    AGENT,
    CUSTOMER,
    DEMO_CALLS,
    OPENAI_MODEL,
    THREADS,
    SpokenWord,
    raw_words,
    words_of,
)
from bench.transcription_parts.engines import hear_all_ours, hear_ours, hear_raw, raw_model
from bench.transcription_parts.words import WordFigures
from transcribe.audio import Waveform, read_tracks

RUNS = 5
TARGET = 0.95
_OPENAI_CALLS = ("en-3-rude",)


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
            times.append(_time(act))
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


def measure_openai() -> dict[str, Any] | None:
    """Compare with openai-whisper, each in one run on one call; None where it is not installed."""
    if find_spec("whisper") is None:
        return None
    import torch
    import whisper

    torch.set_num_threads(THREADS)
    model = whisper.load_model(str(OPENAI_MODEL), device="cpu")
    paths = [path for path in DEMO_CALLS if path.stem in _OPENAI_CALLS]
    channels = [tracks.waveform(channel) for tracks in map(read_tracks, paths) for channel in (AGENT, CUSTOMER)]
    hear_raw(channels[0])
    hear_ours(paths[0], engine="openai_whisper", model=OPENAI_MODEL)
    took = {
        "raw_openai_whisper": _time(lambda: [_hear_openai(model, one) for one in channels]),
        "our_openai_whisper": _time(
            lambda: [hear_ours(one, engine="openai_whisper", model=OPENAI_MODEL) for one in paths]
        ),
        "raw_faster_whisper": _time(lambda: _hear_raw(channels)),
        "our_faster_whisper": _time(lambda: hear_all_ours(paths)),
    }
    return {
        "audio_seconds": round(sum(read_tracks(path).duration_ms for path in paths) / 1000, 1),
        "runs": 1,
        "seconds": {name: round(one.clock, 2) for name, one in took.items()},
        "ratio_raw_openai_to_ours": round(took["raw_openai_whisper"].clock / took["our_openai_whisper"].clock, 3),
        "ratio_raw_openai_to_our_default": round(
            took["raw_openai_whisper"].clock / took["our_faster_whisper"].clock, 2
        ),
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


def _hear_openai(model: Any, waveform: Waveform) -> Any:
    return model.transcribe(
        waveform, beam_size=5, temperature=0.0, word_timestamps=True, condition_on_previous_text=False, fp16=False
    )


def _by_channel(heard: list[list[Any]], call: int) -> tuple[SpokenWord, ...]:
    return tuple(word for channel in (AGENT, CUSTOMER) for word in raw_words(heard[2 * call + channel], channel))


def _word_error(heard: list[tuple[SpokenWord, ...]]) -> WordFigures:
    figures = WordFigures()
    for path, words in zip(DEMO_CALLS, heard, strict=True):
        figures.add_call(true_demo_words(path), words, is_mono=False)
    return figures


def _time(act: Callable[[], Any]) -> Took:
    clock, processor = time.perf_counter(), time.process_time()
    act()
    return Took(time.perf_counter() - clock, time.process_time() - processor)


def _ratio(raw: list[float], ours: list[float]) -> float:
    """Return the median over runs: the two of a run stand next to each other, so other work hits both."""
    return round(statistics.median(first / second for first, second in zip(raw, ours, strict=True)), 3)
