"""Takes the transcript that lies beside a recording; no speech model is needed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from qa.domain.call import Mark
from qa.domain.transcript import Segment, Transcript
from qa.errors import AudioError
from qa.ports import TranscriptionRequest
from transcribe.agents import agent_among
from transcribe.audio import RATE, Tracks, read_tracks
from transcribe.call import sound_of
from transcribe.channels import distinct_channels
from transcribe.diarisation import number_speakers
from transcribe.languages import in_told_languages
from transcribe.music import find_music
from transcribe.recorded import set_apart
from transcribe.sidecars.beside import Beside
from transcribe.sidecars.texts import SUFFIXES, read_beside
from transcribe.speech import cut_stretches
from transcribe.stretches import music_mark

__all__ = ["Sidecar"]


class Sidecar:
    """Reads `call.json`, `call.vtt` or `call.srt` beside `call.flac`, in this order.

    JSON is a conversation as `qa import` reads it, with `start_ms`, `end_ms` and `words`, or the output of Amazon
    Transcribe, its Call Analytics, Azure batch transcription or Deepgram. In VTT and SRT the speaker stands before the
    words (`<v Agent>`, `Agent:`, `Klient:`). Who is not named is unknown, and nothing they say is charged to an agent.
    """

    def missing(self, model: str | None) -> str | None:
        """Nothing is ever missing: the transcripts are looked for call by call."""
        return None

    def transcribe(self, request: TranscriptionRequest) -> Transcript:
        """Read the transcript of one file. Raises AudioError for bad sound or without a readable transcript."""
        found = _find(request)
        beside = read_beside(found)
        tracks = read_tracks(request.audio)
        if request.report:
            request.report(tracks.duration_ms, tracks.duration_ms)
        segments, recorded = set_apart(_numbered(beside), tracks if beside.by_channel else None)
        agent = _agent_channel(beside, segments, told=request.agent_channel)
        segments = in_told_languages(segments, request, agent=agent, by_channel=beside.by_channel)
        channels = distinct_channels(tracks)
        marks = (*recorded, *_music(beside, tracks, channels))
        return Transcript(
            segments=segments,
            duration_ms=max(tracks.duration_ms, *(segment.end_ms for segment in segments), 0),
            channels=max(1, len({segment.channel for segment in segments}), 2 if agent is not None else 1),
            engine="sidecar",
            model=found.suffix.lstrip("."),
            language=request.language or beside.language,
            agent_channel=agent,
            settings=(("file", found.name),),
            sound=sound_of(tracks, channels),
            marks=tuple(sorted(marks, key=lambda one: (one.start_ms, one.end_ms))),
        )


def _numbered(beside: Beside) -> tuple[Segment, ...]:
    """Count speakers who have neither a role nor a channel in the order they first speak."""
    if beside.by_channel or any(segment.role for segment in beside.segments):
        return beside.segments
    return number_speakers(beside.segments)


def _agent_channel(beside: Beside, segments: tuple[Segment, ...], *, told: int | None) -> int | None:
    """Return whose words are the agent's: by name, else by what the import says of channels or of who speaks first."""
    if beside.agent_channel is not None:
        return beside.agent_channel
    if not beside.by_channel:
        return agent_among(segments, told=told)
    return told if told in {one.channel for one in segments} else None


def _music(beside: Beside, tracks: Tracks, channels: tuple[int, ...]) -> Iterator[Mark]:
    """Yield a mark for each stretch of music: without it, hold music would count as an agent's silence."""
    for channel in channels:
        own = [one for one in beside.segments if not beside.by_channel or one.channel == channel]
        speech = tuple((one.start_ms * RATE // 1000, one.end_ms * RATE // 1000) for one in own)
        for start, stop in cut_stretches(tracks, channel):
            within = tuple((first - start, last - start) for first, last in speech if start <= first < stop)
            for first, last in find_music(tracks.waveform(channel, start=start, stop=stop), within):
                yield music_mark(start + first, start + last, channel=channel)


def _find(request: TranscriptionRequest) -> Path:
    sound = request.audio
    for suffix in SUFFIXES:
        for candidate in (sound.with_suffix(suffix), sound.with_name(sound.name + suffix)):
            if candidate.is_file():
                return candidate
    names = ", ".join(request.audio.with_suffix(suffix).name for suffix in SUFFIXES)
    raise AudioError(str(request.audio), f"has no transcript beside it; expected one of {names}")
