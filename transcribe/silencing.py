"""Makes the copy of a recording that people hear: as the original, with nothing where a secret is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from uuid import uuid4

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler

from qa.domain.call import Stretch
from transcribe import containers


def silence(original: Path, copy: Path, *, stretches: Sequence[Stretch]) -> None:
    """Write `original` to `copy` as FLAC of the same rate and channels, silent in all channels in `stretches`.

    Whoever looks at `copy` sees nothing or all of it. Raises AudioError where the original cannot be read.
    """
    copy.parent.mkdir(parents=True, exist_ok=True)
    writing = copy.with_name(f".{uuid4().hex}.flac")
    try:
        with containers.open_sound(original) as source, av.open(str(writing), "w", format="flac") as target:
            first = source.streams.audio[0]
            stream = target.add_stream("flac", rate=first.rate, layout=first.layout.name)
            for frame in _silenced(source, stretches):
                target.mux(stream.encode(frame))
            target.mux(stream.encode(None))
        writing.replace(copy)
    finally:
        writing.unlink(missing_ok=True)


def _silenced(source: av.container.InputContainer, stretches: Sequence[Stretch]) -> Iterator[AudioFrame]:
    """Yield the frames one after the other; times are counted in samples, so that none is passed over."""
    audio = source.streams.audio[0]
    resampler = AudioResampler(format="s16", layout=audio.layout.name, rate=audio.rate)
    at = 0
    for frame in _frames(source, resampler):
        samples = frame.to_ndarray().reshape(-1, frame.layout.nb_channels)
        quiet = samples.copy()
        for one in stretches:
            first = one.start_ms * frame.sample_rate // 1000 - at
            last = one.end_ms * frame.sample_rate // 1000 + 1 - at
            quiet[max(0, first) : max(0, last)] = 0
        packed = np.ascontiguousarray(quiet.reshape(1, -1), dtype=np.int16)
        made = AudioFrame.from_ndarray(packed, "s16", frame.layout.name)
        made.sample_rate = frame.sample_rate
        made.pts = at
        at += len(samples)
        yield made


def _frames(source: av.container.InputContainer, resampler: AudioResampler) -> Iterator[AudioFrame]:
    for frame in source.decode(audio=0):
        frame.pts = None
        yield from resampler.resample(frame)
    yield from resampler.resample(None)
