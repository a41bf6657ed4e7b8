"""The kind `fact`: stated periods and prices against what the shop and the law say."""

from __future__ import annotations

import pytest

from qa.domain.fact import FactBase
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
    scope: {country: PL, customer: consumer, contract: distance}
    direction: customer_right
    source: {kind: law, ref: "UPK art. 27"}
  - id: refund-law
    topic: refund.time
    value: {type: duration, n: 14, unit: day, calendar: calendar, relation: at_most}
    scope: {customer: consumer}
    direction: customer_right
    source: {kind: law, ref: "UPK art. 32"}
  - id: refund-norm
    topic: refund.time
    value: {type: duration, min: 5, max: 7, unit: day, calendar: working, relation: range}
    direction: company_promise
    source: {kind: policy, ref: "Refunds"}
  - id: reply-consumer
    topic: complaint.reply
    value: {type: duration, n: 14, unit: day, calendar: calendar, relation: at_most}
    scope: {customer: consumer}
    direction: customer_right
    source: {kind: law, ref: "UPK art. 7a"}
  - id: reply-business
    topic: complaint.reply
    value: {type: duration, n: 30, unit: day, calendar: calendar, relation: at_most}
    scope: {customer: business}
    source: {kind: policy, ref: "Terms"}
  - id: delivery-old
    topic: delivery.time
    value: {type: duration, min: 1, max: 2, unit: day, calendar: working, relation: range}
    valid: {to: 2026-05-01}
    source: {kind: policy, ref: "Delivery"}
  - id: delivery
    topic: delivery.time
    value: {type: duration, min: 2, max: 4, unit: day, calendar: working, relation: range}
    valid: {from: 2026-05-02}
    source: {kind: policy, ref: "Delivery"}
  - id: guarantee
    topic: guarantee.period
    value: {type: duration, n: 2, unit: year, calendar: calendar, relation: exact}
    source: {kind: policy, ref: "Card"}
  - id: price
    topic: shipping.price
    value: {type: money, amount: "12.99", currency: PLN, relation: exact}
    source: {kind: policy, ref: "Delivery"}
  - id: free-from
    topic: shipping.free_from
    value: {type: money, amount: "199.00", currency: PLN, relation: exact}
    source: {kind: policy, ref: "Delivery"}
  - id: coupon
    topic: coupon.value
    value: {type: percent, n: 10, relation: exact}
    source: {kind: policy, ref: "Coupons"}
"""
TOPICS = (
    "withdrawal.period",
    "return.period",
    "refund.time",
    "complaint.reply",
    "dispatch.time",
    "delivery.time",
    "guarantee.period",
    "shipping.price",
    "shipping.free_from",
    "coupon.value",
)


def _base() -> FactBase:
    return parse_facts(FACTS, "facts.yaml")


def _judge(
    *turns: tuple[str, str],
    customer: str | None = "consumer",
    fails_on: tuple[str, ...] = ("understates", "overpromises", "other"),
) -> CheckResult:
    metadata: dict[str, object] = {"customer_type": customer} if customer else {}
    spoken = conversation(*turns, language="pl", metadata=metadata)
    return judge("fact", spoken, materials=Materials(facts=_base()), topics=TOPICS, fails_on=fails_on)


def _told(text: str) -> tuple[str, str | None, str | None]:
    result = _judge(("agent", text))
    finding = result.findings[0] if result.findings else None
    return result.verdict.value, finding.kind if finding else None, finding.fact if finding else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Ma Pani 14 dni od otrzymania paczki na odstąpienie.", ("pass", "supported", "withdrawal"), id="the right"
        ),
        pytest.param("Na odstąpienie jest 30 dni od odbioru.", ("pass", "supported", "withdrawal"), id="more generous"),
        pytest.param(
            "Na odstąpienie ma Pan 10 dni.",
            ("fail", "contradicted_understates_right", "withdrawal"),
            id="less than the right",
        ),
        pytest.param(
            "Na odstąpienie ma Pan 14 dni od zakupu.",
            ("fail", "contradicted_understates_right", "withdrawal"),
            id="counted from too early",
        ),
        pytest.param(
            "Na odstąpienie ma Pan 12 dni roboczych od odbioru.",
            ("pass", "supported", "withdrawal"),
            id="twelve working days are always fourteen",
        ),
        pytest.param(
            "Na odstąpienie ma Pan 10 dni roboczych od odbioru.",
            ("needs_human", "condition_open", "withdrawal"),
            id="ten working days may be fourteen",
        ),
        pytest.param(
            "Odstąpić można w terminie 14 dni.", ("pass", "incomplete", "withdrawal"), id="no word of the start"
        ),
        pytest.param(
            "Na zwrot jest 7 dni od zakupu.",
            ("fail", "contradicted_understates_right", "withdrawal"),
            id="a return without a fact of its own",
        ),
        pytest.param(
            "Zwrot pieniędzy nastąpi w ciągu 14 dni.", ("pass", "supported", "refund-law"), id="the law's limit"
        ),
        pytest.param(
            "Zwrot pieniędzy nastąpi do 14 dni roboczych.",
            ("fail", "contradicted_understates_right", "refund-law"),
            id="working instead of calendar days",
        ),
        pytest.param(
            "Zwrot pieniędzy trwa 5–7 dni roboczych.", ("pass", "supported", "refund-norm"), id="the shop's own norm"
        ),
        pytest.param(
            "Zwrot pieniędzy w ciągu 2 dni.",
            ("fail", "contradicted_overpromises", "refund-norm"),
            id="sooner than the shop can",
        ),
        pytest.param(
            "Zwrot pieniędzy zwykle w ciągu 2 dni.", ("pass", "supported", "refund-norm"), id="sooner, but softened"
        ),
        pytest.param("Dostawa trwa 2–4 dni robocze.", ("pass", "supported", "delivery"), id="the version valid today"),
        pytest.param("Dostawa trwa 2–4 dni.", ("pass", "incomplete", "delivery"), id="working days left unsaid"),
        pytest.param("Dostawa do 3 dni roboczych.", ("pass", "supported", "delivery"), id="inside the range"),
        pytest.param(
            "Dostawa trwa 1–3 dni robocze.",
            ("needs_human", "contradicted_overpromises", "delivery"),
            id="a range that begins too early",
        ),
        pytest.param(
            "Dostawa do 10 dni roboczych.", ("fail", "contradicted_other", "delivery"), id="longer than promised"
        ),
        pytest.param("Gwarancja wynosi 24 miesiące.", ("pass", "supported", "guarantee"), id="months for years"),
        pytest.param(
            "Dostawa kosztuje 19,99 zł.", ("fail", "contradicted_other", "price"), id="more than the price list"
        ),
        pytest.param("Dostawa kosztuje 12,99 zł.", ("pass", "supported", "price"), id="the price"),
        pytest.param("Dostawa kosztuje 4 EUR.", ("needs_human", "condition_open", "price"), id="another currency"),
        pytest.param(
            "Dostawa ekspresowa kosztuje 30 zł.", ("needs_human", "condition_open", "price"), id="a dearer variant"
        ),
        pytest.param(
            "Dostawa jest zawsze darmowa.", ("fail", "contradicted_overpromises", "price"), id="free for everybody"
        ),
        pytest.param(
            "Dla Pani dostawa jest darmowa.", ("needs_human", "condition_open", "price"), id="free for this one"
        ),
        pytest.param(
            "Darmowa dostawa od 100 zł.", ("fail", "contradicted_overpromises", "free-from"), id="free too early"
        ),
        pytest.param("Rabat 10% na start.", ("pass", "supported", "coupon"), id="the coupon"),
        pytest.param("Rabat 25% na buty.", ("needs_human", "condition_open", "coupon"), id="perhaps another coupon"),
    ],
)
def test_a_claim_is_judged_by_the_fact_and_the_direction_of_its_error(
    text: str, expected: tuple[str, str, str]
) -> None:
    assert _told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Napisała Pani, że na odstąpienie jest 7 dni.", id="quoted"),
        pytest.param("Czy 7 dni na odstąpienie to mało?", id="asked"),
        pytest.param("Przykro mi, że czeka Pani 30 dni na zwrot pieniędzy.", id="what the customer went through"),
        pytest.param("Zwrot pieniędzy trwał 20 dni.", id="the past"),
        pytest.param("Nie 7 dni na odstąpienie.", id="denied"),
        pytest.param("Dziękuję za wiadomość.", id="nothing stated"),
    ],
)
def test_what_the_agent_does_not_vouch_for_is_not_applicable(text: str) -> None:
    result = _judge(("agent", text))
    assert (result.verdict.value, result.findings, result.claims) == ("not_applicable", (), 0)


def test_what_runs_from_a_return_is_no_answer_to_a_question_about_another_time() -> None:
    result = _judge(
        ("customer", "Ile mam czasu na odstąpienie od umowy?"),
        ("agent", "Robimy to w 5 dni roboczych od dnia, w którym paczka do nas wróci."),
    )
    assert result.verdict.value == "not_applicable"


def test_a_topic_without_a_fact_counts_as_not_covered() -> None:
    result = _judge(("agent", "Wysyłka w 24 godziny. Dostawa trwa 2–4 dni robocze."))
    assert (result.verdict.value, result.claims, result.covered_claims) == ("pass", 2, 1)


def test_a_claim_without_a_fact_is_kept_with_its_sentence() -> None:
    text = "Wysyłka w 24 godziny. Dostawa trwa 2–4 dni robocze."
    (claim,) = _judge(("agent", text)).uncovered
    assert (claim.topic, claim.evidence.quote) == ("dispatch.time", "w 24 godziny")
    assert text[slice(*claim.sentence)] == "Wysyłka w 24 godziny."


def test_an_unfinished_answer_scores_half() -> None:
    assert _judge(("agent", "Odstąpić można w terminie 14 dni.")).score == 0.5


def test_an_answer_finished_elsewhere_scores_full() -> None:
    result = _judge(
        ("agent", "Odstąpić można w terminie 14 dni."), ("agent", "Na odstąpienie jest 14 dni od otrzymania paczki.")
    )
    assert (result.verdict.value, result.score) == ("pass", None)


@pytest.mark.parametrize(
    ("customer", "verdict"),
    [
        pytest.param("consumer", "fail", id="a consumer"),
        pytest.param("business", "pass", id="a business"),
        pytest.param(None, "needs_human", id="not known who"),
    ],
)
def test_facts_that_differ_by_customer_need_to_know_the_customer(customer: str | None, verdict: str) -> None:
    result = _judge(("agent", "Na reklamację odpowiemy w ciągu 30 dni."), customer=customer)
    assert result.verdict.value == verdict


def test_a_mistake_put_right_with_a_word_of_correction_needs_a_person() -> None:
    wrong = ("agent", "Zwrot pieniędzy w 30 dni.")
    result = _judge(wrong, ("agent", "Przepraszam, pomyłka: zwrot pieniędzy w 14 dni."))
    assert result.verdict.value == "needs_human"


def test_a_bare_number_answers_the_customers_question() -> None:
    result = _judge(("customer", "Ile mam dni na odstąpienie od umowy?"), ("agent", "7 dni."))
    assert (result.verdict.value, quotes(result)) == ("fail", ["7 dni"])


def test_a_direction_that_does_not_count_does_not_fail() -> None:
    result = _judge(("agent", "Zwrot pieniędzy w ciągu 2 dni."), fails_on=("understates", "other"))
    assert (result.verdict.value, result.findings[0].fact) == ("pass", "refund-law")


def test_the_finding_says_what_was_said_and_what_the_fact_says() -> None:
    (finding,) = _judge(("agent", "Na zwrot jest 7 dni od zakupu.")).findings
    assert finding.evidence.quote == "7 dni od zakupu"
    assert finding.found == "7 day calendar from order_placed"
    assert finding.expected == "at least 14 day calendar from goods_received"
    assert "UPK art. 27" in finding.explanation


def test_a_claim_of_the_customer_is_not_judged() -> None:
    assert _judge(("customer", "Na odstąpienie jest 7 dni.")).verdict.value == "not_applicable"
