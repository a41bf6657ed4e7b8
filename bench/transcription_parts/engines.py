"""The two that are compared: our engine, from the file to the transcript, and the library alone."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from bench.transcription_parts.calls import AGENT, MODEL, SPEAKER_MODELS, THREADS, SpokenWord, raw_words
from qa import registry
from qa.domain.transcript import Transcript
from qa.ports import TranscriptionRequest
from transcribe.audio import Waveform, read_tracks
from transcribe.speaker_models import has_sherpa


@cache
def raw_model() -> Any:
    """Load the library's own model, as a user of the library would."""
    from faster_whisper import WhisperModel

    return WhisperModel(str(MODEL), device="cpu", compute_type="int8", cpu_threads=THREADS, local_files_only=True)


def hear_raw(waveform: Waveform) -> list[Any]:
    """Transcribe one decoded channel with the library alone: its voice activity filter, our other settings."""
    segments, _ = raw_model().transcribe(
        waveform,
        beam_size=5,
        temperature=0.0,
        vad_filter=True,
        word_timestamps=True,
        condition_on_previous_text=False,
    )
    return list(segments)


def hear_raw_call(path: Path) -> tuple[SpokenWord, ...]:
    """Return the words of every channel of a file, as the library alone hears them."""
    tracks = read_tracks(path)
    return tuple(
        word
        for channel in range(tracks.channels)
        for word in raw_words(hear_raw(tracks.waveform(channel)), speaker=channel)
    )


def hear_ours(path: Path, *, engine: str = "faster_whisper", model: Path = MODEL) -> Transcript:
    """Transcribe a file as the product does: decoding, hashing, peaks, channels, marks, turns and all.

    The agent has the first channel, and in one channel speaks first.
    """
    request = TranscriptionRequest(
        audio=path,
        model=str(model),
        agent_channel=AGENT,
        threads=THREADS,
        diarisation=SPEAKER_MODELS if has_sherpa() else None,
    )
    return registry.engine(engine)().transcribe(request)


def hear_all_ours(paths: Iterable[Path]) -> list[Transcript]:
    """Transcribe files one after the other."""
    return [hear_ours(path) for path in paths]
