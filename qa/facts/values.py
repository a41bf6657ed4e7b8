"""Reads the typed value of a fact: a duration, a sum of money, a share or a text."""

from __future__ import annotations

from collections.abc import Mapping

from qa.domain.fact import NOTES, Duration, Money, Percent, Relation
from qa.keys import Keys
from qa.places import name_known

Value = Duration | Money | Percent | str

UNITS = ("hour", "day", "week", "month", "year")
CALENDARS = ("calendar", "working")
_DAYS_PER_WEEK = 7

TYPES_BY_TOPIC: Mapping[str, tuple[str, ...]] = {
    "withdrawal.period": ("duration",),
    "return.period": ("duration",),
    "refund.time": ("duration",),
    "complaint.reply": ("duration",),
    "dispatch.time": ("duration",),
    "delivery.time": ("duration",),
    "delivery.date": ("text", "duration"),
    "shipping.price": ("money",),
    "shipping.free_from": ("money",),
    "return.cost": ("money", "text"),
    "guarantee.period": ("duration",),
    "conformity.period": ("duration",),
    "product.price": ("money",),
    "order.total": ("money",),
    "order.status": ("text",),
    "coupon.value": ("money", "percent"),
    "opening.hours": ("text",),
} | dict.fromkeys(NOTES, ("duration", "text"))


def read_value(keys: Keys, *, topic: str | None) -> Value | None:
    """Read a value of one of the types its topic has; weeks become 7 days each. None when it cannot be read."""
    kind = keys.choice("type", ("duration", "money", "percent", "text"), is_required=True)
    entry, known = keys.entry("type"), TYPES_BY_TOPIC.get(topic or "")
    if kind and known and kind not in known and entry:
        keys.problems.add(entry.node, f"topic {topic!r} has no value of type {kind!r}. Known: {name_known(known)}.")
        return None
    read = {"duration": _duration, "money": _money, "percent": _percent, "text": _text}
    value = read[kind](keys) if kind else None
    if kind:
        keys.close()
    return value


def _duration(keys: Keys) -> Duration | None:
    unit = keys.choice("unit", UNITS, is_required=True)
    n, low, high = keys.number("n"), keys.number("min"), keys.number("max")
    calendar = keys.choice("calendar", CALENDARS) or "calendar"
    relation = keys.choice("relation", (one.value for one in Relation))
    is_range = low is not None and high is not None
    if keys.node is None or unit is None:
        return None
    if (n is None) != is_range or (n is not None and (low is not None or high is not None)):
        keys.problems.add(keys.node, f"{keys.what} needs either 'n' or both 'min' and 'max'.")
        return None
    if any(one is not None and one < 0 for one in (n, low, high)) or (low or 0) > (high or 0):
        keys.problems.add(keys.node, f"{keys.what} must be 0 or more, with 'min' not above 'max'.")
        return None
    expected = Relation.RANGE if is_range else Relation.EXACT
    chosen = Relation(relation) if relation else expected
    if (chosen is Relation.RANGE) != is_range:
        keys.problems.add(keys.node, f"{keys.what}: relation 'range' goes with 'min' and 'max', the others with 'n'.")
        return None
    days = _DAYS_PER_WEEK if unit == "week" else 1
    return Duration(
        unit="day" if unit == "week" else unit,
        n=None if n is None else n * days,
        min=None if low is None else low * days,
        max=None if high is None else high * days,
        calendar=calendar,
        relation=chosen,
    )


def _money(keys: Keys) -> Money | None:
    amount = keys.decimal("amount", is_required=True)
    currency, entry = keys.word("currency", is_required=True), keys.entry("currency")
    relation = _one_value_relation(keys)
    if currency and entry and not (len(currency) == 3 and currency.isascii() and currency.isupper()):
        keys.problems.add(
            entry.node, f"'currency' of {keys.what} cannot be {currency!r}: expected ISO 4217 such as PLN."
        )
        return None
    if amount is not None and amount < 0 and keys.node is not None:
        keys.problems.add(keys.node, f"'amount' of {keys.what} cannot be below 0.")
        return None
    return None if amount is None or currency is None else Money(amount, currency, relation)


def _percent(keys: Keys) -> Percent | None:
    n = keys.decimal("n", is_required=True)
    relation = _one_value_relation(keys)
    return None if n is None else Percent(n, relation)


def _text(keys: Keys) -> str | None:
    return keys.word("text", is_required=True)


def _one_value_relation(keys: Keys) -> Relation:
    chosen = keys.choice("relation", (one.value for one in Relation if one is not Relation.RANGE))
    return Relation(chosen) if chosen else Relation.EXACT
