from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from qa.errors import FactsError
from qa.facts.load import load_orders, load_templates, parse_order, parse_orders, parse_templates

ORDER = {
    "id": "10457",
    "customer_id": "c-88",
    "created_at": "2026-05-08T09:00:00+02:00",
    "country": "PL",
    "items": [{"sku": "K-1", "name": "Kurtka", "quantity": 1, "price": "249.00"}],
    "total": "261.99",
    "currency": "PLN",
    "shipping": {"method": "courier", "price": "12.99", "carrier": "DPX", "tracking": "6201000123"},
    "status_history": [{"status": "paid", "at": "2026-05-08T09:01:00+02:00"}],
    "refunds": [{"amount": "98.00", "at": "2026-05-12T09:00:00+02:00"}],
}


def test_an_order_is_read_whole() -> None:
    order = parse_order(ORDER)
    assert order.items[0].price == Decimal("249.00")
    assert (order.total, order.shipping.price) == (Decimal("261.99"), Decimal("12.99"))
    assert order.status_history[0][0] == "paid"
    assert order.refunds[0][0] == Decimal("98.00")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        pytest.param({"id": ""}, "an order has no 'id'", id="no id"),
        pytest.param({"colour": 1}, "order '10457' has no key 'colour'. Known: country", id="unknown key"),
        pytest.param({"total": "a lot"}, "'total' of order '10457' must be a decimal number", id="amount"),
        pytest.param({"total": True}, "'total' of order '10457' must be a decimal number", id="truth as amount"),
        pytest.param({"total": "NaN"}, "'total' of order '10457' must be a decimal number", id="not a number"),
        pytest.param({"created_at": "2026-05-08T09:00:00"}, "a time with an offset", id="no offset"),
        pytest.param({"created_at": 5}, "'created_at' of order '10457' must be a text", id="number as time"),
        pytest.param({"items": {}}, "'items' of order '10457' must be a list", id="items"),
        pytest.param({"items": [{"name": "x"}]}, "an item of order '10457' has no 'sku'", id="item"),
        pytest.param({"items": [5]}, "an item of order '10457' must be a JSON object", id="item of another form"),
        pytest.param(
            {"status_history": [{"status": "lost", "at": "2026-05-08T09:01:00Z"}]},
            "'status' of a status of order '10457' cannot be 'lost'. Known: placed, paid",
            id="status",
        ),
        pytest.param({"refunds": [{"at": "2026-05-08T09:01:00Z"}]}, "has no 'amount'", id="refund"),
    ],
)
def test_a_bad_order_is_refused_with_its_line(changes: dict[str, object], said: str) -> None:
    lines = [json.dumps(ORDER), "", json.dumps({**ORDER, "id": "10457", **changes})]
    with pytest.raises(FactsError) as caught:
        parse_orders(lines[1:], "orders.jsonl")
    assert str(caught.value).startswith("orders.jsonl:2: ")
    assert said in str(caught.value)


def test_an_order_given_twice_is_refused() -> None:
    with pytest.raises(FactsError, match=r"orders\.jsonl:2: order '10457' is given twice"):
        parse_orders([json.dumps(ORDER)] * 2, "orders.jsonl")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(b'{"id": "1"}\n{"id": ', r":2: this is not JSON", id="cut off"),
        pytest.param(b"\n\xff\n", r":2: this is not UTF-8", id="encoding"),
        pytest.param(b"[1]\n", r":1: an order must be a JSON object", id="a list"),
        pytest.param(b"[" * 100_000, r":1: this is not JSON", id="too deep"),
    ],
)
def test_a_line_that_is_no_object_is_refused(data: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "orders.jsonl"
    path.write_bytes(data)
    with pytest.raises(FactsError, match=said):
        load_orders(path)


def test_a_byte_order_mark_is_no_matter(tmp_path: Path) -> None:
    path = tmp_path / "orders.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(ORDER).encode())
    assert list(load_orders(path).orders) == ["10457"]


def test_saved_replies_are_read(tmp_path: Path) -> None:
    path = tmp_path / "templates.jsonl"
    path.write_text(
        '{"id": "t1", "language": "pl", "title": "Zwrot", "text": "Dzień dobry {imię}"}\n', encoding="utf-8"
    )
    (template,) = load_templates(path)
    assert (template.id, template.language, template.text) == ("t1", "pl", "Dzień dobry {imię}")


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        pytest.param(['{"id": "t1"}'], ":1: saved reply 't1' has no 'text'", id="no text"),
        pytest.param(
            ['{"id": "t1", "text": "x", "name": "y"}'], ":1: saved reply 't1' has no key 'name'", id="unknown"
        ),
        pytest.param(['{"id": "t1", "text": "x"}'] * 2, ":2: saved reply 't1' is given twice", id="double"),
    ],
)
def test_a_bad_saved_reply_is_refused(lines: list[str], said: str) -> None:
    with pytest.raises(FactsError) as caught:
        parse_templates(lines, "t.jsonl")
    assert said in str(caught.value)
