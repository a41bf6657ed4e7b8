"""What a stored sample lacks of what was asked for."""

from __future__ import annotations

from qa.domain.sample import Layer, Shortfall, Stratum, shortfall_of
from qa.store import tables


def read_shortfall(sample: tables.Sample) -> Shortfall | None:
    """Return how a sample fell short, with the groups that did; None where it did not."""
    return shortfall_of(
        asked_size=sample.asked_size,
        size=sample.size,
        layers=[Layer.from_json(one) for one in sample.layers],
        strata=[Stratum(**one) for one in sample.strata],
    )
