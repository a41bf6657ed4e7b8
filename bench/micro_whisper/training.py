"""Trains the miniature model through its course, stage by stage; a stage that is finished is not trained again."""

from __future__ import annotations

import queue
import random
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from bench.micro_whisper.corpus import Session, read_corpus
from bench.micro_whisper.course import Course, Phase, Stage
from bench.micro_whisper.grammar import LANGUAGES
from bench.micro_whisper.network import Batch, Network, grow
from bench.micro_whisper.tokens import Vocabulary, tokenizer, vocabulary_of
from bench.micro_whisper.windows import NO_SPAN, NOT_LEARNT, Supply, Window, make_window

SEED = 7
_SMOOTHED = 0.998
_SHOWN = 50
_BATCHES_AHEAD = 8
_WAIT_S = 0.5

Say = Callable[[str], None]


def train(course: Course, work: Path, *, threads: int, say: Say) -> Path:
    """Train every stage and return the last checkpoint. The corpora lie in `work` as corpus-0 and so on."""
    torch.set_num_threads(threads)
    before: Path | None = None
    for number, stage in enumerate(course.stages):
        path = work / f"stage-{number}.pt"
        if not path.exists():
            torch.manual_seed(SEED + number)
            _train_stage(stage, path, before=before, work=work, seed=SEED + number, say=say)
        before = path
    assert before
    return before


def _train_stage(stage: Stage, path: Path, *, before: Path | None, work: Path, seed: int, say: Say) -> None:
    sessions = [one for number in stage.corpora for one in read_corpus(work / f"corpus-{number}.pkl")]
    known = torch.load(before, weights_only=False) if before else None
    used = known["used"] if known else vocabulary_of(_tokens(sessions)).used
    names = known["phonemes"] if known else sorted({one.name for one in _phones(sessions)})
    supply = _supply(sessions, Vocabulary(used), names)
    network = Network(len(used), supply.vocabulary.unused, len(names) + 1, layers=stage.layers)
    if known:
        network.load_state_dict(grow(known["network"], network))
    smooth = grow(known["smooth"], network) if known else network.state_dict()
    training = _Training(network, {name: value.clone() for name, value in smooth.items()}, say)
    for place, phase in enumerate(stage.phases):
        training.run(supply, phase, seed=seed * 100 + place)
    kept = {"network": network.state_dict(), "smooth": training.smooth, "used": used, "phonemes": names}
    torch.save(kept, path)


class _Training:
    """A network on its way; `smooth` is the running mean of its weights, which is what is exported."""

    def __init__(self, network: Any, smooth: dict[str, Any], say: Say) -> None:
        self.network, self.smooth, self._say = network, smooth, say
        self._optimizer = torch.optim.AdamW(network.parameters(), betas=(0.9, 0.98), weight_decay=0.01)

    def run(self, supply: Supply, phase: Phase, *, seed: int) -> None:
        """Train one phase."""
        for step, batch in enumerate(_batches(supply, phase, seed)):
            for group in self._optimizer.param_groups:
                group["lr"] = phase.rate_at(step)
            losses = self.network.losses(batch)
            guide = losses.ahead + 0.5 * losses.here
            loss = losses.tokens + phase.phonemes * losses.phonemes + phase.guide * guide
            self._optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
            self._optimizer.step()
            self._smooth(step)
            if step % _SHOWN == 0 or step + 1 == phase.steps:
                self._say(f"{phase.name}: step {step}, loss {float(loss):.3f}, {float(losses.right):.0%} right")

    def _smooth(self, step: int) -> None:
        kept = min(_SMOOTHED, (1 + step) / (10 + step))
        with torch.no_grad():
            for name, value in self.network.state_dict().items():
                if value.dtype.is_floating_point:
                    self.smooth[name].lerp_(value, 1 - kept)


def _batches(supply: Supply, phase: Phase, seed: int) -> Iterator[Batch]:
    """Yield the batches of a phase, made beside the training."""
    ready: queue.Queue[Batch] = queue.Queue(_BATCHES_AHEAD)
    stop = threading.Event()

    def make() -> None:
        rng, noise = random.Random(seed), np.random.default_rng(seed)
        for _ in range(phase.steps):
            batch = _batch(supply, phase, rng, noise)
            while not stop.is_set():
                try:
                    ready.put(batch, timeout=_WAIT_S)
                    break
                except queue.Full:
                    continue

    threading.Thread(target=make, daemon=True).start()
    try:
        for _ in range(phase.steps):
            yield ready.get()
    finally:
        stop.set()


def _batch(supply: Supply, phase: Phase, rng: random.Random, noise: np.random.Generator) -> Batch:
    frames, prompt = rng.choice(phase.frames), rng.choice(phase.prompts)
    windows = [
        make_window(supply, phase, frames=frames, prompt=prompt, rng=rng, noise=noise)
        for _ in range(max(1, phase.batch // frames))
    ]
    end = supply.vocabulary.row(tokenizer().eot)
    arrays = (
        np.stack([one.mel for one in windows]),
        np.array([one.offset for one in windows]),
        np.stack([one.phonemes for one in windows]),
        _padded(windows, lambda one: one.inputs, end),
        _padded(windows, lambda one: one.targets, NOT_LEARNT),
        _padded(windows, lambda one: one.ahead, NO_SPAN),
        _padded(windows, lambda one: one.here, NO_SPAN),
    )
    return Batch(*(torch.from_numpy(array) for array in arrays))


def _padded(windows: Sequence[Window], part: Callable[[Window], Sequence[Any]], filler: Any) -> Any:
    longest = max(len(part(one)) for one in windows)
    return np.array([[*part(one), *[filler] * (longest - len(part(one)))] for one in windows], dtype=np.int64)


def _supply(sessions: Sequence[Session], vocabulary: Vocabulary, names: Sequence[str]) -> Supply:
    """Return what windows are made of; sentences with a token that the first corpus did not have are left out."""
    known = [
        Session(one.language, tuple(said for said in one.utterances if vocabulary.knows(said.tokens)))
        for one in sessions
    ]
    by_language: Mapping[str, Sequence[Session]] = {
        language: [one for one in known if one.language == language and one.utterances] for language in LANGUAGES
    }
    return Supply(by_language, vocabulary, {name: number + 1 for number, name in enumerate(names)})


def _tokens(sessions: Sequence[Session]) -> Iterator[int]:
    for session in sessions:
        for utterance in session.utterances:
            yield from utterance.tokens


def _phones(sessions: Sequence[Session]) -> Iterator[Any]:
    for session in sessions:
        for utterance in session.utterances:
            yield from utterance.phones
