"""Finds music and tones on the line: hold music, ringing, signals. None of it is anybody's speech."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from transcribe.audio import RATE, Waveform
from transcribe.speech import Span

_HALVED = 2
_WINDOW, _HOP = 512, 256
_FRAMES_A_SECOND = RATE / _HALVED / _HOP
_LOWEST_BIN, _HIGHEST_BIN = 18, 250
_AROUND = 21
_STANDS_OUT_DB = 6.0
_AUDIBLE_DB = -30.0
_BLOCK_S, _STEP_S = 5, 1
_STRONGEST = 5

_TONAL, _TONAL_BESIDE = 1.25, 0.9
_TONE_BINS, _TONE_SHARE, _TONE_FRAMES = 2, 0.8, 12
_LONGEST_TALK_SHARE = 0.1
_SUNG_TONAL, _SUNG_PAUSES = 1.9, 0.2
_QUIET_LEVEL = 10 ** (-55 / 20)
_SHORTEST_S = 3
_SHORTEST_VOICE_S = 1.5
_TONE_LEVEL = 0.1
_TENTH = RATE // 10

Levels = NDArray[np.float64]


def find_music(waveform: Waveform, speech: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return (start, stop) samples of music and tones of three seconds or more, in a waveform of 16 kHz.

    In music single pitches stand for whole notes, while those of speech glide: over five seconds the share of time in
    which each frequency stands out is peaked (continuous frequency activation: Seyerlehner, Pohle, Schedl and Widmer,
    Automatic music detection in television productions, 2007). Where a voice is found (`speech`), far more is asked:
    hardly a pause, and pitches that stand still, as in a song.
    """
    voiced = _voiced(len(waveform), speech)
    sure: list[Span] = []
    likely: list[Span] = []
    for start, stop in _audible_runs(waveform):
        if stop - start >= _SHORTEST_S * RATE:
            for span, is_sure in _musical(waveform, voiced, start, stop):
                (sure if is_sure else likely).append(span)
    found = [run for run in _joined([*sure, *likely]) if any(_shared(run, one) for one in sure)]
    return tuple(_without_edges(waveform, found, speech))


def outside(speech: tuple[Span, ...], music: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the spans of speech that do not lie in music, for the greater part."""
    return tuple(span for span in speech if 2 * sum(_shared(span, one) for one in music) <= span[1] - span[0])


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _musical(waveform: Waveform, voiced: Levels, start: int, stop: int) -> Iterator[tuple[Span, bool]]:
    """Yield blocks that sound like music, and whether that is sure; the others count beside a sure one only."""
    sound = waveform[start:stop]
    spectrum = _spectrum(sound)
    activity, is_tone = _stand_out(spectrum), _tones(spectrum)
    frames = max(1, round(_BLOCK_S * _FRAMES_A_SECOND))
    for second in range(0, max(1, (stop - start) // RATE - _BLOCK_S + 1), _STEP_S):
        first = round(second * _FRAMES_A_SECOND)
        block = activity[first : first + frames]
        if not len(block):
            continue
        here = start + second * RATE, min(stop, start + (second + _BLOCK_S) * RATE)
        talk = float(voiced[here[0] // _TENTH : max(here[0] // _TENTH + 1, here[1] // _TENTH)].mean())
        tonal = _tonality(block)
        is_signal = _is_signal(is_tone[first : first + frames])
        is_sung = tonal > _SUNG_TONAL and _pauses(waveform[here[0] : here[1]]) < _SUNG_PAUSES
        if is_sung or (talk < _LONGEST_TALK_SHARE and (tonal > _TONAL_BESIDE or is_signal)):
            yield here, is_sung or is_signal or tonal > _TONAL


def _spectrum(sound: Waveform) -> NDArray[np.float32]:
    """Return the magnitude of each frame and frequency from 280 to 3,900 Hz: (frames, bins)."""
    usable = len(sound) // _HALVED * _HALVED
    halved = sound[:usable].reshape(-1, _HALVED).mean(axis=1)
    if len(halved) < _WINDOW:
        return np.zeros((0, _HIGHEST_BIN - _LOWEST_BIN), dtype=np.float32)
    frames = np.lib.stride_tricks.sliding_window_view(halved, _WINDOW)[::_HOP]
    window = np.hanning(_WINDOW).astype(np.float32)
    spectrum = np.abs(np.fft.rfft(frames * window, axis=1))[:, _LOWEST_BIN:_HIGHEST_BIN]
    return spectrum.astype(np.float32)


def _stand_out(spectrum: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Tell for each frame and frequency whether it stands out of its neighbours."""
    level = 20 * np.log10(spectrum + 1e-6)
    stands_out: NDArray[np.bool_] = (level - _smooth(level) > _STANDS_OUT_DB) & (level > _AUDIBLE_DB)
    return stands_out


def _tones(spectrum: NDArray[np.float32]) -> NDArray[np.int8]:
    """Return for each frame 1 for a single tone, -1 for other sound and 0 where there is hardly any."""
    power = np.square(spectrum)
    total = power.sum(axis=1)
    peak = power.argmax(axis=1)[:, None] + np.arange(-_TONE_BINS, _TONE_BINS + 1)
    at_peak = np.take_along_axis(power, np.clip(peak, 0, power.shape[1] - 1), axis=1).sum(axis=1)
    kinds: NDArray[np.int8] = np.where(at_peak > _TONE_SHARE * total, 1, -1).astype(np.int8)
    kinds[spectrum.max(axis=1, initial=0) < _TONE_LEVEL] = 0
    return kinds


def _is_signal(kinds: NDArray[np.int8]) -> bool:
    """Tell whether what is heard in a block is one tone and nothing else, as in ringing."""
    tones = int((kinds == 1).sum())
    return tones >= _TONE_FRAMES and tones >= 10 * int((kinds == -1).sum())


def _smooth(level: Levels) -> Levels:
    padded = np.pad(level, ((0, 0), (_AROUND // 2 + 1, _AROUND // 2)), mode="edge")
    sums = np.cumsum(padded, axis=1, dtype=np.float64)
    smooth: Levels = (sums[:, _AROUND:] - sums[:, :-_AROUND]) / _AROUND
    return smooth


def _tonality(block: NDArray[np.bool_]) -> float:
    """Return how much the five steadiest frequencies stand out, 0 to 5."""
    share = block.mean(axis=0)[None, :].astype(np.float64)
    above = (share - _smooth(share))[0]
    return float(np.sort(above)[-_STRONGEST:].sum())


def _pauses(sound: Waveform) -> float:
    """Return the share of 20 ms frames at less than half the mean level: high in speech, low in music."""
    frame = RATE // 50
    levels = np.sqrt(np.square(sound[: len(sound) // frame * frame]).reshape(-1, frame).mean(axis=1))
    return float((levels < levels.mean() / 2).mean()) if len(levels) else 1.0


def _voiced(length: int, speech: tuple[Span, ...]) -> Levels:
    """Return for each tenth of a second 1 where a voice was found and 0 elsewhere; a note can pass for a short word."""
    voiced = np.zeros(length // _TENTH + 1)
    for start, stop in speech:
        if stop - start >= _SHORTEST_VOICE_S * RATE:
            voiced[start // _TENTH : stop // _TENTH + 1] = 1
    return voiced


def _audible_runs(waveform: Waveform) -> Iterator[Span]:
    """Yield runs of sound that are louder than -55 dB in every five seconds."""
    size = RATE * _BLOCK_S
    padded = np.pad(np.abs(waveform), (0, -len(waveform) % size))
    loud = np.flatnonzero(padded.reshape(-1, size).max(axis=1) > _QUIET_LEVEL)
    for run in np.split(loud, np.flatnonzero(np.diff(loud) > 1) + 1) if len(loud) else ():
        yield int(run[0]) * size, min(len(waveform), (int(run[-1]) + 1) * size)


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, stop in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], stop)
        else:
            joined.append((start, stop))
    return joined


def _without_edges(waveform: Waveform, music: list[Span], speech: tuple[Span, ...]) -> Iterator[Span]:
    """Cut from the edges of music the silence, and the speech that reaches over them; speech inside is sung."""
    speech = tuple(span for span in speech if span[1] - span[0] >= _SHORTEST_VOICE_S * RATE)
    for start, stop in music:
        loud = np.flatnonzero(np.abs(waveform[start:stop]) > _QUIET_LEVEL)
        if not len(loud):
            continue
        start, stop = start + int(loud[0]), start + int(loud[-1]) + 1
        for first, last in speech:
            if first <= start < last < stop:
                start = last
            if start < first < stop <= last:
                stop = first
        if stop - start >= _SHORTEST_S * RATE:
            yield start, stop
