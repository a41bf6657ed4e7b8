"""Fits the weights of acts to sentences, and writes them as the checks read them."""

from __future__ import annotations

import io
import lzma
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bench.acts.said import Said
from checks.acts.pieces import BITS, pieces, prepare

KEPT = 12_000
"""So many pieces of each act have a weight, those that weigh most."""
COST, COMMON_RARITY = 30.0, 7.0
"""What an error costs against the size of weights (the C of scikit-learn), for pieces as rare as most are."""
RARITY = 1.5
FEWEST = 40
"""An act is learnt where so many sentences do it."""
_STEPS = 31


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learnt: sums are `counts @ weights.T / sqrt(pieces) + biases`; weights have shape (acts, 2**BITS)."""

    weights: Any
    biases: Any


def learn(said: Sequence[Said], counts: Any, acts: Sequence[str]) -> Weights:
    """Fit a logistic regression for each act (liblinear, balanced classes), its inputs weighed by rarity.

    A piece's rarity is `(ln((1 + n) / (1 + d)) + 1) ** 1.5`, with n sentences and d that have it.
    """
    from scipy.sparse import diags
    from sklearn.linear_model import LogisticRegression

    having = np.asarray(counts.sum(axis=0)).ravel()
    rarity = np.where(having > 0, np.log((1 + len(said)) / (1 + having)) + 1, 0.0) ** RARITY
    scaled = diags(1 / _roots(counts) / rarity.max()) @ counts @ diags(rarity)
    weights, biases = np.zeros((len(acts), counts.shape[1])), np.zeros(len(acts))
    for row, act in enumerate(acts):
        if sum(act in one.labels for one in said) < FEWEST:
            continue
        model = LogisticRegression(
            C=COST * rarity.max() ** 2 / COMMON_RARITY**2,
            solver="liblinear",
            class_weight="balanced",
            random_state=0,
            max_iter=500,
        )
        told = np.array([act in one.asked or not one.labels for one in said])
        model.fit(scaled[told], np.array([act in one.labels for one in said])[told])
        weights[row], biases[row] = model.coef_[0] * rarity / rarity.max(), model.intercept_[0]
    return _rounded(weights, biases)


def _rounded(weights: Any, biases: Any) -> Weights:
    """Keep the pieces that weigh most, act by act, in 31 steps each way, as they are stored."""
    small = np.zeros_like(weights)
    for row, own in enumerate(weights):
        kept = np.argsort(-np.abs(own), kind="stable")[:KEPT]
        step = np.abs(own).max() / _STEPS
        small[row, kept] = np.round(own[kept] / step) * step if step else 0.0
    return Weights(small, biases)


def sums(weights: Weights, counts: Any) -> Any:
    """Return the sums of sentences."""
    return counts @ weights.weights.T / _roots(counts)[:, None] + weights.biases


def count_pieces(texts: Sequence[str], *, language: str) -> Any:
    """Return which pieces each sentence has: a sparse matrix of ones, shape (sentences, 2**BITS)."""
    from scipy.sparse import csr_matrix

    found = [pieces([prepare(text, language=language)])[0] for text in texts]
    ends = np.cumsum([0, *(len(one) for one in found)])
    return csr_matrix((np.ones(ends[-1]), np.concatenate(found), ends), shape=(len(texts), 1 << BITS))


def _roots(counts: Any) -> Any:
    return np.sqrt(np.maximum(np.asarray((counts != 0).sum(axis=1)).ravel(), 1))


def write(weights: Weights, bars: Any, path: Path, acts: Sequence[str]) -> None:
    """Write the weights as the checks read them, without the acts that were not learnt."""
    rows = np.flatnonzero(np.abs(weights.weights).max(axis=1))
    scales = np.abs(weights.weights[rows]).max(axis=1) / _STEPS
    buckets = np.flatnonzero(np.abs(weights.weights).max(axis=0))
    packed = io.BytesIO()
    np.savez(
        packed,
        acts=np.array(acts)[rows],
        steps=np.diff(buckets, prepend=0).astype(np.uint16),
        weights=np.round(weights.weights[rows][:, buckets] / scales[:, None]).astype(np.int8),
        scales=scales,
        biases=weights.biases[rows],
        bars=bars[rows],
    )
    path.write_bytes(lzma.compress(packed.getvalue(), preset=9 | lzma.PRESET_EXTREME))
