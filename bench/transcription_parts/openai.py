"""Our two engines against openai-whisper alone: time, memory and word error on the same calls and threads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib.util import find_spec
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
from bench.transcription_parts.engines import hear_ours, hear_raw
from bench.transcription_parts.memory import peak_of
from bench.transcription_parts.speed import time_of, true_demo_words
from bench.transcription_parts.words import WordFigures
from transcribe.audio import Waveform, read_tracks

_CALL = next(path for path in DEMO_CALLS if path.stem == "en-3-rude")
_MEMORIES = {
    "raw_openai_whisper": "raw_openai_whisper",
    "our_openai_whisper": "our_openai_whisper",
    "raw_faster_whisper": "raw",
    "our_faster_whisper": "ours",
}

Heard = tuple[SpokenWord, ...]


def measure_openai() -> dict[str, Any] | None:
    """Hear one call with each, once; None where openai-whisper is not installed. Both run one thread."""
    if find_spec("whisper") is None:
        return None
    acts = _acts()
    seconds = read_tracks(_CALL).duration_ms / 1000
    return {
        "call": _CALL.stem,
        "audio_seconds": round(seconds, 1),
        "threads": THREADS,
        "runs": 1,
        "engines": {name: _measure(name, act, seconds=seconds) for name, act in acts.items()},
    }


@cache
def openai_model() -> Any:
    """Load the library's own model with as many threads as everything here has."""
    import torch
    import whisper

    torch.set_num_threads(THREADS)
    return whisper.load_model(str(OPENAI_MODEL), device="cpu")


def hear_openai(model: Any, waveform: Waveform) -> list[dict[str, Any]]:
    """Transcribe one decoded channel with the library alone."""
    heard = model.transcribe(
        waveform, beam_size=5, temperature=0.0, word_timestamps=True, condition_on_previous_text=False, fp16=False
    )
    return list(heard["segments"])


def _acts() -> Mapping[str, Callable[[], Heard]]:
    tracks = read_tracks(_CALL)
    channels = {channel: tracks.waveform(channel) for channel in (AGENT, CUSTOMER)}
    model = openai_model()
    hear_raw(channels[AGENT])
    return {
        "raw_openai_whisper": lambda: tuple(
            word for who, sound in channels.items() for word in _openai_words(hear_openai(model, sound), who)
        ),
        "our_openai_whisper": lambda: words_of(hear_ours(_CALL, engine="openai_whisper", model=OPENAI_MODEL)),
        "raw_faster_whisper": lambda: tuple(
            word for who, sound in channels.items() for word in raw_words(hear_raw(sound), who)
        ),
        "our_faster_whisper": lambda: words_of(hear_ours(_CALL)),
    }


def _measure(name: str, act: Callable[[], Heard], *, seconds: float) -> dict[str, float]:
    heard: list[SpokenWord] = []
    took = time_of(lambda: heard.extend(act()))
    figures = WordFigures()
    figures.add_call(true_demo_words(_CALL), heard, is_mono=False)
    return {
        "seconds": round(took.clock, 2),
        "processor_seconds": round(took.processor, 2),
        "real_time_factor": round(took.processor / seconds, 4),
        "peak_mb": peak_of(_MEMORIES[name], _CALL),
        "word_error": figures.error,
    }


def _openai_words(segments: list[dict[str, Any]], speaker: int) -> Heard:
    return tuple(
        SpokenWord(word["word"].strip(), round(word["start"] * 1000), round(word["end"] * 1000), speaker)
        for segment in segments
        for word in segment["words"]
    )
