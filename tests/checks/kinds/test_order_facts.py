"""The kind `order_facts`: what is said of an order against its record at that time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest

from qa.domain.fact import Order, OrderBase, OrderItem, Shipping
from qa.domain.finding import CheckResult
from qa.ports import Materials
from tests.build import conversation
from tests.checks.kinds.build import judge


def _at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}:00+02:00")


SENT = Order(
    id="10457",
    customer_id="c-1",
    created_at=_at("2026-05-08T09:00"),
    items=(OrderItem("K-1", "Kurtka", price=Decimal("249.00")),),
    total=Decimal("261.99"),
    currency="PLN",
    shipping=Shipping(price=Decimal("12.99")),
    status_history=(("paid", _at("2026-05-08T09:01")), ("shipped", _at("2026-05-11T16:00"))),
)
RETURNED = Order(
    id="10461",
    customer_id="c-9",
    items=(OrderItem("S-3", "Sukienka", price=Decimal("98.00")),),
    total=Decimal("110.99"),
    currency="PLN",
    status_history=(("delivered", _at("2026-05-01T11:00")), ("returned", _at("2026-05-11T09:00"))),
    refunds=((Decimal("98.00"), _at("2026-05-12T09:00")),),
)


def _judge(
    *turns: tuple[str, str],
    orders: tuple[Order, ...] = (SENT, RETURNED),
    fields: tuple[str, ...] = ("status", "date", "amount"),
    noted: str = "10457",
    language: str = "pl",
) -> CheckResult:
    """Judge a conversation whose source noted which order it is about."""
    materials = Materials(orders=OrderBase({order.id: order for order in orders}))
    value = conversation(*turns, language=language, metadata={"order": noted})
    return judge("order_facts", value, materials=materials, fields=fields)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        pytest.param("Paczka została doręczona.", "fail", id="not yet delivered"),
        pytest.param("Paczka jest w drodze.", "pass", id="on its way"),
        pytest.param("Płatność została zaksięgowana.", "pass", id="an earlier status"),
        pytest.param("Paczka została wydana kurierowi do doręczenia.", "needs_human", id="the carrier knows better"),
        pytest.param("Zamówienie zostało anulowane.", "fail", id="never cancelled"),
        pytest.param("Wysłaliśmy paczkę wczoraj.", "pass", id="the day"),
        pytest.param("Wysłaliśmy paczkę 10 maja.", "needs_human", id="a day off"),
        pytest.param("Wysłaliśmy paczkę 5 maja.", "fail", id="another day"),
        pytest.param("Trzy dni temu wysłaliśmy paczkę.", "fail", id="days ago, wrong"),
        pytest.param("Wartość zamówienia to 261,99 zł.", "pass", id="the total"),
        pytest.param("Wartość zamówienia to 300 zł.", "fail", id="another total"),
        pytest.param("Kwota do zapłaty: 0 zł.", "not_applicable", id="nothing left to pay"),
        pytest.param("Wartość zamówienia to 249 zł.", "needs_human", id="the total without shipping"),
        pytest.param("Zwrócimy Panu 249 zł.", "pass", id="the price of what comes back"),
        pytest.param("Zwrócimy Panu 500 zł za zamówienie.", "fail", id="more than was paid"),
        pytest.param("Zwrócimy Panu 30 zł.", "needs_human", id="a part, perhaps agreed"),
        pytest.param("Paczka nie została jeszcze doręczona.", "not_applicable", id="denied"),
        pytest.param("Gdy paczka zostanie doręczona, proszę napisać.", "not_applicable", id="not yet"),
        pytest.param("Wysłałam Panu etykietę.", "not_applicable", id="not a parcel"),
        pytest.param("Paczka dotrze w piątek 13 maja 2026.", "fail", id="a day that does not exist"),
    ],
)
def test_what_is_said_of_the_customers_order_is_compared(text: str, verdict: str) -> None:
    assert _judge(("agent", text)).verdict.value == verdict


def test_the_order_whose_number_was_said_is_the_one() -> None:
    asked = ("customer", "Chodzi o zamówienie 10461.")
    assert _judge(asked, ("agent", "Zwróciliśmy 98 zł.")).verdict.value == "pass"
    assert _judge(asked, ("agent", "Zwrócimy 89 zł.")).verdict.value == "fail"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param("pl", "Paczka została doręczona.", id="Polish"),
        pytest.param("en", "Your parcel has been delivered.", id="English"),
        pytest.param("pt", "A encomenda já foi entregue.", id="Portuguese"),
        pytest.param("ar", "تم تسليم الطلب.", id="Arabic"),
        pytest.param("th", "พัสดุจัดส่งถึงมือผู้รับเรียบร้อยแล้วค่ะ", id="Thai"),
    ],
)
def test_the_only_order_of_a_customer_is_not_surely_the_one_unless_named(language: str, text: str) -> None:
    named = ("customer", "10457")
    assert _judge(("agent", text), noted="", language=language).verdict.value == "needs_human"
    assert _judge(named, ("agent", text), noted="", language=language).verdict.value == "fail"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        pytest.param("Wartość zamówienia to 300 zł.", "fail", id="of the order"),
        pytest.param("Razem to 300 zł.", "needs_human", id="of what, is not said"),
        pytest.param("Wartość zamówienia to 300 zł, bo czajnik kosztuje 129 zł.", "needs_human", id="a reckoning"),
        pytest.param("Kod działa, gdy zamówienie to razem co najmniej 150 zł.", "needs_human", id="a threshold"),
    ],
)
def test_a_sum_of_something_else_needs_a_person(text: str, verdict: str) -> None:
    asked = ("customer", "Numer to 10457.")
    assert _judge(asked, ("agent", "Widzę."), ("customer", "I co?"), ("agent", text)).verdict.value == verdict


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param("pl", "Kurier oznaczył paczkę jako doręczoną.", id="Polish"),
        pytest.param("en", "The courier has marked it as delivered.", id="English"),
        pytest.param("pt", "O estafeta indica que a encomenda já foi entregue.", id="Portuguese"),
        pytest.param("ar", "شركة الشحن تقول إنه تم تسليم الطلب.", id="Arabic"),
        pytest.param("th", "ขนส่งแจ้งว่าจัดส่งถึงมือผู้รับเรียบร้อยแล้วค่ะ", id="Thai"),
        pytest.param("pl", "Bywa komunikat „out for delivery”, po polsku: wydano kurierowi.", id="Polish notice"),
        pytest.param("en", "In the list, DLV means your order has been delivered.", id="English notice"),
    ],
)
def test_what_the_courier_says_is_not_the_agents_word(language: str, text: str) -> None:
    assert _judge(("customer", "10457"), ("agent", text), language=language).verdict.value != "fail"


def test_what_comes_about_within_a_time_is_told_as_a_rule() -> None:
    asked = ("customer", "Zamówienie 10457.")
    rule = "O dinheiro é devolvido entre cinco e sete dias úteis depois de a máquina chegar cá."
    assert _judge(asked, ("agent", rule), language="pt").verdict.value == "needs_human"
    assert _judge(asked, ("agent", "O dinheiro já foi devolvido ontem."), language="pt").verdict.value == "fail"


def test_a_number_the_records_do_not_know_needs_a_person() -> None:
    asked = ("customer", "Gdzie jest zamówienie 99999?")
    result = _judge(asked, ("agent", "Paczka została doręczona."))
    assert (result.verdict.value, result.findings[0].kind) == ("needs_human", "unknown_order")


def test_a_customer_without_orders_needs_a_person() -> None:
    assert _judge(("agent", "Paczka została doręczona."), orders=(RETURNED,)).verdict.value == "needs_human"


def test_with_several_orders_a_status_of_another_may_be_meant() -> None:
    other = Order(id="10500", customer_id="c-1", status_history=(("cancelled", _at("2026-05-10T09:00")),))
    assert _judge(("agent", "Paczka została doręczona."), orders=(SENT, other)).verdict.value == "needs_human"
    assert _judge(("agent", "Zamówienie zostało anulowane."), orders=(SENT, other)).verdict.value == "pass"


def test_without_any_orders_the_check_does_not_apply() -> None:
    result = _judge(("agent", "Paczka została doręczona."), orders=())
    assert (result.verdict.value, result.claims, result.covered_claims) == ("not_applicable", 1, 0)
    assert [claim.topic for claim in result.uncovered] == ["order.status"]


def test_what_the_record_learns_later_does_not_count() -> None:
    later = Order(
        id="1", customer_id="c-1", status_history=(*SENT.status_history, ("delivered", _at("2026-05-14T10:00")))
    )
    assert _judge(("agent", "Paczka została doręczona."), orders=(later,), noted="1").verdict.value == "fail"


def test_a_record_that_lags_an_hour_behind_needs_a_person() -> None:
    soon = Order(
        id="1",
        customer_id="c-1",
        status_history=(("paid", _at("2026-05-12T09:00")), ("shipped", _at("2026-05-12T11:00"))),
    )
    assert _judge(("agent", "Wysłaliśmy paczkę."), orders=(soon,)).verdict.value == "needs_human"


def test_only_the_fields_asked_for_are_compared() -> None:
    text = "Paczka została doręczona, zwrócimy 500 zł."
    assert len(_judge(("agent", text), fields=("amount",)).findings) == 1


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        pytest.param("Paczka jest nadal w drodze.", "fail", id="said to be on its way"),
        pytest.param("Paczkę wysłaliśmy 29 kwietnia.", "pass", id="was sent once"),
        pytest.param("Paczka została wysłana.", "pass", id="was sent, no day"),
    ],
)
def test_what_is_said_of_this_moment_is_over_once_the_parcel_is_delivered(text: str, verdict: str) -> None:
    history = (("shipped", _at("2026-04-29T10:00")), ("delivered", _at("2026-05-01T11:00")))
    order = Order(id="1", customer_id="c-1", status_history=history)
    assert _judge(("agent", text), orders=(order,), noted="1").verdict.value == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        pytest.param("Zwrócimy 120 zł, czyli całą wartość zamówienia.", "fail", id="all of it, another sum"),
        pytest.param("Zwrócimy 120 zł.", "needs_human", id="perhaps a part"),
        pytest.param("Zwrócimy 261,99 zł, czyli całą wartość zamówienia.", "pass", id="all of it"),
        pytest.param("Zwrócimy pełną kwotę za kurtkę, 249 zł.", "pass", id="all of one item"),
        pytest.param("Łącznie to 90 zł. Czy mam złożyć zamówienie?", "not_applicable", id="a total only offered"),
    ],
)
def test_a_sum_said_to_be_all_is_the_orders(text: str, verdict: str) -> None:
    assert _judge(("customer", "Zamówienie 10457."), ("agent", text)).verdict.value == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        pytest.param("Anulowałam zamówienie.", "needs_human", id="by the agent, in the talk"),
        pytest.param("Właśnie zwróciliśmy Panu pieniądze.", "needs_human", id="this moment"),
        pytest.param("Wczoraj anulowałam zamówienie.", "fail", id="a day before, the record would show it"),
        pytest.param("Zamówienie zostało anulowane.", "fail", id="not said to be of this moment"),
        pytest.param("Przed chwilą paczka została doręczona.", "fail", id="not the agent's to do"),
    ],
)
def test_what_the_agent_does_in_the_talk_is_not_yet_in_the_record(text: str, verdict: str) -> None:
    assert _judge(("agent", text)).verdict.value == verdict


def test_a_record_that_goes_on_after_the_talk_would_show_what_was_done() -> None:
    later = replace(SENT, status_history=(*SENT.status_history, ("delivered", _at("2026-06-30T10:00"))))

    assert _judge(("agent", "Anulowałam zamówienie."), orders=(later,)).verdict.value == "fail"
