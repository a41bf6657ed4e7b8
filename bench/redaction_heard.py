"""How much of a card number is silenced where the words are what an engine heard: `python bench/redaction_heard.py`.

The calls of redaction_sound.py in the two languages the demo's miniature model knows, with little noise and with much.
The transcript is that model's own; and once more with the agent's words as they are said, since that model has never
heard the word "card", and a question for one is what tells a misheard number.
Writes bench/results/redaction_heard.json.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.micro_whisper.line import with_noise
from bench.redaction_parts.calls import SpokenCall, speak_call, write_call
from bench.redaction_sound import Silenced, silence_call
from bench.transcription_parts.calls import MODEL, THREADS
from qa import registry
from qa.domain.conversation import Message, Role
from qa.ports import TranscriptionRequest

RESULTS = Path(__file__).resolve().parent / "results/redaction_heard.json"
LANGUAGES = ("en", "pl")
NOISES_DB = {"clean": None, "noise-10-db": 10}
_ONE_BY_ONE = 19
_SEED = 20261122


@dataclass(slots=True)
class Heard:
    """What is counted in one condition."""

    silenced: Silenced = field(default_factory=Silenced)
    numbers_whole: int = 0
    numbers_found: int = 0

    def add(self, call: SpokenCall, sound: Path, messages: tuple[Message, ...]) -> None:
        """Count a call; its number is found where any of it is silent, and whole where all of it is."""
        audible, silent = len(self.silenced.audible), self.silenced.digits_silent
        silence_call(call, sound, messages, into=self.silenced)
        self.numbers_whole += len(self.silenced.audible) == audible
        self.numbers_found += self.silenced.digits_silent > silent

    def as_record(self) -> dict[str, Any]:
        """Return the figures as they are kept."""
        return {
            **self.silenced.as_record(),
            "numbers_found": self.numbers_found,
            "numbers_wholly_silent": self.numbers_whole,
        }


def main() -> None:
    """Measure, print, store."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--calls", type=int, default=20, help="Calls in each language.")
    number = asked.parse_args().calls
    found: dict[str, dict[str, Heard]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for language in LANGUAGES:
            for place in range(number):
                call = speak_call(language, random.Random(f"{_SEED} {language} {place}"))
                names = (language, "digit by digit" if is_one_by_one(call) else "in tens and hundreds")
                for condition, noise_db in NOISES_DB.items():
                    noisy = in_noise(call, noise_db)
                    sound = Path(folder) / "call.flac"
                    for way, messages in hear(noisy, sound).items():
                        own = found.setdefault(f"{condition}, {way}", {})
                        for name in names:
                            own.setdefault(name, Heard()).add(noisy, sound, messages)
    record = {way: {name: one.as_record() for name, one in told.items()} for way, told in found.items()}
    RESULTS.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(record, indent=1))


def is_one_by_one(call: SpokenCall) -> bool:
    """Tell whether the number of a call and its code are said digit by digit."""
    return sum(word.is_secret for line in call.lines for word in line.words) >= _ONE_BY_ONE


def in_noise(call: SpokenCall, noise_db: int | None) -> SpokenCall:
    """Return a call with pink noise so far below the speech of each channel."""
    if noise_db is None:
        return call
    rng = np.random.default_rng(_SEED)
    return replace(call, channels=tuple(with_noise(channel, rng, snr_db=noise_db) for channel in call.channels))


def hear(call: SpokenCall, sound: Path) -> dict[str, tuple[Message, ...]]:
    """Write a call and return what is heard in it; and the same with the agent's words as they are."""
    write_call(call, sound, off_ms=0, rng=random.Random(_SEED))
    engines = {"faster_whisper": str(MODEL), "sidecar": None}
    heard, true = (
        registry.engine(engine)()
        .transcribe(TranscriptionRequest(sound, model=model, language=call.language, agent_channel=0, threads=THREADS))
        .to_messages()
        for engine, model in engines.items()
    )
    asked = [message for message in true if message.role is Role.AGENT]
    told = [message for message in heard if message.role is not Role.AGENT]
    mixed = tuple(sorted((*asked, *told), key=lambda one: one.start_ms or 0))
    return {"all as heard": heard, "questions as said": mixed}


if __name__ == "__main__":
    main()
