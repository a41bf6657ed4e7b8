"""Words, word times, speakers and inventions on new calls in every condition, ours against the library alone."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.micro_whisper.composing import compose
from bench.micro_whisper.conditions import hear_all, hear_nobody
from bench.micro_whisper.scripts import new_scripts
from bench.micro_whisper.speech import missing_voice
from bench.micro_whisper.writing import write_heard
from bench.transcription_parts.calls import SpokenWord, TrueCall, load_call, words_of
from bench.transcription_parts.engines import hear_ours, hear_raw_call
from bench.transcription_parts.speakers import OvertalkFigures, SpeakerFigures
from bench.transcription_parts.words import WordFigures
from transcribe.speaker_models import has_sherpa

CALLS = 4
SEED = 20261122
Hear = Callable[[Path], Sequence[SpokenWord]]


@dataclass(slots=True)
class Figures:
    """What is counted in one condition; with `tells_apart` speakers of one channel count, who is unknown as missed."""

    tells_apart: bool = False
    words: WordFigures = field(default_factory=WordFigures)
    heard_voices: WordFigures = field(default_factory=WordFigures)
    other_voices: WordFigures = field(default_factory=WordFigures)
    speakers: SpeakerFigures = field(default_factory=SpeakerFigures)
    overtalk: OvertalkFigures = field(default_factory=OvertalkFigures)
    in_music: int = 0

    def add(self, call: TrueCall, heard: Sequence[SpokenWord]) -> None:
        """Count a call."""
        voices = self.heard_voices if call.is_heard_voice else self.other_voices
        for figures in (self.words, voices):
            figures.add_call(call.words, heard, is_mono=call.is_mono)
        if not call.is_mono or self.tells_apart:
            self.speakers.add_call(call.words, heard)
            self.overtalk.add_call(call.words, heard)
        self.in_music += len(words_in_music(call, heard))

    def as_record(self) -> dict[str, Any]:
        """Return the figures as they are kept; nobody tells speakers apart in one channel without models."""
        return {
            **self.words.as_record(),
            "word_error_heard_voices": self.heard_voices.error,
            "word_error_other_voices": self.other_voices.error,
            "speakers": self.speakers.as_record() if self.speakers.spoken else "not measured: no model",
            "overtalk": self.overtalk.as_record(),
            "words_in_music": self.in_music,
        }


def measure_conditions() -> dict[str, Any]:
    """Make the calls, hear them and return the figures; says why where espeak-ng is missing."""
    if problem := missing_voice():
        return {"missing": problem}
    with tempfile.TemporaryDirectory() as folder:
        calls = list(make_calls(Path(folder)))
        return {
            "seed": SEED,
            "calls": CALLS,
            "seconds": round(sum(json.loads(one.sound.with_suffix(".json").read_text())["seconds"] for one in calls)),
            "ours": _hear_them(calls, lambda path: words_of(hear_ours(path)), tells_apart=has_sherpa()),
            "raw": _hear_them(calls, hear_raw_call),
        }


def make_calls(folder: Path) -> Iterator[TrueCall]:
    """Make every call in every condition, and sounds in which nobody speaks."""
    for place, script in enumerate(new_scripts(SEED, number=CALLS)):
        for heard in hear_all(compose(script, seed=SEED + place), seed=SEED):
            yield load_call(write_heard(heard, folder).with_suffix(".json"))
    for heard in hear_nobody(SEED):
        yield load_call(write_heard(heard, folder).with_suffix(".json"))


def words_in_music(call: TrueCall, heard: Sequence[SpokenWord]) -> list[SpokenWord]:
    """Return the words that are heard where only music is, for the greater part."""
    return [
        word
        for word in heard
        if any(start <= (word.start_ms + word.end_ms) / 2 < end for start, end in call.music)
    ]  # fmt: skip


def _hear_them(calls: Sequence[TrueCall], hear: Hear, *, tells_apart: bool = False) -> dict[str, Any]:
    figures: dict[str, Figures] = {}
    invented: dict[str, int] = {}
    for call in calls:
        heard = hear(call.sound)
        if call.condition == "nobody":
            invented[call.sound.stem] = len(heard)
        else:
            figures.setdefault(call.condition, Figures(tells_apart)).add(call, heard)
    return {
        "conditions": {name: one.as_record() for name, one in figures.items()},
        "words_where_nobody_speaks": invented,
    }
