"""Speech to learn from: many speakers, some sentences of each, half of them by telephone as well."""

from __future__ import annotations

import pickle
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.micro_speakers.voices import draw_speaker, speak
from bench.micro_whisper.grammar import load_grammar
from bench.micro_whisper.line import through_telephone
from bench.micro_whisper.speech import RATE

Samples = NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Utterance:
    """One sentence, plain and as a telephone lets it through; from `start` to `end`, in samples, somebody speaks."""

    plain: Samples
    by_telephone: Samples
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Speech:
    """What one speaker says."""

    utterances: tuple[Utterance, ...]


def make_corpus(seed: int, *, speakers: int, sentences: int) -> Iterator[Speech]:
    """Let speakers say sentences that may be trained on."""
    rng = random.Random(seed)
    for _ in range(speakers):
        speaker = draw_speaker(rng)
        grammar = load_grammar(speaker.language)
        utterances = []
        for _ in range(sentences):
            said = speak(speaker, grammar.draw(rng, is_held_out=False))
            utterances.append(
                Utterance(
                    plain=said.sound.astype(np.float16),
                    by_telephone=through_telephone(said.sound, rng).astype(np.float16),
                    start=int(said.words[0][0] * RATE),
                    end=int(said.words[-1][1] * RATE),
                )
            )
        yield Speech(tuple(utterances))


def write_corpus(path: Path, corpus: Iterator[Speech]) -> None:
    """Keep a corpus."""
    with path.open("wb") as file:
        pickle.dump(tuple(corpus), file)


def read_corpus(path: Path) -> tuple[Speech, ...]:
    """Read a corpus that this recipe wrote; no other file may be read so."""
    with path.open("rb") as file:
        corpus: tuple[Speech, ...] = pickle.load(file)
    return corpus
