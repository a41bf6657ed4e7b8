"""Reads one fact: its topic, value, scope, validity and source."""

from __future__ import annotations

from qa.domain.fact import NOTES, TOPICS, Fact, Scope, Source
from qa.facts.values import read_value
from qa.keys import Keys
from qa.places import Node, Problems

START_EVENTS = ("order_placed", "goods_received", "notice_received", "complaint_received", "goods_returned")
MOMENTS = ("conversation", "order_date", "delivery_date", "complaint_date")
DIRECTIONS = ("customer_right", "company_promise", "neutral")
SEVERITIES = ("critical", "critical_if_understated", "normal")
SOURCE_KINDS = ("law", "policy")
CERTAINTIES = ("verified", "from_memory", "unsettled")


def read_fact(node: Node, problems: Problems) -> Fact | None:
    """Read one fact; None when it lacks what makes it one."""
    keys = Keys(node, problems, what="a fact")
    id = keys.word("id", is_required=True)
    if id is None:
        return None
    keys.what = f"fact {id!r}"
    topic = keys.choice("topic", (*TOPICS, *NOTES), is_required=True)
    value_keys = keys.keys("value", what=f"'value' of {keys.what}", is_required=True)
    value = read_value(value_keys, topic=topic) if value_keys else None
    source = _read_source(keys)
    valid = keys.keys("valid", what=f"'valid' of {keys.what}")
    start_event = keys.choice("start_event", START_EVENTS)
    scope = _read_scope(keys)
    valid_from, valid_to = (valid.day("from"), valid.day("to")) if valid else (None, None)
    if valid:
        valid.close()
        if valid_from and valid_to and valid_from > valid_to and valid.node:
            problems.add(valid.node, f"{keys.what} ends on {valid_to} before it begins on {valid_from}.")
    as_of = keys.choice("as_of", MOMENTS) or "conversation"
    direction = keys.choice("direction", DIRECTIONS) or "neutral"
    severity = keys.choice("severity", SEVERITIES)
    keys.close()
    if topic is None or value is None or source is None:
        return None
    return Fact(
        id=id,
        topic=topic,
        value=value,
        source=source,
        start_event=start_event,
        scope=scope,
        valid_from=valid_from,
        valid_to=valid_to,
        as_of=as_of,
        direction=direction,
        severity=severity,
    )


def _read_scope(keys: Keys) -> Scope:
    inner = keys.keys("scope", what=f"'scope' of {keys.what}")
    if inner is None:
        return Scope()
    country = inner.word("country")
    scope = Scope(
        country=country.upper() if country else None,
        customer=inner.word("customer"),
        contract=inner.word("contract"),
        product=tuple(sorted(inner.words("product"))),
        product_not=tuple(sorted(inner.words("product_not"))),
    )
    inner.close()
    return scope


def _read_source(keys: Keys) -> Source | None:
    inner = keys.keys("source", what=f"'source' of {keys.what}", is_required=True)
    if inner is None:
        return None
    kind = inner.choice("kind", SOURCE_KINDS, is_required=True)
    ref = inner.word("ref", is_required=True)
    url, reviewed = inner.word("url"), inner.day("reviewed")
    certainty = inner.choice("certainty", CERTAINTIES)
    inner.close()
    if kind is None or ref is None:
        return None
    return Source(kind=kind, ref=ref, url=url, reviewed=reviewed, certainty=certainty)
