"""What words of several classes tell together: of an order against its record, of promises, of rights denied."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bench.checking import without_language_server
from checks.reading import ConversationReader
from qa.domain.conversation import Channel, Conversation, Message, Participant, Role
from qa.domain.fact import FactBase, Order, OrderBase, OrderItem, Shipping
from qa.facts.load import load_facts
from qa.ports import Materials
from qa.rubric.judge import Judge
from qa.rubric.load import load_rubric
from qa.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
SAID = YAML(typ="safe").load(Path(__file__).with_name("said_together.yaml").read_text(encoding="utf-8"))
NOW = datetime.fromisoformat("2026-05-13T10:00:00+02:00")
STEPS = {
    "paid": {"paid": 20},
    "packed": {"paid": 22, "packed": 20},
    "shipped": {"paid": 40, "packed": 24, "shipped": 20},
}
STEPS["delivered"] = {"paid": 96, "packed": 80, "shipped": 76, "delivered": 20}
FOR_A_PERSON = ("no-unrealistic-promise", "statutory-rights")
PLACES = {
    "pl": ("PL", "Gdzie jest moje zamówienie 41234?", "Plecak"),
    "en": ("GB", "Where is my order 41234?", "Backpack"),
    "pt": ("PT", "Onde está a minha encomenda 41234?", "Mochila"),
    "ar": ("SA", "أين طلبي رقم 41234؟", "حقيبة"),
    "th": ("TH", "คำสั่งซื้อ 41234 ถึงไหนแล้วคะ", "กระเป๋า"),
}


def _sentences() -> Iterator[object]:
    for criterion, languages in SAID.items():
        for language, kinds in languages.items():
            for kind, sentences in kinds.items():
                for number, sentence in enumerate(sentences):
                    name = f"{criterion}-{language}-{kind}-{number}"
                    yield pytest.param(criterion, language, kind == "fault", sentence, id=name)


@pytest.mark.parametrize(("criterion", "language", "is_fault", "sentence"), tuple(_sentences()))
def test_a_fault_is_found_and_what_is_right_is_not(
    criterion: str, language: str, is_fault: bool, sentence: str
) -> None:  # fmt: skip
    reached, _, text = sentence.rpartition(" | ")
    conversation, materials = _scene(language, reached or "shipped", text)
    outcome = next(one for one in _judge().judge(conversation, materials).outcomes if one.criterion == criterion)
    found = {"fail", "needs_human"} if criterion in FOR_A_PERSON else {"fail"}
    assert (outcome.verdict.value in found) is is_fault


def _scene(language: str, reached: str, text: str) -> tuple[Conversation, Materials]:
    country, question, product = PLACES[language]
    customer = Message(role=Role.CUSTOMER, text=question, author="c-1", sent_at=NOW)
    agent = Message(role=Role.AGENT, text=text, author="a-1", sent_at=NOW + timedelta(minutes=1))
    conversation = Conversation(
        id="said",
        channel=Channel.CHAT,
        messages=(customer, agent),
        source="test",
        language=language,
        started_at=NOW,
        ended_at=NOW + timedelta(minutes=5),
        customer=Participant("c-1", "Test"),
        status="closed",
        metadata={"country": country, "customer_type": "consumer"},
    )
    history = tuple((name, NOW - timedelta(hours=hours)) for name, hours in STEPS[reached].items())
    order = Order(
        id="41234",
        customer_id="c-1",
        created_at=history[0][1] - timedelta(minutes=10),
        items=(OrderItem("L-1", product, price=Decimal("119.00")),),
        total=Decimal("131.99"),
        shipping=Shipping("courier", Decimal("12.99"), "DPX", "6201041234"),
        status_history=history,
    )
    orders = OrderBase({order.id: order}, content_hash=f"{language}-{reached}")
    return conversation, Materials(facts=_facts(), orders=orders, country=country)


@cache
def _judge() -> Judge:
    rubric = load_rubric(ROOT / "rubrics" / "ecommerce-support.yaml")
    return Judge(without_language_server(rubric), ConversationReader(Settings.from_environment()))


@cache
def _facts() -> FactBase:
    return load_facts(ROOT / "bench" / "injected" / "facts.yaml")
