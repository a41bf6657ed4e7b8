"""From the file of a call to its transcript, with whatever engine does the hearing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from qa.domain.call import Mark, MarkKind
from qa.domain.transcript import Segment, Sound, Transcript
from qa.ports import TranscriptionRequest
from transcribe.audio import RATE, Tracks, Waveform, measure_peaks, read_tracks
from transcribe.channels import distinct_channels
from transcribe.crosstalk import without_crosstalk
from transcribe.diarisation import only_spoken
from transcribe.heard import Heard, marks_of, mend_joins, to_segments
from transcribe.music import find_music, outside
from transcribe.pieces import cut_pieces, heard_in, key_of, record_of
from transcribe.recorded import set_apart
from transcribe.speakers import by_side, models_for, told_apart
from transcribe.speech import Span, cut_stretches, find_speech, join_speech, length_s

_SURE = 0.9
_LISTENED_S = 30
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


def transcribe_call(request: TranscriptionRequest, hearing: Hearing) -> Transcript:
    """Transcribe one file, each distinct channel for itself. Raises AudioError for bad sound."""
    tracks = read_tracks(request.audio)
    channels = distinct_channels(tracks)
    models = models_for(tracks, channels, request)
    stretches = tuple(_stretches(tracks, channels, hearing))
    language, probability = _language(tracks, stretches, hearing, request=request)
    spoken = _by_channel(tracks, stretches, hearing, language=language, request=request)
    heard, marks = _hear_all(tracks, stretches, hearing, spoken=spoken, request=request)
    segments = [
        segment if spoken[channel] == language else replace(segment, language=spoken[channel])
        for channel in channels
        for segment in mend_joins(_of(channel, heard))
    ]
    if len(channels) > 1:
        segments, leaked = without_crosstalk(segments, tracks, channels)
        marks += leaked
    in_order, recorded = set_apart(sorted(segments, key=lambda one: (one.start_ms, one.channel)), tracks)
    speakers = by_side(in_order, channels, request)
    if models:
        waveform = only_spoken(tracks.waveform(channels[0]), _spoken(stretches))
        speakers = told_apart(in_order, waveform, models, request=request)
    return Transcript(
        segments=speakers.segments,
        marks=tuple(sorted((*marks, *recorded), key=lambda one: (one.start_ms, one.end_ms))),
        duration_ms=tracks.duration_ms,
        channels=max(1, len(speakers.channels)),
        engine=hearing.engine,
        model=hearing.model,
        language=language,
        language_probability=probability,
        agent_channel=speakers.agent,
        settings=tuple(sorted({**hearing.settings, **speakers.settings}.items())),
        sound=sound_of(tracks, channels),
    )


def music_mark(start: int, stop: int, *, channel: int) -> Mark:
    """Return the mark of a stretch of music, from sample `start` to `stop` of a call."""
    return Mark(MarkKind.MUSIC, _ms(start), _ms(stop), channel, reason=_MUSICAL)


def sound_of(tracks: Tracks, channels: tuple[int, ...]) -> Sound:
    """Describe the file of decoded tracks."""
    return Sound(
        sha256=tracks.sha256,
        codec=tracks.codec,
        sample_rate=tracks.sample_rate,
        peaks=measure_peaks(tracks, channels),
    )


def name_model(model: str) -> str:
    """Return a model's name for the record: a size as it is, of a folder or file the last two parts."""
    path = Path(model)
    return "/".join(path.parts[-2:]) if path.exists() else model


def _spoken(stretches: Sequence[Stretch]) -> tuple[Span, ...]:
    return tuple((one.start + start, one.start + stop) for one in stretches for start, stop in one.speech)


def _stretches(tracks: Tracks, channels: tuple[int, ...], hearing: Hearing) -> Iterator[Stretch]:
    for channel in channels:
        for start, stop in cut_stretches(tracks, channel):
            waveform = tracks.waveform(channel, start=start, stop=stop)
            speech = find_speech(waveform, pause_ms=hearing.pause_ms, longest_s=hearing.longest_s)
            music = find_music(waveform, speech)
            yield Stretch(channel, start, stop, speech=outside(speech, music), music=music)


def _language(
    tracks: Tracks, stretches: tuple[Stretch, ...], hearing: Hearing, *, request: TranscriptionRequest
) -> tuple[str | None, float | None]:
    """Return the language of the call and how sure it is: one for all channels, the longest speech first."""
    if request.language:
        return request.language, None
    total: dict[str, float] = {}
    weights = 0.0
    for stretch in _most_spoken(stretches):
        waveform = tracks.waveform(stretch.channel, start=stretch.start, stop=stretch.stop)
        speech = join_speech(waveform, stretch.speech)[: _LISTENED_S * RATE]
        weight = len(speech) / RATE
        weights += weight
        for code, probability in hearing.detect(speech).items():
            total[code] = total.get(code, 0.0) + probability * weight
        if max(total.values()) / weights >= _SURE:
            break
    if not total:
        return None, None
    best = max(total, key=lambda code: total[code])
    return best, round(total[best] / weights, 4)


def _by_channel(
    tracks: Tracks,
    stretches: tuple[Stretch, ...],
    hearing: Hearing,
    *,
    language: str | None,
    request: TranscriptionRequest,
) -> dict[int, str | None]:
    """Return the language of each channel: that of the call, or, where it is asked for, each its own."""
    spoken = {stretch.channel: language for stretch in stretches}
    if request.is_language_by_channel and not request.language:
        for channel in spoken:
            own = tuple(stretch for stretch in stretches if stretch.channel == channel)
            spoken[channel] = _language(tracks, own, hearing, request=request)[0] or language
    return spoken


def _most_spoken(stretches: tuple[Stretch, ...]) -> list[Stretch]:
    """Return, of each channel, the stretch with most speech; the channel that speaks most comes first."""
    best: dict[int, Stretch] = {}
    for stretch in stretches:
        known = best.get(stretch.channel)
        if stretch.speech and (known is None or length_s(stretch.speech) > length_s(known.speech)):
            best[stretch.channel] = stretch
    return sorted(best.values(), key=lambda one: -length_s(one.speech))


def _hear_all(
    tracks: Tracks,
    stretches: tuple[Stretch, ...],
    hearing: Hearing,
    *,
    spoken: Mapping[int, str | None],
    request: TranscriptionRequest,
) -> tuple[list[Segment], list[Mark]]:
    report = _reporting(request, channels=len(spoken), total_ms=tracks.duration_ms)
    segments: list[Segment] = []
    marks: list[Mark] = []
    before_ms = 0
    for stretch in stretches:
        report(before_ms)
        marks += stretch.marks()
        language = spoken[stretch.channel]
        for piece in cut_pieces(stretch.speech, longest_s=hearing.longest_s) if language else ():
            said, made_up = _hear(tracks, stretch, piece, hearing, language=language or "", request=request)
            segments += said
            marks += made_up
            report(before_ms + min(_ms(piece[-1][1]), _ms(stretch.stop - stretch.start)))
        before_ms += _ms(stretch.stop - stretch.start)
    report(before_ms)
    return segments, marks


def _reporting(request: TranscriptionRequest, *, channels: int, total_ms: int) -> Callable[[int], None]:
    """Return what tells, from the sound heard in all channels, how much of the call is done: of two, half of it."""
    tell = request.report or (lambda done, total: None)
    return lambda heard_ms: tell(min(total_ms, round(heard_ms / max(1, channels))), total_ms)


def _hear(
    tracks: Tracks,
    stretch: Stretch,
    piece: tuple[Span, ...],
    hearing: Hearing,
    *,
    language: str,
    request: TranscriptionRequest,
) -> tuple[list[Segment], list[Mark]]:
    """Hear one piece of a stretch, or take it from what was kept of it."""
    key = key_of(
        tracks.sha256,
        hearing.engine,
        hearing.settings,
        language=language,
        channel=stretch.channel,
        start=stretch.start + piece[0][0],
    )
    kept = request.pieces.read(key) if request.pieces else None
    if kept is not None:
        return heard_in(kept)
    segments: list[Segment] = []
    marks: list[Mark] = []
    waveform = tracks.waveform(stretch.channel, start=stretch.start, stop=stretch.stop)
    for heard in hearing.hear(waveform, piece, language=language.partition("-")[0]):
        edges = {"offset_ms": _ms(stretch.start), "end_ms": _ms(stretch.stop)}
        segments += to_segments(heard, channel=stretch.channel, **edges)
        marks += marks_of(heard, channel=stretch.channel, **edges)
    if request.pieces:
        request.pieces.keep(key, record_of(segments, marks))
    return segments, marks


def _of(channel: int, segments: list[Segment]) -> tuple[Segment, ...]:
    return tuple(segment for segment in segments if segment.channel == channel)


def _ms(samples: int) -> int:
    return round(samples * 1000 / RATE)
