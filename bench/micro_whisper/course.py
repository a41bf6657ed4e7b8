"""The course of a training, read from training.yaml."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

_NO_CHUNK = (0.0, 9999, 0.0)


@dataclass(frozen=True, slots=True)
class CorpusPlan:
    """How much speech is made: `spliced` is the share of sentences that say nothing."""

    seed: int
    sessions: int
    spliced: float


@dataclass(frozen=True, slots=True)
class Phase:
    """A part of the training; see training.yaml for what each value means."""

    name: str
    steps: int
    frames: tuple[int, ...]
    batch: int
    prompts: tuple[int, ...]
    rate: tuple[float, float]
    guide: float
    phonemes: float
    warm: int = 150
    warp: float = 0.0
    prompted: float = 0.45
    chunk: tuple[float, int, float] = _NO_CHUNK

    def rate_at(self, step: int) -> float:
        """Return the rate of learning: a cosine from the first to the last, slowly begun."""
        first, last = self.rate
        cosine = 0.5 * (1 + math.cos(math.pi * step / self.steps))
        return (last + (first - last) * cosine) * min(1.0, (step + 1) / self.warm)


@dataclass(frozen=True, slots=True)
class Stage:
    """Phases trained with one depth of the decoder on the same corpora, given by their numbers."""

    layers: int
    corpora: tuple[int, ...]
    phases: tuple[Phase, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """The whole training."""

    corpora: tuple[CorpusPlan, ...]
    stages: tuple[Stage, ...]


def load_course(*, scale: float = 1.0) -> Course:
    """Read the course; `scale` below 1 shortens corpora and phases, for a trial."""
    told = YAML(typ="safe").load(Path(__file__).with_name("training.yaml"))
    corpora = (
        CorpusPlan(one["seed"], max(1, round(one["sessions"] * scale)), one["spliced"]) for one in told["corpora"]
    )
    stages = (
        Stage(one["layers"], tuple(one["corpora"]), tuple(_phase(phase, scale) for phase in one["phases"]))
        for one in told["stages"]
    )
    return Course(tuple(corpora), tuple(stages))


def _phase(told: dict[str, Any], scale: float) -> Phase:
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in told.items()}
    return Phase(**{**values, "steps": max(1, round(told["steps"] * scale))})
