"""The kind `personalised`: saved replies and the customer's own matter."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa.domain.conversation import Participant
from qa.domain.fact import Order, OrderBase, OrderItem, Template
from qa.domain.finding import CheckResult
from qa.ports import Materials
from tests.build import conversation
from tests.checks.kinds.build import judge, quotes

TERMS = "Drogi Kliencie, dziękujemy za wiadomość. Prosimy zapoznać się z regulaminem na naszej stronie."
SAVED = (
    Template(id="terms", language="pl", text=TERMS),
    Template(
        id="hello", language="pl", text="Dzień dobry {{imie}}, dziękujemy za kontakt z naszym sklepem internetowym."
    ),
    Template(
        id="how", language="pl", text="Etykietę znajdzie Pan w panelu, a przesyłkę przyjmie punkt do 18 włącznie."
    ),
    Template(id="rodo-1", title="Klauzula RODO", language="pl", text=TERMS.replace("Drogi", "Szanowny")),
)
ORDERS = OrderBase({"10457": Order(id="10457", customer_id="c-1", items=(OrderItem("K-1", "Kurtka"),))})


def _judge(text: str, *, asked: str = "Kupiłem buty i odpadł obcas.", template: str | None = None) -> CheckResult:
    talk = conversation(("customer", asked), ("agent", text), language="pl", customer=None)
    said = replace(talk.messages[1], template=template)
    talk = replace(talk, messages=(talk.messages[0], said), customer=Participant(id="c-1", name="Jan Kowalski"))
    return judge("personalised", talk, materials=Materials(orders=ORDERS, templates=SAVED))


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        pytest.param(TERMS, "fail", id="the saved reply alone"),
        pytest.param(TERMS.replace("naszej", "naszych"), "fail", id="almost the saved reply"),
        pytest.param(SAVED[2].text, "needs_human", id="one that may be the answer"),
        pytest.param(f"Panie Janie, {TERMS}", "pass", id="with the name in another case"),
        pytest.param(f"{TERMS} Proszę o zdjęcie obcasa.", "pass", id="with the issue"),
        pytest.param(f"{TERMS} Numer to 10457.", "pass", id="with the order"),
        pytest.param(f"{TERMS} Dotyczy kurtki.", "pass", id="with the product"),
        pytest.param(
            f"{TERMS} Napiszę jutro, gdy sprawdzę to w magazynie i zapytam kierownika.", "pass", id="own words"
        ),
        pytest.param("Dziękujemy za wiadomość.", "not_applicable", id="one line"),
        pytest.param(
            "Dzień dobry {{imie}}, dziękujemy za kontakt z naszym sklepem internetowym.", "fail", id="a place left"
        ),
    ],
)
def test_an_answer_takes_up_the_customers_matter(text: str, verdict: str) -> None:
    assert _judge(text).verdict.value == verdict


def test_the_finding_is_the_saved_reply() -> None:
    assert quotes(_judge(TERMS)) == [TERMS]


def test_a_text_the_law_fixes_is_not_judged() -> None:
    assert _judge(TERMS.replace("Drogi", "Szanowny"), template="rodo-1").verdict.value == "not_applicable"


def test_a_saved_reply_not_at_hand_needs_a_person() -> None:
    text = "Uprzejmie informujemy, że zespół pracuje nad tym z najwyższą starannością."
    assert _judge(text, template="elsewhere").verdict.value == "needs_human"


@pytest.mark.parametrize("asked", [pytest.param("Dziękuję bardzo!", id="thanks"), pytest.param("ok", id="a word")])
def test_thanks_leave_nothing_to_take_up(asked: str) -> None:
    assert _judge(TERMS, asked=asked).verdict.value == "not_applicable"


def test_without_saved_replies_nothing_is_compared() -> None:
    talk = conversation(("customer", "Odpadł obcas."), ("agent", TERMS), language="pl")
    assert judge("personalised", talk).verdict.value == "not_applicable"
