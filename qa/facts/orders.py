"""Loads the shop's orders from JSON Lines (formats.md section 3)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from qa.domain.fact import Order, OrderBase, OrderItem, Shipping
from qa.facts.lines import Record, read_lines

STATUSES = (
    "placed",
    "paid",
    "packed",
    "shipped",
    "out_for_delivery",
    "delivered",
    "returned",
    "refunded",
    "cancelled",
)


def load_orders(path: Path | str) -> OrderBase:
    """Load the orders in a file. Raises FactsError at the first bad line, OSError without a file."""
    with Path(path).open("rb") as lines:
        return parse_orders(lines, str(path))


def parse_order(record: object) -> Order:
    """Read one order from what its JSON holds. Raises FactsError for anything else."""
    return _read_order(Record(record, file="order", line=1, what="an order"))


def parse_orders(lines: Iterable[str | bytes], file: str) -> OrderBase:
    """Read orders from lines of JSON; an id given twice is refused."""
    orders: dict[str, Order] = {}
    digest = hashlib.sha256()
    for number, record in read_lines(lines, file=file, what="an order"):
        order = _read_order(record)
        if order.id in orders:
            record.refuse(f"order {order.id!r} is given twice.")
        orders[order.id] = order
        digest.update(f"{number}\0{order!r}\n".encode(errors="surrogatepass"))
    return OrderBase(orders=orders, content_hash=digest.hexdigest())


def _read_order(record: Record) -> Order:
    id = record.required_text("id")
    record.what = f"order {id!r}"
    order = Order(
        id=id,
        customer_id=record.text("customer_id"),
        created_at=record.moment("created_at"),
        country=record.text("country"),
        items=tuple(_read_item(one) for one in record.records("items", what=f"an item of order {id!r}")),
        total=record.decimal("total"),
        currency=record.text("currency"),
        shipping=_read_shipping(record.record("shipping", what=f"'shipping' of order {id!r}")),
        status_history=tuple(
            _read_status(one) for one in record.records("status_history", what=f"a status of order {id!r}")
        ),
        refunds=tuple(_read_refund(one) for one in record.records("refunds", what=f"a refund of order {id!r}")),
    )
    record.close()
    return order


def _read_item(record: Record) -> OrderItem:
    item = OrderItem(
        sku=record.required_text("sku"),
        name=record.required_text("name"),
        quantity=record.whole("quantity", default=1),
        price=record.decimal("price"),
    )
    record.close()
    return item


def _read_shipping(record: Record | None) -> Shipping:
    if record is None:
        return Shipping()
    shipping = Shipping(
        method=record.text("method"),
        price=record.decimal("price"),
        carrier=record.text("carrier"),
        tracking=record.text("tracking"),
    )
    record.close()
    return shipping


def _read_status(record: Record) -> tuple[str, datetime]:
    status = record.required_text("status")
    if status not in STATUSES:
        record.refuse(f"'status' of {record.what} cannot be {status!r}. Known: {', '.join(STATUSES)}.")
    at = record.required_moment("at")
    record.close()
    return status, at


def _read_refund(record: Record) -> tuple[Decimal, datetime]:
    amount, at = record.decimal("amount"), record.required_moment("at")
    if amount is None:
        record.refuse(f"{record.what} has no 'amount', which it needs.")
    record.close()
    return amount, at
