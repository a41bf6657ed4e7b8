"""Reads `government.yaml`: which case follows which preposition, phrase and verb."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from checks.polish.slots import slots


@dataclass(frozen=True, slots=True)
class Demand:
    """A case something asks for. `also` may stand there too; nouns `excepted` have a use of their own."""

    cases: int
    also: int = 0
    is_reflexive: bool = False
    is_impersonal: bool = False
    excepted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Government:
    """All demands: by preposition, by its last two words for a phrase, by what stands before a preposition, by verb."""

    prepositions: Mapping[str, Demand]
    phrases: Mapping[tuple[str, str], Demand]
    phrase_ends: frozenset[str]
    after: Mapping[tuple[str, str], Demand] = field(repr=False)
    verbs: Mapping[str, Demand] = field(repr=False)
    times: frozenset[str] = field(repr=False)
    pronouns: frozenset[str] = field(repr=False)
    kinds: frozenset[str] = field(repr=False)


@cache
def government() -> Government:
    """Return what the file says; a form is keyed as `=zgodnie`, a lemma as itself."""
    read: dict[str, Any] = YAML(typ="safe").load(Path(__file__).with_name("government.yaml"))
    after: dict[tuple[str, str], Demand] = {}
    for entry in read["with_preposition"]:
        demand = Demand(slots(cases=entry["case"]), excepted=frozenset(entry.get("not", ())))
        keys = [f"={form}" for form in entry.get("forms", ())] + entry.get("verbs", []) + entry.get("nouns", [])
        after |= {(key, entry["preposition"]): demand for key in keys}
    return Government(
        prepositions={one: Demand(slots(cases=case)) for case, found in read["prepositions"].items() for one in found},
        phrases={tuple(pair): Demand(slots(cases=case)) for case, found in read["phrases"].items() for pair in found},
        phrase_ends=frozenset(last for found in read["phrases"].values() for _, last in found),
        after=after,
        verbs={
            lemma: Demand(
                slots(cases=entry["case"]),
                _cases(entry.get("also")),
                is_reflexive=entry.get("reflexive", False),
                is_impersonal=entry.get("impersonal", False),
            )
            for entry in read["verbs"]
            for lemma in entry["verbs"]
        },
        times=frozenset(read["words"]["times"]),
        pronouns=frozenset(read["words"]["pronouns"]),
        kinds=frozenset(read["words"]["kinds"]),
    )


def _cases(named: str | None) -> int:
    return slots(cases=named) if named else 0
