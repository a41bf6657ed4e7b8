"""One telephone call of hours, made of new calls whose words are known, written without standing in memory whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count, repeat
from pathlib import Path

import av
import numpy as np

from bench.micro_whisper.composing import Call, compose
from bench.micro_whisper.scripts import new_scripts
from bench.transcription_parts.calls import AGENT, CUSTOMER, DEMO_CALLS, SpokenWord
from transcribe.audio import RATE, Samples, read_tracks

_TELEPHONE_RATE = 8_000
_AT_ONCE = 8
_SPEAKERS = {"agent": AGENT, "customer": CUSTOMER}


@dataclass(frozen=True, slots=True)
class Part:
    """A short call: samples by two channels, 16 kHz, and what is said in it."""

    samples: Samples
    words: tuple[SpokenWord, ...] = ()


def new_parts(seed: int) -> Iterator[Part]:
    """Yield new English calls without end, each in voices of its own: the same sound twice would be a recording."""
    for batch in count():
        for place, script in enumerate(new_scripts(seed + batch, number=_AT_ONCE)):
            if script.language == "en":
                call = compose(script, seed=(seed + batch) * 1000 + place)
                yield Part(_samples_of(call), tuple(_words_of(call)))


def one_part() -> Iterator[Part]:
    """Yield the same call of the demo without end."""
    return repeat(Part(np.asarray(read_tracks(DEMO_CALLS[0]).samples)))


def write_long_call(path: Path, parts: Iterable[Part], *, seconds: float) -> tuple[SpokenWord, ...]:
    """Write calls one after the other into one FLAC of 8 kHz and two channels; return what is said in it, and when."""
    said: list[SpokenWord] = []
    written, length = 0, round(seconds * RATE)
    with av.open(str(path), "w", format="flac") as file:
        stream = file.add_stream("flac", rate=_TELEPHONE_RATE, layout="stereo")
        resampler = av.AudioResampler(format="s16", layout="stereo", rate=_TELEPHONE_RATE)
        for part in parts:
            for frame in _frames(part.samples[: length - written]):
                for small in resampler.resample(frame):
                    small.pts = None
                    file.mux(stream.encode(small))
            said += _moved(part.words, by_ms=written * 1000 // RATE, until_ms=length * 1000 // RATE)
            written += len(part.samples)
            if written >= length:
                break
        file.mux(stream.encode(None))
    return tuple(said)


def _samples_of(call: Call) -> Samples:
    both = np.stack(call.channels, axis=1)
    return (np.clip(both, -1, 1) * 32767).astype(np.int16)


def _words_of(call: Call) -> Iterator[SpokenWord]:
    for turn in call.turns:
        for word in turn.words:
            yield SpokenWord(word.text, round(word.start_s * 1000), round(word.end_s * 1000), _SPEAKERS[turn.role])


def _frames(samples: Samples) -> Iterator[av.AudioFrame]:
    for start in range(0, len(samples), RATE):
        block = np.ascontiguousarray(samples[start : start + RATE]).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(block, format="s16", layout="stereo")
        frame.sample_rate = RATE
        yield frame


def _moved(words: Iterable[SpokenWord], *, by_ms: int, until_ms: int) -> Iterator[SpokenWord]:
    for word in words:
        if word.end_ms + by_ms <= until_ms:
            yield SpokenWord(word.text, word.start_ms + by_ms, word.end_ms + by_ms, word.speaker)
