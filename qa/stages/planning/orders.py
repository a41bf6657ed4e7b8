"""What a plan draws, as it is stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qa.domain.sample import Design, Exclusion, SamplePlan


def write_order(order: SamplePlan) -> dict[str, Any]:
    """Return what is drawn, without seed, ready to be stored."""
    return {
        "design": order.design.value,
        "size": order.size,
        "stratify_by": order.stratify_by,
        "filters": dict(order.filters),
        "exclusions": [one.as_json() for one in order.exclusions],
        "random_share": order.random_share,
        "random_reason": order.random_reason,
        "quota": order.quota,
    }


def read_order(stored: Mapping[str, Any], *, seed: int) -> SamplePlan:
    """Return what `write_order` stored, to be drawn with `seed`."""
    return SamplePlan(
        design=Design(stored["design"]),
        size=stored["size"],
        seed=seed,
        stratify_by=stored["stratify_by"],
        filters=stored["filters"],
        exclusions=tuple(Exclusion.from_json(one) for one in stored["exclusions"]),
        random_share=stored["random_share"],
        random_reason=stored["random_reason"],
        quota=stored["quota"],
    )
