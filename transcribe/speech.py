"""Finds where somebody speaks, and cuts long calls where nobody does."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from transcribe.audio import RATE, Tracks, Waveform

LONGEST_STRETCH_S = 600
"""Sound worked on at once: it bounds the memory of a call of any length."""

_SEARCHED_S = 60
_QUIET = RATE // 10
_INAUDIBLE = 10 ** (-60 / 20)
_PARTING, _MARGIN = 30, 5

Span = tuple[int, int]


def cut_stretches(tracks: Tracks, channel: int, *, longest_s: int = LONGEST_STRETCH_S) -> Iterator[Span]:
    """Yield (start, stop) samples that cover a channel, each cut in the quietest tenth of its last minute."""
    start, length = 0, len(tracks.samples)
    while length - start > longest_s * RATE:
        limit = start + longest_s * RATE
        first = max(start + _QUIET, limit - _SEARCHED_S * RATE)
        stop = first + _quietest(tracks.waveform(channel, start=first, stop=limit))
        yield start, stop
        start = stop
    yield start, length


def find_speech(waveform: Waveform, *, pause_ms: int, longest_s: float = float("inf")) -> tuple[Span, ...]:
    """Return (start, stop) samples of speech; silence shorter than `pause_ms` does not part it (Silero VAD).

    Only what can be heard at all is looked at: while one speaks, the other channel of a call is mostly silent.
    """
    from faster_whisper.vad import VadOptions, get_speech_timestamps

    options = VadOptions(min_silence_duration_ms=pause_ms, max_speech_duration_s=longest_s)
    return tuple(
        (start + int(one["start"]), start + int(one["end"]))
        for start, stop in _audible(waveform)
        for one in get_speech_timestamps(waveform[start:stop], options)
    )


def join_speech(waveform: Waveform, spans: tuple[Span, ...]) -> Waveform:
    """Return the spans of a waveform, one after the other without what lies between."""
    if not spans:
        return np.zeros(0, dtype=np.float32)
    return np.concatenate([waveform[start:stop] for start, stop in spans])


def length_s(spans: tuple[Span, ...]) -> float:
    """Return how many seconds spans are together."""
    return sum(stop - start for start, stop in spans) / RATE


def _audible(waveform: Waveform) -> Iterator[Span]:
    """Yield stretches louder than -60 dB, with half a second around; silence of less than three seconds parts none."""
    padded = np.pad(np.abs(waveform), (0, -len(waveform) % _QUIET))
    loud = np.flatnonzero(padded.reshape(-1, _QUIET).max(axis=1) > _INAUDIBLE)
    if not len(loud):
        return
    for run in np.split(loud, np.flatnonzero(np.diff(loud) > _PARTING) + 1):
        yield max(0, (int(run[0]) - _MARGIN) * _QUIET), min(len(waveform), (int(run[-1]) + 1 + _MARGIN) * _QUIET)


def _quietest(waveform: Waveform) -> int:
    tenths = len(waveform) // _QUIET
    power = np.square(waveform[: tenths * _QUIET].reshape(tenths, _QUIET)).mean(axis=1)
    return int(power.argmin()) * _QUIET + _QUIET // 2
