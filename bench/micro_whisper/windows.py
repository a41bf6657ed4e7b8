"""Windows to train on: sentences packed into a stretch of sound, with what to write and where to listen."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bench.micro_whisper.colouring import colour
from bench.micro_whisper.corpus import Mel, Session, Utterance
from bench.micro_whisper.course import Phase
from bench.micro_whisper.grammar import LANGUAGES
from bench.micro_whisper.tokens import Vocabulary, language_token, tokenizer

WHOLE = 1500
FRAMES_A_SECOND = 50
NOT_LEARNT = -100
NO_SPAN = (-1, -1)

_SILENT, _TIMED, _DENSE, _SECOND_SPEAKER, _MISREAD = 0.04, 0.62, 0.7, 0.25, 0.05
_EMPTY = -10.0

Span = tuple[int, int]
Labels = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Placed:
    """A sentence in a window, from second `at_s`; of one that `is_cut` only the beginning is heard."""

    utterance: Utterance
    at_s: float
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """One example: spectrum, its place in the 30 s, phoneme of each frame, and tokens in and out as rows.

    `ahead` and `here` are where the decoder should listen, in frames, for the token to come and the one just read.
    """

    mel: Mel
    offset: int
    phonemes: Labels
    inputs: list[int]
    targets: list[int]
    ahead: list[Span]
    here: list[Span]


@dataclass(frozen=True, slots=True)
class Supply:
    """What windows are made of: sessions by language, and the numbers of tokens and phonemes (0 is silence)."""

    sessions: Mapping[str, Sequence[Session]]
    vocabulary: Vocabulary
    phonemes: Mapping[str, int]


def make_window(
    supply: Supply, phase: Phase, *, frames: int, prompt: int, rng: random.Random, noise: np.random.Generator
) -> Window:  # fmt: skip
    """Make one window of `frames` of 20 ms, with up to `prompt` tokens of text before it."""
    language = rng.choice(LANGUAGES)
    sessions = [rng.choice(supply.sessions[language])]
    if rng.random() < _SECOND_SPEAKER:
        sessions.append(rng.choice(supply.sessions[language]))
    offset = 0 if frames == WHOLE else rng.choice((0, rng.randint(0, WHOLE - frames)))
    seconds, least, share = phase.chunk
    is_chunk = frames >= least and rng.random() < share
    packing = _Packing(sessions, rng, seconds=seconds if is_chunk else frames / FRAMES_A_SECOND)
    packing.fill(is_long=frames == WHOLE or frames >= least, is_chunk=is_chunk)
    mel = np.concatenate(packing.parts)[: int(packing.seconds * 100)]
    script = _Script(supply, packing, offset=offset, frames=frames)
    script.write(language, prompt=prompt if rng.random() < phase.prompted else 0)
    return script.window(
        colour(mel, frames, rng, noise, is_silent=not packing.placed, warp=phase.warp),
        _phonemes(packing, supply.phonemes, frames=frames),
    )


@dataclass(slots=True)
class _Packing:
    """Sentences with pauses between, as many as fit into `seconds`."""

    sessions: list[Session]
    rng: random.Random
    seconds: float
    is_timed: bool = False
    placed: list[Placed] = field(default_factory=list)
    parts: list[Mel] = field(default_factory=list)
    now_s: float = 0.0

    def fill(self, *, is_long: bool, is_chunk: bool) -> None:
        """Pack sentences; a dense window goes on to its end, where the last sentence may be cut."""
        is_silent, is_dense = self.rng.random() < _SILENT, self.rng.random() < _DENSE and is_long
        self.is_timed = self.rng.random() < _TIMED
        most = 9 if is_long and not is_chunk else 4
        wanted = 0 if is_silent else 99 if is_dense else self.rng.randint(1, most)
        if self.rng.random() >= 0.25:
            self._pause(min(self._gap_s(is_long), self.seconds / 4))
        while len(self.placed) < wanted and self._add(is_dense=is_dense):
            self._pause(max(0.0, min(self._gap_s(is_long), self.seconds - self.now_s)))
        if not self.placed:
            self._pause(0.05 + self.rng.uniform(0.3, 1) * self.seconds)

    def _add(self, *, is_dense: bool) -> bool:
        """Place one more sentence; tell whether another may follow."""
        utterance = self.rng.choice(self.rng.choice(self.sessions).utterances)
        left_s = self.seconds - self.now_s
        if utterance.seconds > left_s - 0.1 and self.placed:
            if is_dense and self.is_timed and left_s > 0.3:
                self._place(utterance, is_cut=True)
            return False
        if utterance.seconds > left_s - 0.1:
            fitting = [one for one in self.sessions[0].utterances if one.seconds < left_s - 0.1]
            if not fitting:
                return False
            utterance = self.rng.choice(fitting)
        self._place(utterance)
        return True

    def _place(self, utterance: Utterance, *, is_cut: bool = False) -> None:
        self.placed.append(Placed(utterance, self.now_s, is_cut))
        self.parts.append(utterance.mel.astype(np.float32) + self.rng.uniform(-0.3, 0.3))
        self.now_s += utterance.seconds

    def _pause(self, seconds: float) -> None:
        frames = int(seconds * 100)
        self.parts.append(np.full((frames, 80), _EMPTY, np.float32))
        self.now_s += frames / 100

    def _gap_s(self, is_long: bool) -> float:
        drawn = self.rng.random()
        if drawn < 0.6:
            return self.rng.uniform(0.05, 0.6)
        return self.rng.uniform(0.6, 2.0) if drawn < 0.9 or not is_long else self.rng.uniform(2, 6)


@dataclass(slots=True)
class _Script:
    """The tokens of a window, as rows: whether each is learnt, and where in the sound it is."""

    supply: Supply
    packing: _Packing
    offset: int
    frames: int
    rows: list[int] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    learnt: list[bool] = field(default_factory=list)
    begins: int = 0

    def write(self, language: str, *, prompt: int) -> None:
        """Write all tokens: text before, language and task, then the sentences."""
        own, placed = tokenizer(), self.packing.placed
        if prompt:
            self._add_prompt(prompt)
        self._add_token(own.sot, learnt=False)
        self.begins = len(self.rows) - 1
        self._add_token(language_token(language))
        self._add_token(own.transcribe)
        if not self.packing.is_timed:
            self._add_token(own.no_timestamps, learnt=False)
        elif not placed:
            self._add_time(0, NO_SPAN)
        for one in placed:
            self._add_sentence(one)
        last = placed[-1] if placed else None
        end = _frame(last.at_s + last.utterance.end_s) if last and not last.is_cut else None
        self._add_token(own.eot, span=(end - 4, end + 8) if end is not None else NO_SPAN)

    def window(self, mel: Mel, phonemes: Labels) -> Window:
        """Return the finished example; now and then a token is misread, so that the decoder must listen."""
        rng, vocabulary = self.packing.rng, self.supply.vocabulary
        text = [row for row in range(len(vocabulary.used)) if vocabulary.is_text(row)]
        inputs = [rng.choice(text) if vocabulary.is_text(row) and rng.random() < _MISREAD else row for row in self.rows]
        targets = [row if learnt else NOT_LEARNT for row, learnt in zip(self.rows, self.learnt, strict=True)]
        if not self.packing.placed:
            targets[self.begins + 1] = vocabulary.row(tokenizer().no_speech)
        spans = [self._clip(span) for span in self.spans]
        return Window(mel, self.offset, phonemes, inputs[:-1], targets[1:], ahead=spans[1:], here=spans[:-1])

    def _add_prompt(self, most: int) -> None:
        rng, sessions = self.packing.rng, self.packing.sessions
        length = rng.randint(1, most)
        tokens: list[int] = []
        while len(tokens) < length:
            tokens += rng.choice(rng.choice(sessions).utterances).tokens
        self._add_token(tokenizer().sot_prev, learnt=False)
        for token in tokens[-length:] if rng.random() < 0.5 else tokens[:length]:
            self._add_token(token, learnt=False)

    def _add_sentence(self, one: Placed) -> None:
        utterance = one.utterance
        start, end = _frame(one.at_s + utterance.start_s), _frame(one.at_s + utterance.end_s)
        if self.packing.is_timed:
            self._add_time(start, (start - 3, start + 4))
        if one.is_cut:
            return
        for token, (first_s, last_s) in zip(utterance.tokens, utterance.spans, strict=True):
            self._add_token(token, span=(_frame(one.at_s + first_s) - 2, _frame(one.at_s + last_s) + 2))
        if self.packing.is_timed:
            self._add_time(end, (end - 4, end + 4))

    def _add_time(self, frame: int, span: Span) -> None:
        self._add(self.supply.vocabulary.time_row(self.offset + frame), span, learnt=True)

    def _add_token(self, token: int, *, span: Span = NO_SPAN, learnt: bool = True) -> None:
        self._add(self.supply.vocabulary.row(token), span, learnt=learnt)

    def _add(self, row: int, span: Span, *, learnt: bool) -> None:
        self.rows.append(row)
        self.spans.append(span)
        self.learnt.append(learnt)

    def _clip(self, span: Span) -> Span:
        first, last = max(0, span[0]), min(self.frames, span[1])
        return (first, last) if last > first and span != NO_SPAN else NO_SPAN


def _phonemes(packing: _Packing, numbers: Mapping[str, int], *, frames: int) -> Labels:
    labels = np.zeros(frames, np.int64)
    for first, last, number in _sounding(packing, numbers):
        labels[first : min(last, int(packing.seconds * FRAMES_A_SECOND))] = number
    return labels


def _sounding(packing: _Packing, numbers: Mapping[str, int]) -> Iterator[tuple[int, int, int]]:
    for one in packing.placed:
        for phone in one.utterance.phones:
            first, last = one.at_s + phone.start_s, one.at_s + phone.end_s
            yield math.ceil(first * FRAMES_A_SECOND), math.ceil(last * FRAMES_A_SECOND), numbers.get(phone.name, 0)


def _frame(seconds: float) -> int:
    return round(seconds * FRAMES_A_SECOND)
