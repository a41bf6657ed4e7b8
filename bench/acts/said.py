"""A sentence that weights are learnt from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of an agent, what it does, who wrote it, and the part it is left out with.

    `asked` are the labels its writer was told of; of others nothing is known, unless it has none at all.
    """

    text: str
    labels: frozenset[str]
    writer: str
    part: int = 0
    asked: frozenset[str] = frozenset()
