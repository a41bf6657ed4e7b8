"""Says who the speakers of a call are: its channels, or the voices told apart in the only one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from qa.domain.transcript import Segment
from qa.ports import TranscriptionRequest
from transcribe.agents import agent_among
from transcribe.audio import Tracks, Waveform
from transcribe.diarisation import LONGEST_S, ascribe, number_speakers, tell_apart
from transcribe.speaker_models import check_models, record_of_models


@dataclass(frozen=True, slots=True)
class Speakers:
    """Who speaks in the segments of a call: a channel each, the agent's, and what they were told apart with."""

    segments: tuple[Segment, ...]
    channels: tuple[int, ...]
    agent: int | None
    settings: Mapping[str, str]


def models_for(tracks: Tracks, channels: tuple[int, ...], request: TranscriptionRequest) -> tuple[Path, Path] | None:
    """Return the models that tell the speakers of a call apart, where it has one channel. Raises ModelMissingError."""
    if len(channels) != 1 or not request.diarisation or tracks.duration_ms > LONGEST_S * 1000:
        return None
    check_models(request.diarisation)
    return request.diarisation


def by_side(segments: tuple[Segment, ...], channels: tuple[int, ...], request: TranscriptionRequest) -> Speakers:
    """Return the channels as the speakers."""
    agent = request.agent_channel if request.agent_channel in channels else None
    return Speakers(segments, channels, agent, _asked(request))


def told_apart(
    segments: tuple[Segment, ...], waveform: Waveform, models: tuple[Path, Path], *, request: TranscriptionRequest
) -> Speakers:
    """Return the speakers heard in one channel."""
    turns = tell_apart(waveform, models=models, threads=request.threads, same_voice=request.same_voice)
    told = number_speakers(ascribe(segments, turns))
    channels = tuple(sorted({segment.channel for segment in told}))
    settings = {**_asked(request), **record_of_models(models, same_voice=request.same_voice)}
    return Speakers(told, channels, agent_among(told, told=request.agent_channel), settings)


def _asked(request: TranscriptionRequest) -> Mapping[str, str]:
    """Return what was asked of languages, so that a transcript made with another rule can be told."""
    asked = {"language": request.language or "detected"}
    if request.channel_languages:
        told = sorted(request.channel_languages.items())
        asked["channel_languages"] = " ".join(f"{whose}={language}" for whose, language in told)
    if request.is_language_by_channel:
        asked["language_by_channel"] = "yes"
    return asked
