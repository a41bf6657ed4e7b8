"""Tells whose the order and parcel numbers in a message are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from checks.text import history_spans, overlaps
from qa.domain.fact import Order, OrderBase
from qa.ports import Span

_NUMBER = re.compile(r"\d(?:[ \u00a0]?\d){9,}|[\w-]*\d[\w-]*")
_NAMED = re.compile(
    r"(?:zam[oó]wieni\w*|\bzam\.?|paczk\w*|przesy[lł]\w*|list\w* przewozow\w*|zwrot\w*|reklamacj\w*|orders?|"
    r"parcels?|packages?|shipments?|consignments?|tracking|waybill|complaint|encomendas?|pedidos?|envios?|rastreio|rastreamento|"
    r"seguimento|reclamação|\w*طلب\w*|\w*شحن\w*|تتبع|คำสั่งซื้อ|ออเดอร์|พัสดุ|ติดตาม)[^.!?\n]{0,25}$|(?:#|\bnr\.?|\bno\.?|n\.?º|№|numer\w*|number|número|رقم|เลขที่|หมายเลข)\s*:?\s*#?$",
    re.IGNORECASE,
)
_QUANTITY = re.compile(r"\s?(?:[.,]\d|%|zł|pln|eur|gbp|usd|sar|thb|€|£|dni\b|days?\b|dias?\b|ريال|บาท)", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_LOOK_BACK = 50
_TELLING = 6


@dataclass(frozen=True, slots=True)
class Named:
    """A number that stands in the records, with its order.

    `is_sure`: the words before it say that it is an order's; `is_telling`: nothing else is so long.
    """

    order: Order
    start: int
    end: int
    is_sure: bool
    is_telling: bool


def numbers_named(text: str, base: OrderBase) -> Iterator[Named]:
    """Yield the order and parcel numbers of a text that the records know; mail history, sums and spans are left out."""
    if not base.orders or not _DIGIT.search(text):
        return
    known = _by_number(base)
    history = history_spans(text)
    for found in _NUMBER.finditer(text):
        order = known.get(found[0]) or known.get(re.sub(r"[ \u00a0]", "", found[0]))
        if order is None or overlaps(Span(*found.span()), history) or _QUANTITY.match(text, found.end()):
            continue
        is_sure = _NAMED.search(text, max(0, found.start() - _LOOK_BACK), found.start()) is not None
        yield Named(order, *found.span(), is_sure, is_telling=len(found[0]) >= _TELLING)


def is_of_one_kind(first: str, second: str) -> bool:
    """Tell whether two customer ids are made alike (`c-77`, `c-104`), so that they can be compared at all."""
    return _shape(first) == _shape(second)


def _shape(id: str) -> str:
    return re.sub(r"\d+", "9", re.sub(r"[^\W\d_]+", lambda word: word[0].casefold(), id))


def _by_number(base: OrderBase) -> Mapping[str, Order]:
    """Index the orders by their own and their parcel's number, once for each version of them."""
    if not base.content_hash or base.content_hash not in _INDEX:
        index = {order.shipping.tracking: order for order in base.orders.values() if order.shipping.tracking}
        _INDEX.clear()
        _INDEX[base.content_hash] = index | dict(base.orders)
    return _INDEX[base.content_hash]


_INDEX: dict[str, dict[str, Order]] = {}
