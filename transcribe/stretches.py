"""The stretches a call is heard in, and what an engine adds to the common way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from qa.domain.call import Mark, MarkKind
from transcribe.audio import RATE, Tracks, Waveform
from transcribe.heard import Heard
from transcribe.music import find_music, outside
from transcribe.speech import Span, cut_stretches, find_speech

_MUSICAL = "pitches that stand still: music or tones"


class Hearing(Protocol):
    """What an engine adds to the common way: it names a language and writes down speech."""

    engine: str
    model: str
    settings: Mapping[str, str]
    pause_ms: int
    longest_s: float

    def detect(self, speech: Waveform) -> Mapping[str, float]:
        """Return the probability of each language of up to 30 s of speech."""

    def hear(self, waveform: Waveform, speech: tuple[Span, ...], *, language: str) -> Iterator[Heard]:
        """Yield what is said in the spans `speech` of a waveform."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of one channel, from sample `start` to `stop`; `speech` and `music` count from `start`."""

    channel: int
    start: int
    stop: int
    speech: tuple[Span, ...]
    music: tuple[Span, ...] = ()

    def marks(self) -> Iterator[Mark]:
        """Yield a mark for each stretch of music."""
        for start, stop in self.music:
            yield music_mark(self.start + start, self.start + stop, channel=self.channel)


def cut_channels(tracks: Tracks, channels: tuple[int, ...], hearing: Hearing) -> Iterator[Stretch]:
    """Yield the stretches of each channel, with the speech and the music in them."""
    for channel in channels:
        for start, stop in cut_stretches(tracks, channel):
            waveform = tracks.waveform(channel, start=start, stop=stop)
            speech = find_speech(waveform, pause_ms=hearing.pause_ms, longest_s=hearing.longest_s)
            music = find_music(waveform, speech)
            yield Stretch(channel, start, stop, speech=outside(speech, music), music=music)


def music_mark(start: int, stop: int, *, channel: int) -> Mark:
    """Return the mark of a stretch of music, from sample `start` to `stop` of a call."""
    return Mark(MarkKind.MUSIC, to_ms(start), to_ms(stop), channel, reason=_MUSICAL)


def to_ms(samples: int) -> int:
    """Return samples as milliseconds."""
    return round(samples * 1000 / RATE)
