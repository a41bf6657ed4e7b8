"""How the statistics commands print a figure and its interval."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa.statistics.values import Estimate, Interval


def estimate_json(estimate: Estimate) -> dict[str, object]:
    """Write a figure; `value` and `interval` are null where there is none, and `reason` says why.

    `id` is the name for programs: `krippendorff_alpha_nominal`, `icc_2_1`.
    """
    return {
        "id": re.sub(r"[^a-z0-9]+", "_", estimate.name.lower().replace("'s", "").replace("s'", "s")).strip("_"),
        "name": estimate.name,
        "value": estimate.value,
        "interval": interval_json(estimate.interval),
        "n": estimate.n,
        "method": estimate.method,
        "reason": estimate.reason,
    }


def interval_json(interval: Interval | None) -> dict[str, float] | None:
    """Write an interval, or null."""
    if interval is None:
        return None
    return {"low": interval.low, "high": interval.high, "confidence": interval.confidence}


def estimate_line(estimate: Estimate, *, label: str | None = None) -> str:
    """Write a figure as one indented line, under its name or another."""
    head = f"  {label or estimate.name:<38} "
    if estimate.value is None:
        return f"{head}{'-':>7}  {estimate.reason}"
    ends = "" if estimate.interval is None else f"  {estimate.interval.low:.4f} to {estimate.interval.high:.4f}"
    reason = f"  ({estimate.reason})" if estimate.reason else ""
    return f"{head}{estimate.value:>7.4f}{ends}{reason}"
