"""Cuts sentences into the pieces that weights are learnt for: runs of letters and of words, each a number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from checks.normal import normalise

BITS = 18
"""A piece is a number below `2 ** BITS`; two pieces may share one."""
_SIZES, _WORDS = (3, 4, 5), (1, 2, 3)
_FARTHEST = 400
"""So many signs of a sentence are looked at."""
_LONGEST = 8_000
_DIGITS, _OTHER = re.compile(r"\d+"), re.compile(r"[^\w?!%]|_")
_BASE, _MIX, _WORD_SALT = 0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93, 100


def _powers(base: int) -> Any:
    return np.array([pow(base, power, 1 << 64) for power in range(_LONGEST + 1)], dtype=np.uint64)


_FORWARD, _BACK = _powers(_BASE), _powers(pow(_BASE, -1, 1 << 64))


def prepare(sentence: str, *, language: str) -> str:
    """Return a sentence as pieces are cut from it: as phrases are compared, numbers as 0, no signs but ? ! and %."""
    plain = _OTHER.sub(" ", _DIGITS.sub("0", normalise(sentence, language=language).text))
    return f" {' '.join(plain.replace('?', ' ? ').replace('!', ' ! ').split())[:_FARTHEST]} "


def pieces(prepared: Sequence[str]) -> tuple[Any, Any]:
    """Return the different pieces of prepared sentences, and which sentence each is of: two arrays, shape (n,).

    Pieces are all runs of three to five signs, spaces too, and of one to three words. Each is hashed as a polynomial
    modulo 2**64 (Karp and Rabin, 1987), for all the sentences in one pass; sentences beyond 8,000 signs have none.
    """
    text = "".join(prepared)[:_LONGEST]
    signs = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    owner = np.repeat(np.arange(len(prepared)), [len(one) for one in prepared])[:_LONGEST]
    found: list[Any] = []
    owners: list[Any] = []
    with np.errstate(over="ignore"):
        run = signs
        for size in range(2, min(_SIZES[-1], len(signs)) + 1):
            run = run[:-1] * np.uint64(_BASE) + signs[size - 1 :]
            if size in _SIZES:
                _add(found, owners, run + np.uint64(size), owner[: len(run)], owner[size - 1 :])
        gaps = np.flatnonzero(signs == ord(" "))
        sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(signs * _FORWARD[: len(signs)])))
        for size in _WORDS:
            first, last = gaps[:-size] + 1, gaps[size:]
            own = (sums[last] - sums[first]) * _BACK[first] + np.uint64(_WORD_SALT + size)
            _add(found, owners, own, owner[gaps[:-size]], owner[last])
        mixed = np.concatenate(found) * np.uint64(_MIX)
        mixed ^= mixed >> np.uint64(29)
        mixed *= np.uint64(_BASE)
    numbers = (mixed >> np.uint64(64 - BITS)).astype(np.int64)
    both = np.unique((np.concatenate(owners).astype(np.int64) << BITS) | numbers)
    return both & ((1 << BITS) - 1), both >> BITS


def _add(found: list[Any], owners: list[Any], hashed: Any, first: Any, last: Any) -> None:
    """Keep what begins and ends in one sentence."""
    is_within = first == last
    found.append(hashed[is_within])
    owners.append(first[is_within])
