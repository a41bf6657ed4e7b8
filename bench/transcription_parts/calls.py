"""Calls whose true words are known, and what was heard in them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.domain.conversation import Role
from qa.domain.transcript import Transcript, Word

ROOT = Path(__file__).resolve().parents[2]
MODEL = ROOT / "rubrics/demo/model/ct2"
SPEAKER_MODELS = (
    ROOT / "rubrics/demo/model/speakers/segmentation.onnx",
    ROOT / "rubrics/demo/model/speakers/embedding.onnx",
)
OPENAI_MODEL = ROOT / "rubrics/demo/model/whisper-micro.pt"
DEMO_CALLS = tuple(sorted((ROOT / "rubrics/demo/calls").glob("*.flac")))
THREADS = 1

AGENT, CUSTOMER, UNKNOWN = 0, 1, -1
"""Who speaks: the channels of the agent and the customer, and nobody known."""

_ROLES = {"agent": AGENT, "customer": CUSTOMER}
_CHANNELS = {Role.AGENT: AGENT, Role.CUSTOMER: CUSTOMER}


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """A word of one speaker, as written, with milliseconds from the start of the call."""

    text: str
    start_ms: int
    end_ms: int
    speaker: int

    @property
    def plain(self) -> str:
        """Return the word without case and punctuation."""
        return re.sub(r"[^\w]", "", self.text.casefold())


@dataclass(frozen=True, slots=True)
class TrueCall:
    """A sound file and what is really said in it; `music` are (start, end) milliseconds of what nobody says."""

    sound: Path
    condition: str
    language: str
    words: tuple[SpokenWord, ...]
    music: tuple[tuple[int, int], ...]
    is_mono: bool
    is_heard_voice: bool


def load_call(truth: Path) -> TrueCall:
    """Read the truth of a call, and find the sound beside it."""
    told: dict[str, Any] = json.loads(truth.read_text(encoding="utf-8"))
    words = (
        SpokenWord(word["word"], _ms(word["start"]), _ms(word["end"]), _ROLES[turn["speaker"]])
        for turn in told["turns"]
        for word in turn["words"]
    )
    return TrueCall(
        sound=next(path for path in truth.parent.glob(f"{truth.stem}.*") if path.suffix != ".json"),
        condition=told["condition"],
        language=told["language"],
        words=tuple(sorted(words, key=lambda one: one.start_ms)),
        music=tuple((_ms(one["start"]), _ms(one["end"])) for one in told["music"]),
        is_mono=not told["channels"],
        is_heard_voice="never heard" not in told["quality"],
    )


def words_of(transcript: Transcript) -> tuple[SpokenWord, ...]:
    """Return the words of a transcript as a reviewer reads them: by the role of their message."""
    return tuple(
        _spoken(word, _CHANNELS.get(message.role, UNKNOWN))
        for message in transcript.to_messages()
        for word in message.words
    )


def raw_words(segments: Iterable[Any], speaker: int) -> tuple[SpokenWord, ...]:
    """Return the words of the library's own segments of one channel."""
    return tuple(
        SpokenWord(word.word.strip(), _ms(word.start), _ms(word.end), speaker)
        for segment in segments
        for word in segment.words or ()
    )


def _spoken(word: Word, speaker: int) -> SpokenWord:
    return SpokenWord(word.text, word.start_ms, word.end_ms, speaker)


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
