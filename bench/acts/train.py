"""Learns what agents do in a sentence, and sets the bars by sentences whose writers were left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bench.acts.fit import Weights, count_pieces, learn, sums
from bench.acts.read import PARTS, labelled, ordinary
from bench.acts.said import Said
from checks.acts.model import ACTS

SURE, DOUBT, BACKED, BACKED_COMMON = 1 / 20_000, 1 / 1_000, 1 / 500, 1 / 4_000
"""Of sentences of ordinary talk so many may pass a bar."""
COMMON = ("belittle", "sure")
"""Acts whose words good agents say as well ("no drama", "certainly"): phrases need stronger backing."""
_TAIL = 0.01


@dataclass(frozen=True, slots=True)
class Scored:
    """Sums of sentences by weights made without their writers (or parts): shape (sentences, acts)."""

    labelled: Sequence[Said]
    labelled_sums: Any
    ordinary: Sequence[Said]
    ordinary_sums: Any


def score_unseen(language: str) -> Scored:
    """Score every writer's sentences by what the other writers taught, and each part of ordinary talk likewise."""
    from scipy.sparse import vstack

    known, plain = labelled(language), ordinary(language)
    known_counts = count_pieces([one.text for one in known], language=language)
    plain_counts = count_pieces([one.text for one in plain], language=language)
    writers = sorted({one.writer for one in known})
    turns = max(PARTS, len(writers))
    known_sums, plain_sums = np.zeros((len(known), len(ACTS))), np.zeros((len(plain), len(ACTS)))
    for turn in range(turns):
        out = np.array([writers.index(one.writer) == turn % len(writers) for one in known])
        away = np.array([one.part == turn % PARTS for one in plain])
        taught = [one for one, is_out in zip([*known, *plain], [*out, *away], strict=True) if not is_out]
        weights = learn(taught, vstack([known_counts[~out], plain_counts[~away]]).tocsr(), ACTS)
        known_sums[out], plain_sums[away] = sums(weights, known_counts[out]), sums(weights, plain_counts[away])
    return Scored(known, known_sums, plain, plain_sums)


def bars_of(scored: Scored) -> Any:
    """Return the bars of each act: sums that so many sentences of ordinary talk pass, shape (acts, 3).

    Beyond the highest hundredth sums of talk fall off as an exponential with their mean excess there.
    """
    found = []
    for row in range(len(ACTS)):
        talk = scored.ordinary_sums[:, row]
        high = np.quantile(talk, 1 - _TAIL)
        excess = float((talk[talk > high] - high).mean()) if (talk > high).any() else 0.0
        shares = (SURE, DOUBT, BACKED_COMMON if ACTS[row] in COMMON else BACKED)
        tail = [float(high + excess * np.log(_TAIL / share)) for share in shares]
        found.append(tail)
    return np.array(found)


def train(language: str) -> tuple[Weights, Scored]:
    """Learn from all sentences of a language; the bars come from weights that left their writers out."""
    said = [*labelled(language), *ordinary(language)]
    counts = count_pieces([one.text for one in said], language=language)
    return learn(said, counts, ACTS), score_unseen(language)
