"""The kind `fact`: another value than the fact's fails only where it surely speaks of the fact's matter."""

from __future__ import annotations

import pytest

from qa.domain.finding import Verdict
from qa.facts.load import parse_facts
from qa.ports import Materials
from tests.build import conversation
from tests.checks.kinds.build import judge
from tests.checks.kinds.test_fact import FACTS, TOPICS

MORE = """\
  - id: dispatch
    topic: dispatch.time
    value: {type: duration, n: 24, unit: hour, calendar: working, relation: at_most}
    source: {kind: policy, ref: "Delivery"}
  - id: returns
    topic: return.period
    value: {type: duration, n: 30, unit: day, calendar: calendar, relation: exact}
    start_event: goods_received
    source: {kind: policy, ref: "Terms"}
"""


def _verdict(*turns: tuple[str, str], language: str) -> str:
    value = conversation(*turns, language=language, metadata={"customer_type": "consumer"})
    materials = Materials(facts=parse_facts(FACTS + MORE, "f"))
    return judge("fact", value, materials=materials, topics=TOPICS).verdict.value


@pytest.mark.parametrize(
    ("language", "sure", "open_"),
    [
        pytest.param(
            "en",
            "Every order is shipped within 4 working days.",
            "Once it's shipped, it takes 2 to 4 working days.",
            id="English: the clause before names the topic",
        ),
        pytest.param(
            "pl",
            "Gwarancja trwa 3 miesiące.",
            "Gwarancja trwa 2 lata, 3 miesiące to niewiele.",
            id="Polish: beside the right one",
        ),
        pytest.param(
            "pt",
            "A garantia é de apenas 90 dias.",
            "Não quero dar-lhe uma garantia para um dia destes.",
            id="Portuguese: no length at all",
        ),
        pytest.param(
            "th",
            "รับประกันสินค้า 8 เดือนค่ะ",
            "รับประกันสินค้า 2 ปี 8 เดือนจึงยังอยู่ในระยะครับ",
            id="Thai: two lengths in a clause",
        ),
        pytest.param(
            "ar",
            "مدة الإرجاع سبعة أيام من تاريخ الشراء.",
            "يستلم المندوب المرتجع خلال ثلاثة أيام.",
            id="Arabic: what the courier does",
        ),
        pytest.param(
            "en",
            "Refunds take three weeks.",
            "Refunds take three weeks at the moment because of the strike.",
            id="English: these days",
        ),
        pytest.param(
            "pl", "Dostawa trwa 9 dni.", "Paczkę dostarczymy w 9 dni.", id="Polish: what will be, of one case"
        ),
        pytest.param("pl", "Dostawa kosztuje 19,99 zł.", "Dostawa przy 300 zł jest bezpłatna.", id="Polish: a size"),
        pytest.param(
            "en", "Delivery costs PLN 19.99.", "Delivery costs PLN 12.99 and the kettle PLN 129.00.", id="English: sums"
        ),
    ],
)
def test_a_value_of_another_thing_needs_a_person(language: str, sure: str, open_: str) -> None:
    assert _verdict(("agent", sure), language=language) == Verdict.FAIL.value
    assert _verdict(("agent", open_), language=language) != Verdict.FAIL.value


@pytest.mark.parametrize(
    ("asked", "verdict"),
    [
        pytest.param("Ile trwa gwarancja?", "fail", id="asked of the rule"),
        pytest.param("Mam ją 8 miesięcy. Ile trwa gwarancja?", "needs_human", id="the customer's own length"),
        pytest.param("Kupiłam 8 miesięcy temu. Ile trwa gwarancja?", "needs_human", id="when it was bought"),
    ],
)
def test_a_length_the_customer_named_may_be_theirs(asked: str, verdict: str) -> None:
    assert _verdict(("customer", asked), ("agent", "Gwarancja trwa 8 miesięcy."), language="pl") == verdict


@pytest.mark.parametrize(
    ("asked", "verdict"),
    [
        pytest.param("Ile kosztuje dostawa?", "fail", id="the price"),
        pytest.param("Ile kosztuje dostawa za pobraniem?", "needs_human", id="of a way of its own"),
    ],
)
def test_a_price_may_be_that_of_the_way_the_customer_asked_about(asked: str, verdict: str) -> None:
    assert _verdict(("customer", asked), ("agent", "Dostawa kosztuje 14,99 zł."), language="pl") == verdict


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param("en", "Orders of the next edition ship in about six weeks.", id="a rough time"),
        pytest.param("en", "The guarantee on the battery is 6 months.", id="of a part"),
        pytest.param("pl", "Do Niemiec dostawa trwa od 5 do 8 dni roboczych.", id="to another country"),
        pytest.param("pt", "Faltam ainda 10 meses para a garantia acabar.", id="what is left"),
        pytest.param("ar", "عند وصوله يستغرق رد المبلغ من 5 إلى 7 أيام عمل.", id="two numbers of another fact"),
        pytest.param("en", "Our shops take things back within 14 days with a note from the shop.", id="in a shop"),
    ],
)
def test_what_holds_beside_the_rule_needs_a_person(language: str, text: str) -> None:
    assert _verdict(("agent", text), language=language) != Verdict.FAIL.value


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        pytest.param("7 dni.", "fail", id="the length alone"),
        pytest.param("Etykietę trzymamy 7 dni.", "needs_human", id="of another thing"),
    ],
)
def test_only_a_bare_value_answers_the_question(answer: str, verdict: str) -> None:
    assert _verdict(("customer", "Ile mam dni na odstąpienie od umowy?"), ("agent", answer), language="pl") == verdict
