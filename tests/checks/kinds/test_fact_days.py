"""The kind `fact`: a stated last day against the day reckoned from the record of the order."""

from __future__ import annotations

from datetime import datetime

import pytest

from qa.domain.fact import Order, OrderBase
from qa.domain.finding import CheckResult
from qa.facts.load import parse_facts
from qa.ports import Materials
from tests.build import conversation
from tests.checks.kinds.build import judge, quotes

FACTS = """\
facts:
  - id: withdrawal
    topic: withdrawal.period
    value: {type: duration, n: 14, unit: day, calendar: calendar, relation: at_least}
    start_event: goods_received
    direction: customer_right
    source: {kind: law, ref: "UPK art. 27"}
  - id: returns
    topic: return.period
    value: {type: duration, n: 30, unit: day, calendar: calendar, relation: exact}
    start_event: goods_received
    direction: company_promise
    source: {kind: policy, ref: "Regulamin, §7"}
  - id: reply
    topic: complaint.reply
    value: {type: duration, n: 14, unit: day, calendar: calendar, relation: at_most}
    start_event: complaint_received
    direction: customer_right
    source: {kind: law, ref: "UPK art. 7a"}
  - id: delivery
    topic: delivery.time
    value: {type: duration, min: 2, max: 4, unit: day, calendar: working, relation: range}
    start_event: order_placed
    direction: company_promise
    source: {kind: policy, ref: "Delivery"}
"""
TOPICS = ("withdrawal.period", "return.period", "complaint.reply", "delivery.time")


def _at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}T11:00:00+02:00")


def _order(delivered: str) -> Order:
    days = (("shipped", _at("2026-04-06")), ("delivered", _at(delivered)))
    return Order("1", customer_id="c-1", created_at=_at("2026-04-04"), country="PL", status_history=days)


def _judge(
    *turns: tuple[str, str],
    delivered: str = "2026-04-28",
    language: str = "pl",
    fails: str = "understates",
    noted: str = "1",
) -> CheckResult:
    """Judge what is said on 12 May 2026 of an order delivered on 28 April."""
    materials = Materials(facts=parse_facts(FACTS, "f"), orders=OrderBase({"1": _order(delivered)}))
    value = conversation(*turns, language=language, metadata={"customer_type": "consumer", "order": noted})
    return judge("fact", value, materials=materials, topics=TOPICS, fails_on=(fails, "other"))


@pytest.mark.parametrize(
    ("delivered", "text", "verdict"),
    [
        pytest.param("2026-04-28", "Na odstąpienie ma Pani czas do 12 maja.", "pass", id="the last day"),
        pytest.param("2026-04-28", "Na odstąpienie ma Pani czas do 8 maja.", "fail", id="too early"),
        pytest.param("2026-04-28", "Na odstąpienie ma Pani czas do 11 maja.", "needs_human", id="a day too early"),
        pytest.param("2026-04-28", "Na zwrot towaru ma Pani czas do 28 maja.", "pass", id="the shop's own period"),
        pytest.param("2026-04-28", "Termin na odstąpienie minął 3 maja.", "fail", id="not over yet"),
        pytest.param("2026-05-02", "Na odstąpienie ma Pani czas do 18 maja.", "pass", id="moved from a Saturday"),
        pytest.param("2026-04-28", "Promocja trwa do 8 maja.", "not_applicable", id="another matter"),
        pytest.param("2026-04-28", "Paczkę nadano 8 maja.", "not_applicable", id="no last day"),
        pytest.param("2026-06-01", "Na odstąpienie ma Pani czas do 8 maja.", "not_applicable", id="not delivered then"),
    ],
)
def test_the_last_day_to_send_back_is_reckoned_from_the_delivery(delivered: str, text: str, verdict: str) -> None:
    assert _judge(("agent", text), delivered=delivered).verdict.value == verdict


@pytest.mark.parametrize(
    ("delivered", "verdict"),
    [
        pytest.param("2026-04-19", "fail", id="the shop gives thirty days"),
        pytest.param("2026-04-03", "pass", id="thirty days are over"),
    ],
)
def test_a_period_that_is_over_is_what_the_customer_asked_about(delivered: str, verdict: str) -> None:
    result = _judge(
        ("customer", "Chcę zwrócić kurtkę, ile mam dni na zwrot towaru?"),
        ("agent", "Dziś jest za późno, termin minął 3 maja."),
        delivered=delivered,
    )
    assert result.verdict.value == verdict
    assert quotes(result) == ["3 maja"]


def test_a_day_reckoned_from_an_order_nobody_named_needs_a_person() -> None:
    text = ("agent", "Na odstąpienie ma Pani czas do 8 maja.")
    assert _judge(text, noted="").verdict.value == "needs_human"
    assert _judge(("customer", "Zamówienie 1."), text, noted="").verdict.value == "fail"


def test_the_finding_says_the_day_and_the_length() -> None:
    (finding,) = _judge(("agent", "Na odstąpienie ma Pani czas do 8 maja.")).findings
    assert finding.found == "2026-05-08: 10 day calendar from goods_received"
    assert (finding.fact, finding.kind) == ("withdrawal", "contradicted_understates_right")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param("en", "You can withdraw from the contract until 5 May.", id="English"),
        pytest.param("en", "The withdrawal period ended on 3 May.", id="English, over"),
        pytest.param("pt", "O prazo para a livre resolução terminou a 3 de maio.", id="Portuguese"),
        pytest.param("ar", "انتهت مهلة العدول عن الشراء في ٣ مايو.", id="Arabic"),
        pytest.param("th", "หมดเขตคืนสินค้าเมื่อวันที่ 3 พฤษภาคมค่ะ", id="Thai"),
    ],
)
def test_a_last_day_is_read_in_each_language(language: str, text: str) -> None:
    assert _judge(("agent", text), language=language).verdict.value == "fail"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        pytest.param("Odpowiedź na reklamację otrzyma Pani do 26 maja.", "pass", id="the due date"),
        pytest.param("Odpowiedź na reklamację otrzyma Pani do 12 czerwca.", "fail", id="too late"),
        pytest.param("Odpowiedź na reklamację otrzyma Pani do 27 maja.", "needs_human", id="a day late"),
    ],
)
def test_the_due_date_of_a_complaint_is_reckoned_from_when_it_came(text: str, verdict: str) -> None:
    result = _judge(("customer", "Buty są uszkodzone, składam reklamację."), ("agent", text))
    assert result.verdict.value == verdict


def test_without_a_complaint_no_due_date_is_reckoned() -> None:
    result = _judge(("customer", "Dzień dobry."), ("agent", "Odpowiedź na reklamację otrzyma Pani do 12 czerwca."))
    assert (result.verdict.value, result.claims) == ("not_applicable", 0)


def _promised(text: str, *, created: str, sent: bool = False) -> str:
    history = (("shipped", _at("2026-05-12")),) if sent else ()
    order = Order("1", customer_id="c-1", created_at=_at(created), country="PL", status_history=history)
    materials = Materials(facts=parse_facts(FACTS, "f"), orders=OrderBase({"1": order}))
    value = conversation(("agent", text), language="pl", started_at=_at("2026-05-12"), metadata={"order": "1"})
    return judge("fact", value, materials=materials, topics=TOPICS, fails_on=("overpromises",)).verdict.value


@pytest.mark.parametrize(
    ("created", "sent", "verdict"),
    [
        pytest.param("2026-05-12", False, "fail", id="sooner than ever"),
        pytest.param("2026-05-11", False, "not_applicable", id="within the estimate"),
        pytest.param("2026-04-11", False, "not_applicable", id="late already"),
        pytest.param("2026-05-12", True, "not_applicable", id="the carrier has it"),
    ],
)
def test_a_promised_day_is_compared_with_the_estimate(created: str, sent: bool, verdict: str) -> None:
    assert _promised("Paczka dotrze jutro.", created=created, sent=sent) == verdict
