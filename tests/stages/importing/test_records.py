"""The shop's orders, saved replies and facts are stored by id, bad ones reported."""

from __future__ import annotations

import json
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qa.stages.importing import store_facts, store_orders, store_templates
from qa.store import tables
from tests.importers.reading import write
from tests.stages.importing.conftest import LATER, NOW

ORDER = {"id": "10457", "customer_id": "c-88", "currency": "PLN", "total": "261.99"}


def test_orders_are_stored_by_id_and_bad_ones_reported(session: Session, tmp_path: Path) -> None:
    lines = [json.dumps(ORDER), "{", json.dumps(ORDER | {"id": "2", "total": "dużo"}), json.dumps({"id": "3"})]
    path = write(tmp_path / "orders.jsonl", "\n".join(lines))
    count = store_orders(session, path)
    assert (count.new, [str(one).split(": ")[0] for one in count.problems]) == (2, [f"{path}:2", f"{path}:3"])
    write(path, json.dumps(ORDER | {"total": "1.00"}) + "\n" + json.dumps({"id": "3"}))
    count = store_orders(session, path)
    assert (count.new, count.updated, count.unchanged) == (0, 1, 1)
    row = session.scalars(select(tables.ShopOrder).where(tables.ShopOrder.external_id == "10457")).one()
    assert (row.customer_external_id, row.record["total"]) == ("c-88", "1.00")


def test_saved_replies_are_stored_by_id(session: Session, tmp_path: Path) -> None:
    path = write(
        tmp_path / "t.jsonl", json.dumps({"id": "t1", "language": "pl", "title": "Hej", "text": "Dzień dobry"})
    )
    assert store_templates(session, path).new == 1
    assert store_templates(session, path).unchanged == 1
    assert session.scalars(select(tables.Template)).one().text == "Dzień dobry"


def test_new_facts_take_the_place_of_the_old(session: Session, tmp_path: Path) -> None:
    path = write(tmp_path / "facts.yaml", "facts: []\ncontacts: {email_domains: [acme.example]}\n")
    assert store_facts(session, path, now=NOW).contacts.email_domains == ("acme.example",)
    write(path, "facts: []\ncontacts: {email_domains: [acme.test]}\n")
    store_facts(session, path, now=LATER)
    store_facts(session, path, now=LATER)
    active = session.scalars(select(tables.FactSet).where(tables.FactSet.is_active)).one()
    assert "acme.test" in active.yaml and session.scalar(select(func.count(tables.FactSet.id))) == 2
