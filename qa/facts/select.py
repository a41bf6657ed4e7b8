"""Selects the facts that speak to a topic on a day for a scope."""

from __future__ import annotations

from datetime import date

from qa.domain.fact import Fact, FactBase, Scope
from qa.facts.countries import is_group, is_within

_NAMED, _GROUP = 2, 1


def find_facts(base: FactBase, topic: str, *, on: date, scope: Scope) -> tuple[Fact, ...]:
    """Return the facts that may apply, most specific first.

    The most specific scope wins: of the facts whose every condition is known to hold, only the
    most specific remain. A more specific fact with a condition that `scope` leaves open stays
    too, so more than one answer means that it depends on something not known here. `holds` tells
    of each answer whether it is certain; nothing should be failed on one that is not.
    """
    fitting = [
        fact for fact in base.facts if fact.topic == topic and is_valid(fact, on) and _may_hold(fact.scope, scope)
    ]
    certain = [fact for fact in fitting if holds(fact.scope, scope)]
    floor = max((specificity(fact.scope) for fact in certain), default=-1)
    chosen = [
        fact
        for fact in fitting
        if specificity(fact.scope) > floor or (fact in certain and specificity(fact.scope) == floor)
    ]
    return tuple(sorted(chosen, key=lambda fact: (-specificity(fact.scope), fact.id)))


def is_valid(fact: Fact, on: date) -> bool:
    """Tell whether a fact is in force on a day."""
    return (fact.valid_from is None or fact.valid_from <= on) and (fact.valid_to is None or on <= fact.valid_to)


def holds(wanted: Scope, known: Scope) -> bool:
    """Tell whether everything the scope of a fact names is known to hold, so that nothing is left open.

    Exclusions hold until a product is known.
    """
    is_known = all(need is None or need == have for need, have in _pairs(wanted, known))
    is_placed = wanted.country is None or (known.country is not None and is_within(known.country, wanted.country))
    return is_known and is_placed and (not wanted.product or bool(set(wanted.product) & set(known.product)))


def specificity(scope: Scope) -> int:
    """Weigh the conditions a scope names: a group of countries counts half of a country."""
    named = (scope.customer, scope.contract, scope.product, scope.product_not)
    place = 0 if scope.country is None else _GROUP if is_group(scope.country) else _NAMED
    return place + _NAMED * sum(1 for one in named if one)


def _may_hold(wanted: Scope, known: Scope) -> bool:
    """Tell whether nothing known contradicts the scope of a fact."""
    pairs = _pairs(wanted, known)
    if wanted.country and known.country and not is_within(known.country, wanted.country):
        return False
    if any(need is not None and have is not None and need != have for need, have in pairs):
        return False
    if wanted.product and known.product and not set(wanted.product) & set(known.product):
        return False
    return not (known.product and set(known.product) <= set(wanted.product_not))


def _pairs(wanted: Scope, known: Scope) -> tuple[tuple[str | None, str | None], ...]:
    return (
        (_folded(wanted.customer), _folded(known.customer)),
        (_folded(wanted.contract), _folded(known.contract)),
    )


def _folded(name: str | None) -> str | None:
    return name.casefold() if name else None
