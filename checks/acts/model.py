"""Weighs the sentences of agents by learnt weights: how much each looks like blame, a refusal, a rash promise."""

from __future__ import annotations

import hashlib
import io
import lzma
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from checks.acts.pieces import BITS, pieces, prepare
from checks.text import overlaps, quoted_spans, spoken_sentences
from qa.ports import Reading, Span

ACTS = (
    *("blame", "belittle", "rude", "sendoff", "refuse", "press", "sure", "channel", "deny"),
    *("stall", "nofix", "praise", "data", "cutoff", "again"),
)
"""What sentences are weighed for: fault put on the customer, trouble played down, mockery or scorn, sent off to others,
a no, pressure to buy, an outcome vouched for, sent to another channel, a right denied; put off, the door shut, a good
rating asked for, a privacy request hampered, the customer cut off, or made to tell it again."""
FOLDER = Path(__file__).parent / "weights"
_SHORT, _SHORT_SCRIPTS = 30, 22
"""So many signs a sentence must have, in Arabic and Thai fewer, for its sum to be sure: a short one says too little."""


@dataclass(frozen=True, slots=True)
class Bars:
    """Sums above which a sentence surely does something, may do it, or does it where a phrase says so too."""

    sure: float
    doubt: float
    backed: float


class ActModel:
    """The weights of one language, made by `python -m bench.acts --write`.

    A sentence's sum for an act is the sum of the weights of its pieces, divided by the square root of their number,
    plus the act's own bias: what a logistic regression gives before its curve.
    """

    def __init__(self, path: Path, *, language: str) -> None:
        """Load the weights: a packed archive of arrays, as `bench.acts` writes it."""
        self._language = language
        with np.load(io.BytesIO(lzma.decompress(path.read_bytes())), allow_pickle=False) as loaded:
            self.acts = tuple(str(one) for one in loaded["acts"])
            self._row = np.zeros(1 << BITS, dtype=np.int32)
            self._row[np.cumsum(loaded["steps"], dtype=np.int64)] = np.arange(1, len(loaded["steps"]) + 1)
            nothing = np.zeros((1, len(self.acts)), dtype=np.int32)
            self._weights = np.concatenate((nothing, loaded["weights"].T.astype(np.int32)))
            self._scales, self._biases = loaded["scales"].astype(float), loaded["biases"].astype(float)
            self.bars = {act: Bars(*map(float, bars)) for act, bars in zip(self.acts, loaded["bars"], strict=True)}

    def sums(self, sentences: Sequence[str]) -> Any:
        """Return the sums of sentences: an array of shape (sentences, acts), acts in the order of `acts`."""
        found, owners = pieces([prepare(one, language=self._language) for one in sentences])
        counts = np.bincount(owners, minlength=len(sentences))
        added = np.zeros((len(sentences), len(self.acts)), dtype=np.int64)
        known = self._row[found]
        starts = np.flatnonzero(np.diff(owners, prepend=-1))
        added[owners[starts]] = np.add.reduceat(self._weights[known], starts, axis=0)
        return added * self._scales / np.sqrt(np.maximum(counts, 1))[:, None] + self._biases


@cache
def act_model(language: str) -> ActModel | None:
    """Return the weights of a language; None where it has none."""
    path = FOLDER / f"{language}.npz.xz"
    return ActModel(path, language=language) if path.exists() else None


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sentence that passes the lowest bar of an act, and which ones it passes."""

    sentence: Span
    is_backing: bool
    is_doubtful: bool
    is_sure: bool


@cache
def weights_version(language: str) -> str | None:
    """Return the beginning of the hash of a language's weights; None where it has none."""
    path = FOLDER / f"{language}.npz.xz"
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.exists() else None


def knows(language: str, act: str) -> bool:
    """Tell whether a language has weights for an act."""
    model = act_model(language)
    return model is not None and act in model.bars


def learnt_beside(reading: Reading, message: int, act: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return the sentences whose sums pass the `doubt` bar of an act; none that is quoted or holds one of the spans."""
    if not act:
        return ()
    text = reading.conversation.messages[message].text
    found = tuple(one.sentence for one in _weighed(text, reading.language_of(message), act) if one.is_doubtful)
    away = (*spans, *quoted_spans(text)) if found else ()
    return tuple(one for one in found if not overlaps(one, away))


def sure_sentences(reading: Reading, message: int, act: str) -> tuple[Span, ...]:
    """Return the sentences whose sums pass the `sure` bar of an act; none where no act is named."""
    if not act:
        return ()
    weighed = _weighed(reading.conversation.messages[message].text, reading.language_of(message), act)
    return tuple(one.sentence for one in weighed if one.is_sure)


def weigh(reading: Reading, message: int, act: str, span: Span) -> Weighed | None:
    """Return how a span's sentence was weighed for an act; None where it passes no bar."""
    if not act:
        return None
    weighed = _weighed(reading.conversation.messages[message].text, reading.language_of(message), act)
    return next((one for one in weighed if one.sentence.start <= span.start < one.sentence.end), None)


@lru_cache(maxsize=256)
def _said_acts(text: str, language: str) -> tuple[tuple[Span, Mapping[str, float]], ...]:
    """Return the sentences of a text that may do something, each with the acts whose lowest bar it passes."""
    model = act_model(language)
    sentences = spoken_sentences(text, language=language) if model else ()
    if model is None or not sentences:
        return ()
    sums = model.sums([text[one.start : one.end] for one in sentences])
    lowest = np.array([min(model.bars[act].backed, model.bars[act].doubt) for act in model.acts])
    return tuple(
        (sentence, {model.acts[act]: float(row[act]) for act in np.flatnonzero(row >= lowest)})
        for sentence, row in zip(sentences, sums, strict=True)
        if (row >= lowest).any()
    )


def _weighed(text: str, language: str, act: str) -> tuple[Weighed, ...]:
    model, said = act_model(language), _said_acts(text, language)
    if model is None or act not in model.bars:
        return ()
    bars, least = model.bars[act], _SHORT_SCRIPTS if language in ("ar", "th") else _SHORT
    return tuple(
        Weighed(
            sentence,
            is_backing=sums[act] >= bars.backed,
            is_doubtful=sums[act] >= bars.doubt,
            is_sure=sums[act] >= bars.sure and sentence.end - sentence.start >= least,
        )
        for sentence, sums in said
        if act in sums
    )
