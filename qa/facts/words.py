"""Says facts in plain words."""

from __future__ import annotations

from qa.domain.fact import Duration, Money, Percent, Relation, Scope

_RELATIONS = {Relation.AT_MOST: "at most ", Relation.AT_LEAST: "at least ", Relation.EXACT: "", Relation.RANGE: ""}


def describe_value(value: Duration | Money | Percent | str, *, start_event: str | None = None) -> str:
    """Say a value as in formats.md section 4: `at least 14 day calendar from goods_received`."""
    if isinstance(value, str):
        return value
    relation = _RELATIONS[value.relation]
    if isinstance(value, Money):
        return f"{relation}{value.amount} {value.currency or ''}".rstrip()
    if isinstance(value, Percent):
        return f"{relation}{value.n} %"
    count = f"{value.n:g}" if value.n is not None else f"{value.min:g} to {value.max:g}"
    start = f" from {start_event}" if start_event else ""
    return f"{relation}{count} {value.unit} {value.calendar}{start}"


def describe_scope(scope: Scope) -> str:
    """Say whom and what a fact is for."""
    named = [one for one in (scope.country, scope.customer, scope.contract) if one]
    named += [", ".join(scope.product)] if scope.product else []
    named += [f"not {', '.join(scope.product_not)}"] if scope.product_not else []
    return "; ".join(named) or "everything"
