"""Speakers of one channel, told apart by the demo's miniature models, on calls in voices these never heard."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.micro_speakers.calls import AGENT, MonoCall, make_calls
from bench.micro_whisper.speech import missing_voice
from bench.micro_whisper.writing import write_heard
from bench.transcription_parts.calls import SPEAKER_MODELS, THREADS
from bench.transcription_parts.diarised import DiarisationFigures, Talk
from bench.transcription_parts.engines import hear_ours
from qa.domain.conversation import Role
from qa.domain.transcript import Transcript
from transcribe.audio import Waveform, read_tracks
from transcribe.diarisation import SAME_VOICE, only_spoken, tell_apart
from transcribe.speaker_models import has_sherpa, open_models
from transcribe.speech import find_speech

_PAUSE_MS = 500
SCRIPTS = 4
SEED = 20261122


@dataclass(slots=True)
class AgentFigures:
    """Who is taken for the agent, the call being said to begin with the agent: words by who really says them.

    `right` are words of an agent or customer under the right role, `charged` are others' words under the agent's name,
    `unknown` have no role, so that a person has to hear them.
    """

    right: int = 0
    charged: int = 0
    lost: int = 0
    unknown: int = 0
    calls_unknown: int = 0

    def add_call(self, true: Mapping[str, list[Talk]], transcript: Transcript) -> None:
        """Count a call."""
        self.calls_unknown += transcript.agent_channel is None
        for message in transcript.to_messages():
            for word in message.words:
                is_agent = _says(true, (word.start_ms + word.end_ms) // 2)
                if message.role is Role.SYSTEM:
                    self.unknown += 1
                elif is_agent is None or is_agent == (message.role is Role.AGENT):
                    self.right += 1
                elif message.role is Role.AGENT:
                    self.charged += 1
                else:
                    self.lost += 1

    def as_record(self) -> dict[str, int]:
        """Return the figures as they are kept."""
        return {
            "words_right": self.right,
            "words_of_others_charged_to_agent": self.charged,
            "words_of_agent_given_to_customer": self.lost,
            "words_unknown": self.unknown,
            "calls_unknown": self.calls_unknown,
        }


@dataclass(slots=True)
class MonoFigures:
    """What is counted for one number of speakers in one condition."""

    raw: DiarisationFigures = field(default_factory=DiarisationFigures)
    turns: DiarisationFigures = field(default_factory=DiarisationFigures)
    words: DiarisationFigures = field(default_factory=DiarisationFigures)
    agents: AgentFigures = field(default_factory=AgentFigures)

    def add_call(self, call: MonoCall, sound: Path) -> None:
        """Hear a call with the library alone, then the turns, then words and turns as the product does."""
        true = true_talk(call)
        spoken = [talk for own in true.values() for talk in own]
        waveform = read_tracks(sound).waveform(0)
        self.raw.add_call(spoken, hear_raw(waveform))
        speech = find_speech(waveform, pause_ms=_PAUSE_MS)
        turns = tell_apart(only_spoken(waveform, speech), models=SPEAKER_MODELS, threads=THREADS)
        self.turns.add_call(spoken, [Talk(turn.start_ms, turn.end_ms, turn.speaker) for turn in turns])
        transcript = hear_ours(sound)
        said = [
            Talk(word.start_ms, word.end_ms, segment.channel)
            for segment in transcript.segments
            for word in segment.words
        ]  # fmt: skip
        self.words.add_call(spoken, said)
        self.agents.add_call(true, transcript)

    def as_record(self) -> dict[str, Any]:
        """Return the figures as they are kept."""
        return {
            "calls": len(self.turns.numbers),
            "raw_turns": self.raw.as_record(),
            "turns": self.turns.as_record(),
            "words": self.words.as_record(),
            "agent": self.agents.as_record(),
        }


def measure_mono() -> dict[str, Any]:
    """Make the calls, hear them and return the figures; says why where something is missing."""
    if problem := missing_voice():
        return {"missing": problem}
    if not has_sherpa():
        return {"missing": "sherpa-onnx is not installed: pip install 'plumbline-qa[diarisation]'"}
    figures: dict[int, dict[str, MonoFigures]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for call in make_calls(SEED, scripts=SCRIPTS):
            own = figures.setdefault(call.number, {}).setdefault(call.heard.condition, MonoFigures())
            own.add_call(call, write_heard(call.heard, Path(folder)))
    return {
        "seed": SEED,
        "scripts": SCRIPTS,
        "speakers": {
            str(number): {condition: one.as_record() for condition, one in own.items()}
            for number, own in figures.items()
        },
    }


def hear_raw(waveform: Waveform) -> list[Talk]:
    """Return the turns of sherpa-onnx alone: the number of speakers not told, its own bar."""
    opened = open_models(SPEAKER_MODELS, threads=THREADS, alike=SAME_VOICE)
    result = opened.diarisation.process(waveform).sort_by_start_time()
    return [Talk(round(one.start * 1000), round(one.end * 1000), one.speaker) for one in result]


def true_talk(call: MonoCall) -> dict[str, list[Talk]]:
    """Return who truly talks when, by role."""
    roles = list(call.heard.script.voices)
    talk: dict[str, list[Talk]] = {role: [] for role in roles}
    for turn in call.heard.turns:
        for word in turn.words:
            number = roles.index(turn.role)
            talk[turn.role].append(Talk(round(word.start_s * 1000), round(word.end_s * 1000), number))
    return talk


def _says(true: Mapping[str, list[Talk]], at_ms: int) -> bool | None:
    """Tell whether an agent says what is heard at a moment; None where it is not clear."""
    speaking = {role for role, own in true.items() if any(talk.start_ms <= at_ms < talk.end_ms for talk in own)}
    agents = {role for role in speaking if role.endswith(AGENT)}
    return None if not speaking or (agents and speaking - agents) else bool(agents)
