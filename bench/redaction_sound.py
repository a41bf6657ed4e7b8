"""How much of every spoken digit is silent in what people hear: `python bench/redaction_sound.py [--calls 40]`.

Calls in five languages, spoken by espeak-ng, in which a customer says a card number and its security code among orders,
telephone numbers and prices. The transcript comes as a sidecar, once with the true times of the words and once with
times as far off as an engine's; from there on everything is the product's own: masking, stretches, and the copy. The
sound of the copy is compared with the original, 10 ms by 10 ms. Writes bench/results/redaction_sound.json.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.redaction import ASKS
from bench.redaction_parts.calls import SaidWord, SpokenCall, speak_call, write_call
from qa import registry
from qa.domain.conversation import Channel, Conversation, Message
from qa.ports import TranscriptionRequest
from qa.settings import Settings
from qa.stages.redacting import redact
from transcribe.audio import RATE, read_tracks

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench/results/redaction_sound.json"
LEAST_SILENT, MOST_HARMLESS = 0.99, 0.01
_SILENT = 10 ** (-60 / 20)
_FRAME = RATE // 100
_OFF_MS = {"true_times": 0, "times_off": 120}
_SEED = 20261122

Levels = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(slots=True)
class Silenced:
    """Frames of 10 ms, summed over calls: of digits and how many are silent; of harmless speech likewise."""

    calls: int = 0
    digits: int = 0
    digits_silent: int = 0
    words: int = 0
    words_whole: int = 0
    harmless: int = 0
    harmless_silent: int = 0
    audible: list[str] = field(default_factory=list)

    def add(self, word: SaidWord, silent: np.ndarray[Any, np.dtype[np.bool_]]) -> None:
        """Count a word: of a secret every frame, of harmless speech those that went silent."""
        own = silent[word.start_ms // 10 : -(-word.end_ms // 10)]
        if not word.is_secret:
            self.harmless += len(own)
            self.harmless_silent += int(own.sum())
            return
        self.digits += len(own)
        self.digits_silent += int(own.sum())
        self.words += 1
        self.words_whole += bool(own.all())
        if not own.all():
            self.audible.append(word.text)

    def as_record(self) -> dict[str, Any]:
        """Return the figures as they are kept; `words_wholly_silent` says of how many words nothing is heard."""
        return {
            "calls": self.calls,
            "digit_seconds": round(self.digits / 100, 1),
            "digit_time_silent": round(self.digits_silent / self.digits, 4),
            "words_of_numbers": self.words,
            "words_wholly_silent": round(self.words_whole / self.words, 4),
            "harmless_seconds": round(self.harmless / 100, 1),
            "harmless_silenced": round(self.harmless_silent / self.harmless, 4),
        }


def main() -> int:
    """Measure, print, store; return 1 where the reach is missed."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--calls", type=int, default=40, help="Calls in each language.")
    calls = asked.parse_args().calls
    found = {way: {language: Silenced() for language in ASKS} for way in _OFF_MS}
    with tempfile.TemporaryDirectory() as folder:
        for language in ASKS:
            for number in range(calls):
                call = speak_call(language, random.Random(f"{_SEED} {language} {number}"))
                for way, off_ms in _OFF_MS.items():
                    _measure(call, Path(folder), off_ms=off_ms, into=found[way][language])
            print(language, {way: found[way][language].as_record() for way in found}, flush=True)
    record = {
        way: {**{language: one.as_record() for language, one in told.items()}, "all": _together(told).as_record()}
        for way, told in found.items()
    }
    RESULTS.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({way: told["all"] for way, told in record.items()}, indent=1))
    whole = record["true_times"]["all"]
    return 0 if whole["digit_time_silent"] >= LEAST_SILENT and whole["harmless_silenced"] <= MOST_HARMLESS else 1


def _measure(call: SpokenCall, folder: Path, *, off_ms: int, into: Silenced) -> None:
    sound = folder / "call.flac"
    write_call(call, sound, off_ms=off_ms, rng=random.Random(_SEED))
    transcript = registry.engine("sidecar")().transcribe(TranscriptionRequest(audio=sound, model=None))
    silence_call(call, sound, transcript.to_messages(), into=into)


def silence_call(call: SpokenCall, sound: Path, messages: tuple[Message, ...], *, into: Silenced) -> None:
    """Mask what was heard of a call, silence its copy as the product does, and count what is silent there."""
    copy = sound.with_name("copy.flac")
    heard = Conversation("1", channel=Channel.CALL, language=call.language, messages=messages)
    silenced = redact(heard, settings=Settings.from_environment({})).silenced
    registry.silencer()(sound, copy, stretches=silenced)
    before, after = read_tracks(sound), read_tracks(copy)
    into.calls += 1
    for channel in range(before.channels):
        is_silent = (_levels(after.waveform(channel)) < _SILENT) & (_levels(before.waveform(channel)) >= _SILENT)
        for word in call.words_in(channel):
            into.add(word, is_silent)


def _levels(waveform: np.ndarray[Any, np.dtype[np.float32]]) -> Levels:
    """Return the loudness of each 10 ms, as its root of mean squares."""
    whole = waveform[: len(waveform) // _FRAME * _FRAME].reshape(-1, _FRAME)
    return np.asarray(np.sqrt(np.square(whole, dtype=np.float64).mean(axis=1)))


def _together(told: dict[str, Silenced]) -> Silenced:
    whole = Silenced()
    for one in told.values():
        for name in ("calls", "digits", "digits_silent", "words", "words_whole", "harmless", "harmless_silent"):
            setattr(whole, name, getattr(whole, name) + getattr(one, name))
    return whole


if __name__ == "__main__":
    sys.exit(main())
