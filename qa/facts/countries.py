"""Knows which countries a scope's `country` stands for: one country, or EU for every member state."""

from __future__ import annotations

GROUPS = {
    "EU": frozenset(
        "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE".split()  # noqa: SIM905
    )
}


def is_group(country: str | None) -> bool:
    """Tell whether a name stands for several countries."""
    return country is not None and country.upper() in GROUPS


def is_within(country: str, wanted: str) -> bool:
    """Tell whether `country` is the wanted one or a member of the wanted group; case does not matter."""
    name, place = country.upper(), wanted.upper()
    return name == place or name in GROUPS.get(place, ())
