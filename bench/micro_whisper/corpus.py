"""Speech to train on: sessions of one voice, as spectra with the time of every token and phoneme."""

from __future__ import annotations

import pickle
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.micro_whisper.course import CorpusPlan
from bench.micro_whisper.grammar import Sentence, load_grammar, splice
from bench.micro_whisper.line import through_telephone
from bench.micro_whisper.speech import Phone, Sound, Times, Voice, say, voice_names
from bench.micro_whisper.tokens import tokens_of

_SENTENCES = 12
_BY_TELEPHONE = 0.45
_LEVEL = 0.5

Mel = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Utterance:
    """One sentence said: `mel` is (frames of 10 ms, 80), the logarithm to 10 before Whisper's scaling."""

    tokens: tuple[int, ...]
    spans: tuple[Times, ...]
    start_s: float
    end_s: float
    phones: tuple[Phone, ...]
    mel: NDArray[np.float16]

    @property
    def seconds(self) -> float:
        """Return how long it is."""
        return len(self.mel) / 100


@dataclass(frozen=True, slots=True)
class Session:
    """Sentences of one voice."""

    language: str
    utterances: tuple[Utterance, ...]


def make_corpus(plan: CorpusPlan) -> Iterator[Session]:
    """Say the sentences of a corpus, languages by turns, sentences held out left out."""
    rng = random.Random(plan.seed)
    for number in range(plan.sessions):
        language = "pl" if number % 2 else "en"
        name = rng.choice(voice_names(language, heard=True))
        rate, pitch, pitch_range = rng.randint(130, 190), rng.randint(30, 70), rng.randint(30, 70)
        by_telephone = rng.random() < _BY_TELEPHONE
        utterances = []
        for _ in range(_SENTENCES):
            voice = Voice(name, rate + rng.randint(-8, 8), pitch, pitch_range)
            sentence = _sentence(language, rng, spliced=plan.spliced)
            utterances.append(_utter(sentence, voice, rng, by_telephone=by_telephone))
        yield Session(language, tuple(utterances))


def write_corpus(path: Path, plan: CorpusPlan) -> None:
    """Make a corpus and keep it."""
    with path.open("wb") as file:
        pickle.dump(tuple(make_corpus(plan)), file)


def read_corpus(path: Path) -> tuple[Session, ...]:
    """Read a corpus that this recipe wrote; no other file may be read so."""
    with path.open("rb") as file:
        sessions: tuple[Session, ...] = pickle.load(file)
    return sessions


def _sentence(language: str, rng: random.Random, *, spliced: float) -> Sentence:
    grammar = load_grammar(language)
    return splice(grammar, rng) if rng.random() < spliced else grammar.draw(rng, is_held_out=False)


def _utter(sentence: Sentence, voice: Voice, rng: random.Random, *, by_telephone: bool) -> Utterance:
    spoken = say(sentence, voice)
    sound = (spoken.sound / (np.abs(spoken.sound).max() + 1e-6) * _LEVEL).astype(np.float32)
    if by_telephone:
        sound = through_telephone(sound, rng)
    tokens, spans = zip(*tokens_of(sentence, spoken), strict=True)
    return Utterance(
        tokens=tokens,
        spans=spans,
        start_s=spoken.words[0][0],
        end_s=spoken.words[-1][1],
        phones=spoken.phones,
        mel=_log_mel(sound).astype(np.float16),
    )


def _log_mel(sound: Sound) -> Mel:
    """Return Whisper's 80 bands of mel power, (frames, 80), as a logarithm that nothing is cut from yet."""
    import torch

    spectrum = torch.stft(
        torch.from_numpy(np.ascontiguousarray(sound)), 400, 160, window=torch.hann_window(400), return_complex=True
    )
    power = _filters() @ (spectrum[..., :-1].abs() ** 2)
    mel: Mel = torch.clamp(power, min=1e-10).log10().T.numpy()
    return mel


@cache
def _filters() -> Any:
    from whisper.audio import mel_filters

    return mel_filters("cpu", 80)
