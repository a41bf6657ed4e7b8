"""Tells for whom and for which day facts are to be looked up, from what is known of a conversation."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from qa.domain.fact import Fact, FactBase, Money, Order, OrderBase, Scope
from qa.facts.countries import is_within
from qa.facts.select import find_facts, holds
from qa.ports import Reading

_WORD = re.compile(r"[\w-]+")
_ORDER_NUMBER = re.compile(
    r"(?:zam[oó]wieni\w*|order|pedido|encomenda|الطلب|طلبك|คำสั่งซื้อ|ออเดอร์)\W{0,3}"
    r"(?:(?:nr|numer\w*|number|no|num|n\.?º|número|رقم|เลขที่|หมายเลข)\W{0,3})?((?:[A-Z]{1,4}-?)?\d{3,}[\w-]*)"
    r"(?![.,]\d|\s?(?:zł|pln|eur|gbp|usd|brl|sar|thb|€|£|\$|reais|euros?|pounds?|ريال|บาท))",
    re.IGNORECASE,
)
_LAST_DAY = date(9999, 12, 31)
_USUAL = {"customer": "consumer", "contract": "distance"}


def orders_named(reading: Reading, *, until: int | None = None) -> tuple[Order, ...]:
    """Return the orders whose number is said in the conversation, up to and with message `until`."""
    orders = reading.materials.orders.orders
    if not orders:
        return ()
    messages = reading.conversation.messages[: None if until is None else until + 1]
    named = [word for one in messages for word in _words_of(one.subject or "", one.text) if word in orders]
    return tuple(orders[word] for word in dict.fromkeys(named))


def is_order_named(reading: Reading, *, until: int) -> bool:
    """Tell whether it is sure which order is spoken of: its number was said, or the source noted it.

    A customer who has one order in the records may speak of another thing: of one in the basket, or bought elsewhere.
    """
    noted = _text(reading.conversation.metadata.get("order"))
    return noted in reading.materials.orders.orders or bool(orders_named(reading, until=until))


@lru_cache(maxsize=512)
def _words_of(subject: str, text: str) -> tuple[str, ...]:
    """Return the words a number may be among; kept, because every claim of a conversation asks again."""
    return tuple(_WORD.findall(f"{subject} {text}"))


def names_unknown_order(reading: Reading, *, until: int) -> bool:
    """Tell whether an order number was said, up to and with message `until`, that the records do not know."""
    orders = reading.materials.orders.orders
    messages = reading.conversation.messages[: until + 1]
    return any(number not in orders for one in messages for number in _ORDER_NUMBER.findall(one.text))


def orders_of_customer(reading: Reading) -> tuple[Order, ...]:
    """Return the orders of this customer, by the customer's id."""
    customer = reading.conversation.customer
    if customer is None or customer.id is None:
        return ()
    return _by_customer(reading.materials.orders).get(customer.id, ())


def _by_customer(base: OrderBase) -> Mapping[str, tuple[Order, ...]]:
    """Index the orders by customer, once for each version of them: there may be hundreds of thousands."""
    if not base.content_hash or base.content_hash not in _INDEX:
        _INDEX.clear()
        index: dict[str, list[Order]] = {}
        for order in base.orders.values():
            index.setdefault(order.customer_id or "", []).append(order)
        _INDEX[base.content_hash] = {customer: tuple(orders) for customer, orders in index.items()}
    return _INDEX[base.content_hash]


_INDEX: dict[str, dict[str, tuple[Order, ...]]] = {}


def _by_topic(base: FactBase) -> Mapping[str, tuple[Fact, ...]]:
    """Index the facts by topic, once for each version of them."""
    if not base.content_hash or base.content_hash not in _TOPICS:
        _TOPICS.clear()
        _TOPICS[base.content_hash] = {
            topic: tuple(fact for fact in base.facts if fact.topic == topic)
            for topic in {fact.topic for fact in base.facts}
        }
    return _TOPICS[base.content_hash]


_TOPICS: dict[str, dict[str, tuple[Fact, ...]]] = {}


def only_order(reading: Reading) -> Order | None:
    """Return the one order the conversation is about; None where there is none or a choice."""
    orders = orders_named(reading) or orders_of_customer(reading)
    return orders[0] if len(orders) == 1 else None


def is_price_of_order(reading: Reading, said: Money) -> bool:
    """Tell whether the order was shipped at that price, or is large enough to be shipped free."""
    order = only_order(reading)
    if order is None:
        return False
    goods = None if order.total is None else order.total - (order.shipping.price or 0)
    bounds = [fact.value for fact in reading.materials.facts.facts if fact.topic == "shipping.free_from"]
    is_free = goods is not None and any(
        isinstance(bound, Money) and bound.currency == order.currency and goods >= bound.amount for bound in bounds
    )
    return order.shipping.price == said.amount or (said.amount == 0 and is_free)


def day_of(reading: Reading, message: int) -> date | None:
    """Return the local day of a message; None where no time is known."""
    conversation = reading.conversation
    at = conversation.messages[message].sent_at or conversation.started_at
    return _local(at, reading) if at else None


def facts_for(reading: Reading, topic: str, *, message: int, kind: str) -> tuple[tuple[Fact, bool], ...]:
    """Return (fact, is it certain to apply) on a topic, of the law or of the shop's own policy.

    Law and policy are looked up apart, since a policy may give more than the law and does not replace it.
    """
    on_topic = _by_topic(reading.materials.facts).get(topic, ())
    own = [fact for fact in on_topic if (fact.source.kind == "law") == (kind == "law")]
    if not own:
        return ()
    order = only_order(reading)
    scope = _scope(reading, on_topic, order)
    found: list[tuple[Fact, bool]] = []
    for as_of in sorted({fact.as_of for fact in own}):
        base = FactBase(facts=tuple(fact for fact in own if fact.as_of == as_of))
        on = _as_of(reading, as_of, message=message, order=order)
        found.extend((fact, holds(fact.scope, scope)) for fact in find_facts(base, topic, on=on, scope=scope))
    return tuple(found)


def _scope(reading: Reading, facts: Sequence[Fact], order: Order | None) -> Scope:
    """Fill in what is known; what is not stays open only where the facts differ by it."""
    metadata = reading.conversation.metadata
    country = _text(metadata.get("country")) or (order.country if order else None)
    home = reading.materials.country
    if country is None and all(is_within(home, one) for one in _named(facts, "country")):
        country = home
    customer = _text(metadata.get("customer_type"))
    if customer is None and _named(facts, "customer") <= {_USUAL["customer"]}:
        customer = _USUAL["customer"]
    product = _text(metadata.get("product"))
    return replace(
        Scope(),
        country=country,
        customer=customer,
        contract=_text(metadata.get("contract")) or _USUAL["contract"],
        product=(product,) if product else (),
    )


def _as_of(reading: Reading, as_of: str, *, message: int, order: Order | None) -> date:
    spoken = day_of(reading, message) or _LAST_DAY
    if order is None:
        return spoken
    if as_of == "order_date" and order.created_at:
        return _local(order.created_at, reading)
    delivered = [at for status, at in order.status_history if status == "delivered"]
    return _local(delivered[0], reading) if as_of == "delivery_date" and delivered else spoken


def _local(at: datetime, reading: Reading) -> date:
    return at.astimezone(ZoneInfo(reading.materials.time_zone)).date()


def _named(facts: Sequence[Fact], dimension: str) -> set[str]:
    return {value for fact in facts if (value := getattr(fact.scope, dimension))}


def _text(value: object) -> str | None:
    return str(value) if value else None
