"""Samples that came out smaller than asked for, and which groups gave too few."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.domain.sample.plan import Layer, Stratum


@dataclass(frozen=True, slots=True)
class Shortfall:
    """How many were asked for where fewer were drawn; `groups` are those that gave less than their quota, least first.

    Of a quota and of chosen conversations it speaks of that layer alone: the plain random ones come on top.
    """

    asked: int
    drawn: int
    groups: tuple[Stratum, ...] = ()

    def in_words(self) -> str:
        """Say it in English, for the command line."""
        told = f"Asked for were {self.asked}, there were {self.drawn}."
        groups = ", ".join(f"{one.name} {one.size} of {one.asked}" for one in self.groups)
        return f"{told} Too few: {groups}." if groups else told


def shortfall_of(
    *, asked_size: int | None, size: int, layers: Sequence[Layer], strata: Sequence[Stratum]
) -> Shortfall | None:
    """Return how a stored sample fell short, None where it did not; `asked_size`: the whole frame was too small."""
    if asked_size is not None:
        return Shortfall(asked_size, size)
    for layer in layers:
        if layer.asked is not None:
            short = sorted((one for one in strata if one.asked is not None), key=lambda one: (one.size, one.name))
            return Shortfall(layer.asked, layer.size, tuple(short))
    return None
