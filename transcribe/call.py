"""From the file of a call to its transcript, with whatever engine does the hearing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from qa.domain.call import Mark
from qa.domain.transcript import Segment, Sound, Transcript
from qa.ports import TranscriptionRequest
from transcribe.audio import Tracks, measure_peaks, read_tracks
from transcribe.channels import distinct_channels
from transcribe.crosstalk import without_crosstalk
from transcribe.diarisation import only_spoken
from transcribe.heard import marks_of, mend_joins, to_segments
from transcribe.languages import find_languages
from transcribe.pieces import cut_pieces, heard_in, key_of, record_of
from transcribe.recorded import set_apart
from transcribe.speakers import by_side, models_for, told_apart
from transcribe.speech import Span
from transcribe.stretches import Hearing, Stretch, cut_channels, to_ms


def transcribe_call(request: TranscriptionRequest, hearing: Hearing) -> Transcript:
    """Transcribe one file, each distinct channel for itself. Raises AudioError for bad sound."""
    tracks = read_tracks(request.audio)
    channels = distinct_channels(tracks)
    models = models_for(tracks, channels, request)
    stretches = tuple(cut_channels(tracks, channels, hearing))
    spoken = find_languages(tracks, channels, stretches, hearing, request=request)
    heard, marks = _hear_all(tracks, stretches, hearing, spoken=spoken.by_channel, request=request)
    segments = [
        segment if language == spoken.language else replace(segment, language=language)
        for channel, language in spoken.by_channel.items()
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
        language=spoken.language,
        language_probability=spoken.probability,
        agent_channel=speakers.agent,
        settings=tuple(sorted({**hearing.settings, **speakers.settings}.items())),
        sound=sound_of(tracks, channels),
    )


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
            report(before_ms + min(to_ms(piece[-1][1]), to_ms(stretch.stop - stretch.start)))
        before_ms += to_ms(stretch.stop - stretch.start)
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
        edges = {"offset_ms": to_ms(stretch.start), "end_ms": to_ms(stretch.stop)}
        segments += to_segments(heard, channel=stretch.channel, **edges)
        marks += marks_of(heard, channel=stretch.channel, **edges)
    if request.pieces:
        request.pieces.keep(key, record_of(segments, marks))
    return segments, marks


def _of(channel: int, segments: list[Segment]) -> tuple[Segment, ...]:
    return tuple(segment for segment in segments if segment.channel == channel)
