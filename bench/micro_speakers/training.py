"""Trains the two networks, each on one thread: about half an hour of a core together."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn import functional

from bench.micro_speakers.embedding import Embedding, Naming
from bench.micro_speakers.segmentation import Segmentation
from bench.micro_speakers.windows import Bands, Windows, read_windows

Say = Callable[[str], None]

_SHOWN = 50
_RATE = 2e-3
_WARM = 60
_LOOK_AGAIN = 100


def train_segmentation(work: Path, *, steps: int, batch: int, say: Say, seed: int = 7) -> Path:
    """Train on the windows in `work` (windows-*.npz; those that come later are read too), and return the checkpoint."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    network = Segmentation()
    learning = _Learning(network.parameters(), steps)
    known: list[Path] = []
    for step in range(steps):
        if step % _LOOK_AGAIN == 0 and (found := sorted(work.glob("windows-*.npz"))) != known:
            known = [path for path in found if ".part" not in path.name]
            windows = read_windows(known)
        spectra, classes = _draw_windows(windows, rng, batch)
        loss = in_any_order(network(spectra), classes)
        learning.step(loss, step)
        if step % _SHOWN == 0 or step + 1 == steps:
            say(f"segmentation: step {step}, {len(windows.spectra)} windows, loss {float(loss.detach()):.3f}")
        if step % 500 == 0 or step + 1 == steps:
            torch.save(network.state_dict(), work / "segmentation.pt")
    return work / "segmentation.pt"


def train_embedding(speakers: Sequence[Sequence[Bands]], work: Path, *, steps: int, batch: int, say: Say) -> Path:
    """Train on the sentences of speakers, and return the checkpoint."""
    torch.manual_seed(7)
    rng = random.Random(7)
    network, naming = Embedding(), Naming(len(speakers))
    learning = _Learning([*network.parameters(), *naming.parameters()], steps)
    for step, (bands, names) in enumerate(_draw_pieces(speakers, rng, steps=steps, batch=batch)):
        loss, right = naming(network(bands), names)
        learning.step(loss, step)
        if step % _SHOWN == 0 or step + 1 == steps:
            say(f"embedding: step {step}, loss {float(loss.detach()):.3f}, {float(right):.0%} right")
        if step % 500 == 0 or step + 1 == steps:
            torch.save(network.state_dict(), work / "embedding.pt")
    return work / "embedding.pt"


def in_any_order(said: Any, classes: Any) -> Any:
    """Return the loss of (windows, frames, classes) with the order of speakers that fits each window best."""
    orders = [functional.nll_loss(said.transpose(1, 2), one, reduction="none").mean(-1) for one in classes.unbind(1)]
    return torch.stack(orders).min(0).values.mean()


class _Learning:
    """A run of AdamW whose rate rises, then falls as a cosine."""

    def __init__(self, values: Any, steps: int) -> None:
        self._values, self._steps = list(values), steps
        self._optimizer = torch.optim.AdamW(self._values, weight_decay=0.02)

    def step(self, loss: Any, number: int) -> None:
        """Learn from one batch."""
        share = 0.5 * (1 + math.cos(math.pi * number / self._steps))
        for group in self._optimizer.param_groups:
            group["lr"] = _RATE * max(0.02, share) * min(1.0, (number + 1) / _WARM)
        self._optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self._values, 1.0)
        self._optimizer.step()


def _draw_windows(windows: Windows, rng: np.random.Generator, batch: int) -> tuple[Any, Any]:
    """Return some windows, each as a line of its own might colour it."""
    chosen = rng.integers(0, len(windows.spectra), batch)
    spectra = windows.spectra[chosen].astype(np.float32)
    bands = spectra.shape[1]
    tilt = rng.normal(0, 1, (batch, 1, 1)) * np.linspace(-1, 1, bands)[None, :, None]
    spectra += tilt.astype(np.float32) + rng.normal(0, 0.5, (batch, 1, 1)).astype(np.float32)
    for one in spectra:
        first = rng.integers(0, bands)
        one[first : first + rng.integers(0, 8)] = one.mean()
    return torch.from_numpy(spectra), torch.from_numpy(windows.classes[chosen].astype(np.int64))


def _draw_pieces(
    speakers: Sequence[Sequence[Bands]], rng: random.Random, *, steps: int, batch: int
) -> Iterator[tuple[Any, Any]]:
    """Yield pieces of one to three sentences, half a second to four, less their mean."""
    for _ in range(steps):
        length = int(math.exp(rng.uniform(math.log(45), math.log(300))))
        names = [rng.randrange(len(speakers)) for _ in range(batch)]
        pieces = [_piece(speakers[name], length, rng) for name in names]
        bands = np.stack(pieces).astype(np.float32)
        yield torch.from_numpy(bands - bands.mean(1, keepdims=True)), torch.tensor(names)


def _piece(sentences: Sequence[Bands], length: int, rng: random.Random) -> Any:
    said = np.concatenate([rng.choice(sentences) for _ in range(1 + length // 80)])
    while len(said) < length:
        said = np.concatenate([said, said])
    first = rng.randint(0, len(said) - length)
    return said[first : first + length]
