"""How many units each stratum gives: in proportion, by Neyman's rule, or as many from each."""

from __future__ import annotations

from collections.abc import Mapping


def allocate(sizes: Mapping[str, int], *, size: int) -> dict[str, int]:
    """Share `size` among strata in proportion to their sizes, never more than a stratum holds."""
    total = sum(sizes.values())
    if not total:
        return {}
    wanted = min(size, total)
    return allocate_shares({name: wanted * count / total for name, count in sizes.items()}, sizes, size=size)


def allocate_shares(shares: Mapping[str, float], sizes: Mapping[str, int], *, size: int) -> dict[str, int]:
    """Round `shares` to whole numbers that sum to `size`, by largest remainder.

    At least one unit of each stratum where the size allows, never more than a stratum holds: what it cannot give
    goes to the others.
    """
    wanted = min(size, sum(sizes.values()))
    floor = 1 if wanted >= len(sizes) else 0
    given = {name: min(count, max(floor, int(shares[name]))) for name, count in sizes.items()}
    by_remainder = sorted(sizes, key=lambda name: (given[name] - shares[name], name))
    while sum(given.values()) < wanted:
        for name in by_remainder:
            if sum(given.values()) < wanted and given[name] < sizes[name]:
                given[name] += 1
    while sum(given.values()) > wanted:
        richest = max(sorted(given), key=lambda name: (given[name] > floor, given[name] - shares[name]))
        given[richest] -= 1
    return given


def neyman_shares(sizes: Mapping[str, int], spreads: Mapping[str, float], *, size: int) -> dict[str, float]:
    """Return n N_h S_h / sum(N_h S_h), the shares of least variance for `size` reviews (Neyman 1934).

    A stratum that would give more than it holds gives all, and the rest is shared anew. Without any spread the
    shares are proportional.
    """
    whole = {name for name, count in sizes.items() if not count}
    shares = dict.fromkeys(sizes, 0.0)
    while open_names := [name for name in sizes if name not in whole]:
        left = size - sum(sizes[name] for name in whole)
        weights = {name: sizes[name] * spreads.get(name, 0.0) for name in open_names}
        if not sum(weights.values()):
            weights = {name: float(sizes[name]) for name in open_names}
        total = sum(weights.values())
        shares |= {name: left * weight / total for name, weight in weights.items()}
        full = {name for name in open_names if shares[name] > sizes[name]}
        if not full:
            break
        whole |= full
    return shares | {name: float(sizes[name]) for name in whole}


def allocate_quota(sizes: Mapping[str, int], *, quota: int) -> dict[str, int]:
    """Return `quota` units of each stratum, or all where it holds fewer."""
    return {name: min(quota, count) for name, count in sizes.items()}
