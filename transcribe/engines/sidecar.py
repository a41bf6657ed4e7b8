"""Takes the transcript that lies beside a recording; no speech model is needed."""

from __future__ import annotations

from pathlib import Path

from qa.domain.transcript import Transcript
from qa.errors import AudioError
from qa.ports import TranscriptionRequest
from transcribe.audio import read_tracks
from transcribe.call import sound_of
from transcribe.channels import distinct_channels
from transcribe.sidecars.beside import Beside
from transcribe.sidecars.texts import SUFFIXES, read_beside

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
        return Transcript(
            segments=beside.segments,
            duration_ms=max(tracks.duration_ms, *(segment.end_ms for segment in beside.segments), 0),
            channels=_channels(beside),
            engine="sidecar",
            model=found.suffix.lstrip("."),
            language=request.language or beside.language,
            agent_channel=_agent_channel(beside, request),
            settings=(("file", found.name),),
            sound=sound_of(tracks, distinct_channels(tracks)),
        )


def _agent_channel(beside: Beside, request: TranscriptionRequest) -> int | None:
    """Return whose words are the agent's: by name, or, of the recording's own channels, by what the import says."""
    if beside.agent_channel is not None or not beside.by_channel:
        return beside.agent_channel
    return request.agent_channel if request.agent_channel in {one.channel for one in beside.segments} else None


def _channels(beside: Beside) -> int:
    return max(1, len({segment.channel for segment in beside.segments}), 2 if beside.agent_channel is not None else 1)


def _find(request: TranscriptionRequest) -> Path:
    sound = request.audio
    for suffix in SUFFIXES:
        for candidate in (sound.with_suffix(suffix), sound.with_name(sound.name + suffix)):
            if candidate.is_file():
                return candidate
    names = ", ".join(request.audio.with_suffix(suffix).name for suffix in SUFFIXES)
    raise AudioError(str(request.audio), f"has no transcript beside it; expected one of {names}")
