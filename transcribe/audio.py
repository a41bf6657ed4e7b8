"""Reads the sound of a recording: 16 kHz samples per channel, peaks for the player, and what the file is."""

from __future__ import annotations

import hashlib
import mmap
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from numpy.typing import NDArray

from qa.domain.transcript import PEAKS_A_SECOND
from qa.errors import AudioError
from transcribe import containers

RATE = 16_000
"""Samples a second of everything an engine is given."""

LONGEST_S = 10 * 3600
"""What one call may last: a file of more is a recorder that was left running."""

_TOO_LONG = "lasts more than {hours:g} hours, which is no call; cut it into its calls and import those"
_SAMPLES_A_PEAK = RATE // PEAKS_A_SECOND
_SAMPLES_A_READ = 60 * RATE
_FRAMES_AT_ONCE = 500_000
_LARGEST_DAMAGED_SHARE = 0.01

Samples = NDArray[np.int16]
Waveform = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Tracks:
    """The decoded sound of a file: `samples` is (length, channels), 16 kHz, held on disk, not in memory.

    `sample_rate` is the file's own, in Hz. `sha256` is that of the file as it is.
    """

    samples: Samples
    sample_rate: int
    codec: str
    sha256: str
    mapped: mmap.mmap | None = None

    @property
    def channels(self) -> int:
        """Return the number of channels in the file."""
        return int(self.samples.shape[1])

    @property
    def duration_ms(self) -> int:
        """Return how long the sound is."""
        return round(len(self.samples) * 1000 / RATE)

    def waveform(self, channel: int, *, start: int = 0, stop: int | None = None) -> Waveform:
        """Return samples `start` to `stop` of one channel as floats from -1 to 1."""
        sound = self.samples[start:stop, channel].astype(np.float32) / np.float32(32768)
        if len(sound) >= _SAMPLES_A_READ:
            self.forget()
        return sound

    def blocks(self) -> Iterator[Samples]:
        """Yield the samples a minute at a time, so that a long call never stands in memory whole."""
        for start in range(0, len(self.samples), _SAMPLES_A_READ):
            yield np.asarray(self.samples[start : start + _SAMPLES_A_READ])
            self.forget()

    def forget(self) -> None:
        """Give back the memory of what was read; it is read from disk again where it is needed again."""
        if self.mapped is not None:
            self.mapped.madvise(mmap.MADV_DONTNEED)


def read_tracks(path: Path, *, longest_s: int = LONGEST_S) -> Tracks:
    """Decode a file of any usual format.

    Raises AudioError for a file that is missing, empty, cut off, damaged, without header or without sound, that holds
    more than `longest_s` seconds, or that changes while it is read.
    """
    containers.require_whole_header(path)
    written = _written(path)
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    with containers.open_sound(path) as container, tempfile.TemporaryFile() as spool:
        codec = container.streams.audio[0].codec_context.name
        if (containers.promised_s(path, container) or 0.0) > longest_s:
            raise AudioError(str(path), _TOO_LONG.format(hours=longest_s / 3600))
        first = _decode_into(spool, container, path=path, longest_s=longest_s)
        containers.require_whole_sound(path, container, decoded_s=first.length / RATE)
        if _written(path) != written:
            raise AudioError(str(path), "changed while it was read; import it again when it is complete")
        mapped = mmap.mmap(spool.fileno(), 0, access=mmap.ACCESS_READ)
    samples = np.frombuffer(mapped, dtype=np.int16).reshape(first.length, first.channels)
    return Tracks(samples=samples, sample_rate=first.sample_rate, codec=codec, sha256=sha256, mapped=mapped)


def measure_peaks(tracks: Tracks, channels: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    """Return the loudest sample of every 50 ms of each named channel, 0 to 100."""
    found: list[list[int]] = [[] for _ in channels]
    for block in tracks.blocks():
        for peaks, channel in zip(found, channels, strict=True):
            peaks.extend(_peaks_of(block[:, channel]))
    return tuple(tuple(peaks) for peaks in found)


@dataclass(frozen=True, slots=True)
class _Decoded:
    length: int
    channels: int
    sample_rate: int


def _written(path: Path) -> tuple[int, int]:
    """Return the size of a file and when it was last written: both change with its content."""
    state = path.stat()
    return state.st_size, state.st_mtime_ns


def _decode_into(
    spool: BinaryIO, container: av.container.InputContainer, *, path: Path, longest_s: int
) -> _Decoded:  # fmt: skip
    length, sample_rate, channels = 0, 0, 0
    resampler: AudioResampler | None = None
    try:
        for frame in _joined(_frames(container, path=path)):
            if resampler is None:
                # The first frame is asked, not the header: HE-AAC announces half the rate and one channel.
                sample_rate, channels = frame.sample_rate, frame.layout.nb_channels
                resampler = AudioResampler(format="s16", layout=_layout(frame), rate=RATE)
            length += _write(spool, resampler.resample(frame), channels=channels)
            if length > longest_s * RATE:
                raise AudioError(str(path), _TOO_LONG.format(hours=longest_s / 3600))
        if resampler is not None:
            length += _write(spool, resampler.resample(None), channels=channels)
    except (av.error.FFmpegError, ValueError) as error:
        problem = f"cannot be decoded after {length / RATE:.1f} s ({error}); export it again as WAV or FLAC"
        raise AudioError(str(path), problem) from error
    if not length:
        raise AudioError(str(path), "holds no sound: its header is there, but not one sample follows")
    spool.flush()
    return _Decoded(length=length, channels=channels, sample_rate=sample_rate)


def _frames(container: av.container.InputContainer, *, path: Path) -> Iterator[AudioFrame]:
    packets, damaged = 0, 0
    shape: tuple[object, ...] = ()
    for packet in container.demux(container.streams.audio[0]):
        packets += 1
        try:
            frames = packet.decode()
        except av.error.InvalidDataError:
            damaged += 1
            continue
        for frame in frames:
            # The fifo takes frames of one shape only and crashes the process on any other.
            shape = shape or _shape(frame)
            if _shape(frame) != shape:
                raise AudioError(
                    str(path), "changes its rate or its channels on the way; export it again as WAV or FLAC"
                )
            yield frame
    if damaged > max(1, packets * _LARGEST_DAMAGED_SHARE):
        problem = f"is damaged: {damaged} of its {packets} packets cannot be decoded; copy it again from the source"
        raise AudioError(str(path), problem)


def _shape(frame: AudioFrame) -> tuple[object, ...]:
    return frame.format.name, frame.sample_rate, frame.layout.nb_channels


def _joined(frames: Iterator[AudioFrame]) -> Iterator[AudioFrame]:
    """Join frames into large ones: resampling thousands of tiny frames costs more than the sound."""
    fifo = av.audio.fifo.AudioFifo()
    for frame in frames:
        frame.pts = None  # times come from counting samples; gaps in a stream's own clock would stop the fifo
        fifo.write(frame)
        if fifo.samples >= _FRAMES_AT_ONCE and (joined := fifo.read()):
            yield joined
    if fifo.samples and (joined := fifo.read()):
        yield joined


def _layout(frame: AudioFrame) -> str:
    named = {1: "mono", 2: "stereo"}.get(frame.layout.nb_channels)
    return str(named or frame.layout.name)


def _write(spool: BinaryIO, frames: list[AudioFrame], *, channels: int) -> int:
    count = 0
    for frame in frames:
        samples = frame.to_ndarray()
        spool.write(samples.tobytes())
        count += samples.size // channels
    return count


def _peaks_of(samples: Samples) -> list[int]:
    loudness = np.abs(samples.astype(np.int32))
    missing = -len(loudness) % _SAMPLES_A_PEAK
    peaks = np.pad(loudness, (0, missing)).reshape(-1, _SAMPLES_A_PEAK).max(axis=1)
    return [int(one) for one in np.rint(peaks * (100 / 32768))]
