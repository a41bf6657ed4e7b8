"""Sets of number, case and gender as bits of one integer: two forms agree when their sets share a bit."""

from __future__ import annotations

from functools import cache
from itertools import product

NUMBERS = ("sg", "pl")
CASES = ("nom", "gen", "dat", "acc", "inst", "loc", "voc")
GENDERS = ("m1", "m2", "m3", "f", "n")
_BITS = {slot: 1 << place for place, slot in enumerate(product(NUMBERS, CASES, GENDERS))}


@cache
def slots(
    *,
    numbers: str = "sg.pl",
    cases: str = ".".join(CASES),
    genders: str = ".".join(GENDERS),
) -> int:
    """Return the set of all slots of these numbers, cases and genders, each given as `nom.acc`."""
    return sum(
        bit
        for (number, case, gender), bit in _BITS.items()
        if number in numbers.split(".") and case in cases.split(".") and gender in genders.split(".")
    )


ALL = slots()
SINGULAR = slots(numbers="sg")
PLURAL = slots(numbers="pl")
NOMINATIVE = slots(cases="nom")
GENITIVE = slots(cases="gen")
DATIVE = slots(cases="dat")
ACCUSATIVE = slots(cases="acc")
VOCATIVE = slots(cases="voc")
PLURAL_GENITIVE = slots(numbers="pl", cases="gen")
SINGULAR_GENITIVE = slots(numbers="sg", cases="gen")
MEN = slots(genders="m1")
NEUTER = slots(genders="n")


@cache
def slots_of_tag(tag: str) -> int:
    """Return the slots a Morfeusz tag of a noun, adjective, numeral or pronoun stands for (`subst:pl:nom.acc:f`)."""
    fields = [field.split(".") for field in tag.split(":")[1:]]

    def values(known: tuple[str, ...]) -> str:
        return ".".join(value for field in fields if set(field) <= set(known) for value in field) or ".".join(known)

    return slots(numbers=values(NUMBERS), cases=values(CASES), genders=values(GENDERS))


def cases_in(found: int) -> frozenset[str]:
    """Return the cases a set of slots holds."""
    return frozenset(case for case in CASES if found & slots(cases=case))


def same_number_and_gender(found: int, other: int) -> bool:
    """Tell whether two sets share a number and gender, whatever the case."""
    return any(
        found & (place := slots(numbers=number, genders=gender)) and other & place
        for number in NUMBERS
        for gender in GENDERS
    )
