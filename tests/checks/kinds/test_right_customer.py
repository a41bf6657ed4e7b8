"""The kind `right_customer`: numbers of orders and parcels and whose they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa.domain.conversation import Participant
from qa.domain.fact import Order, OrderBase, Shipping
from qa.domain.finding import CheckResult
from qa.ports import Materials
from tests.build import conversation
from tests.checks.kinds.build import judge, quotes

ORDERS = (
    Order(id="10457", customer_id="c-1", shipping=Shipping(tracking="6201000123")),
    Order(id="10461", customer_id="c-2", shipping=Shipping(tracking="6201000188")),
    Order(id="2026", customer_id="c-3"),
    Order(id="ZD-500", customer_id=None),
)


def _judge(*turns: tuple[str, str], customer: str | None = "c-1", language: str = "pl") -> CheckResult:
    materials = Materials(orders=OrderBase({order.id: order for order in ORDERS}))
    talk = replace(conversation(*turns, language=language), customer=Participant(id=customer))
    return judge("right_customer", talk, materials=materials)


@pytest.mark.parametrize(
    ("text", "verdict", "quoted"),
    [
        pytest.param("Pana zamówienie 10461 jest w drodze.", "fail", ["10461"], id="another's order"),
        pytest.param("Numer przesyłki: 6201000188.", "fail", ["6201000188"], id="another's parcel"),
        pytest.param("Numer przesyłki: 6201 000 188.", "fail", ["6201 000 188"], id="in groups"),
        pytest.param("Pana zamówienie 10457 jest w drodze.", "pass", ["10457"], id="own order"),
        pytest.param("Sprawdzam 6201000188.", "needs_human", ["6201000188"], id="a long number without a word"),
        pytest.param("Sprawdzam 10461.", "not_applicable", [], id="a short number without a word"),
        pytest.param("Dostawa w maju 2026 roku.", "not_applicable", [], id="a year"),
        pytest.param("Zamówienie za 10461 zł.", "not_applicable", [], id="a sum"),
        pytest.param("Zamówienie 99999 jest w drodze.", "not_applicable", [], id="unknown"),
        pytest.param("Zamówienie ZD-500 jest w drodze.", "not_applicable", [], id="without an owner"),
        pytest.param("Zamówienie 10461 nie należy do Pana.", "not_applicable", [], id="said to be another's"),
    ],
)
def test_whose_number_the_agent_names_is_judged(text: str, verdict: str, quoted: list[str]) -> None:
    result = _judge(("customer", "Gdzie moja paczka?"), ("agent", text))
    assert (result.verdict.value, quotes(result)) == (verdict, quoted)


@pytest.mark.parametrize(
    ("customer", "asked", "verdict"),
    [
        pytest.param("c-1", "Gdzie zamówienie 10461?", "needs_human", id="given by another customer"),
        pytest.param("c-2", "Gdzie zamówienie 10461?", "pass", id="given by its customer"),
        pytest.param(None, "Gdzie zamówienie 10461?", "not_applicable", id="given by nobody known"),
        pytest.param(None, "Gdzie moja paczka?", "needs_human", id="not given, nobody known"),
        pytest.param("c-77", "Gdzie moja paczka?", "fail", id="a customer without orders"),
        pytest.param("zendesk:48211", "Gdzie moja paczka?", "needs_human", id="ids of another system"),
    ],
)
def test_who_gave_the_number_decides(customer: str | None, asked: str, verdict: str) -> None:
    turns = (("customer", asked), ("agent", "Zamówienie 10461 jest spakowane."))
    assert _judge(*turns, customer=customer).verdict.value == verdict


def test_telling_where_anothers_parcel_is_needs_a_person() -> None:
    result = _judge(("customer", "10461?"), ("agent", "Paczka została doręczona 23 kwietnia."))
    assert result.verdict.value == "needs_human"


def test_a_number_in_mail_history_is_not_the_agents() -> None:
    assert _judge(("agent", "Sprawdzam.\n> zamówienie 10461")).verdict.value == "not_applicable"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("Your order 10461 has shipped.", "en", id="English"),
        pytest.param("A sua encomenda 10461 foi enviada.", "pt", id="Portuguese"),
        pytest.param("تم شحن الطلب رقم 10461.", "ar", id="Arabic"),
        pytest.param("คำสั่งซื้อ 10461 จัดส่งแล้วค่ะ", "th", id="Thai"),
    ],
)
def test_every_language_names_orders(text: str, language: str) -> None:
    assert _judge(("agent", text), language=language).verdict.value == "fail"
