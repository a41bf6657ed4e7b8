"""Questions already answered, identity before data, and what a customer's alarm must lead to."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from qa.domain.conversation import Participant
from qa.domain.finding import Verdict
from tests.build import START, conversation
from tests.checks.kinds.build import judge, quotes, use, words

ASKED: dict[str, Any] = {
    "ask": use("asks-detail"),
    "unless": use("asks-detail-reason"),
    "product": use("product-word"),
    "details": ("order", "email", "phone", "product", "problem"),
}


@pytest.mark.parametrize(
    ("told", "asked", "verdict"),
    [
        pytest.param("Order 10457 is late", "What is your order number?", Verdict.FAIL, id="order"),
        pytest.param("I am ann@mail.example", "Please send me your email address.", Verdict.FAIL, id="mail"),
        pytest.param("Call 600 123 456", "May I have your phone number?", Verdict.FAIL, id="phone"),
        pytest.param("My kettle is broken", "Which product?", Verdict.FAIL, id="product"),
        pytest.param("My kettle and my lamp are broken", "Which product?", Verdict.PASS, id="two products"),
        pytest.param("I have a problem", "What's the problem?", Verdict.PASS, id="a problem not told"),
        pytest.param("Parcel 6201000123 is late", "What is your order number?", Verdict.PASS, id="another number"),
        pytest.param("Order 10457", "To verify you, what is your order number?", Verdict.PASS, id="identity"),
        pytest.param("Order 10457", "I can't find it. What is your order number?", Verdict.PASS, id="not found"),
        pytest.param("How much is it?", "One pound.", Verdict.NOT_APPLICABLE, id="nothing told or asked"),
    ],
)
def test_a_detail_given_is_not_asked_again(told: str, asked: str, verdict: Verdict) -> None:
    assert judge("asked_again", conversation(("customer", told), ("agent", asked)), **ASKED).verdict is verdict


def test_what_the_customer_had_written_is_shown() -> None:
    said = conversation(("customer", "Order 10457 is late"), ("agent", "Hello. What is your order number?"))
    result = judge("asked_again", said, **ASKED)
    assert quotes(result) == ["What is your order number"]
    assert result.findings[0].found == "10457"


def test_a_question_that_crossed_the_answer_is_no_repetition() -> None:
    said = conversation(("customer", "Order 10457"), ("agent", "What is your order number?"))
    crossed = replace(said.messages[1], sent_at=START + timedelta(seconds=5))
    result = judge("asked_again", replace(said, messages=(said.messages[0], crossed)), **ASKED)
    assert result.verdict is Verdict.PASS


def test_only_the_turn_before_counts_where_asked_for() -> None:
    said = conversation(
        ("customer", "My kettle leaks"), ("agent", "Oh."), ("customer", "So?"), ("agent", "Which item?")
    )
    assert judge("asked_again", said, previous=True, **ASKED).verdict is Verdict.PASS
    assert judge("asked_again", said, **ASKED).verdict is Verdict.FAIL


ADDRESS = "Your delivery address is 12 Green Lane."


@pytest.mark.parametrize(
    ("told", "answer", "verdict"),
    [
        pytest.param("Hi", ADDRESS, Verdict.FAIL, id="nothing given"),
        pytest.param("Order 10457", ADDRESS, Verdict.NEEDS_HUMAN, id="one detail"),
        pytest.param("Order 10457, 600 123 456", ADDRESS, Verdict.PASS, id="two details"),
        pytest.param("I live in Green Lane", ADDRESS, Verdict.NOT_APPLICABLE, id="the customer's own words"),
        pytest.param("Hi", "Return it to our warehouse, 12 Green Lane.", Verdict.NOT_APPLICABLE, id="the shop's"),
        pytest.param("Hi", "We wrote to your ann@mail.example.", Verdict.NEEDS_HUMAN, id="a mail address"),
        pytest.param("Hi", "We wrote to your a**@mail.example.", Verdict.NOT_APPLICABLE, id="a masked mail address"),
        pytest.param("Hi", "Good morning.", Verdict.NOT_APPLICABLE, id="no data"),
    ],
)
def test_data_are_told_to_people_who_are_known(told: str, answer: str, verdict: Verdict) -> None:
    assert judge("identity", conversation(("customer", told), ("agent", answer))).verdict is verdict


def test_a_customer_who_logged_in_is_known() -> None:
    said = conversation(("customer", "Hi"), ("agent", ADDRESS), metadata={"authenticated": True})
    assert judge("identity", said).verdict is Verdict.PASS


def test_the_address_mail_comes_from_is_one_detail() -> None:
    said = conversation(("customer", "Hi"), ("agent", ADDRESS), channel="email")
    known = replace(said, customer=Participant(email="ann@mail.example"))
    assert judge("identity", known).verdict is Verdict.NEEDS_HUMAN


REACTION: dict[str, Any] = {
    "after": use("escalation-trigger"),
    "unless": use("escalation-figurative"),
    "require": use("escalated"),
    "forbid": use("dismissal"),
}


@pytest.mark.parametrize(
    ("told", "answer", "verdict"),
    [
        pytest.param("The charger caught fire!", "Is anyone hurt?", Verdict.PASS, id="taken up"),
        pytest.param("The charger caught fire!", "Calm down.", Verdict.FAIL, id="brushed off"),
        pytest.param("The charger caught fire!", "Calm down. Is anyone hurt?", Verdict.NEEDS_HUMAN, id="both"),
        pytest.param("The charger caught fire!", "We refund it.", Verdict.NEEDS_HUMAN, id="neither"),
        pytest.param("I'm dying to have it!", "Calm down.", Verdict.NOT_APPLICABLE, id="figurative"),
    ],
)
def test_an_alarm_is_taken_up(told: str, answer: str, verdict: Verdict) -> None:
    assert judge("reaction", conversation(("customer", told), ("agent", answer)), **REACTION).verdict is verdict


def test_an_alarm_nobody_answered_is_left_to_other_checks() -> None:
    said = conversation(("agent", "Hi"), ("customer", "The charger caught fire!"))
    assert judge("reaction", said, **REACTION).verdict is Verdict.NOT_APPLICABLE


def test_courtesies_alone_fail_only_where_the_case_is_closed() -> None:
    said = conversation(("customer", "The charger caught fire!"), ("agent", "Thank you. Have a nice day!"))
    silent: dict[str, Any] = {**REACTION, "silence": True}
    assert judge("reaction", replace(said, status="closed"), **silent).verdict is Verdict.FAIL
    assert judge("reaction", said, **silent).verdict is Verdict.NEEDS_HUMAN


@pytest.mark.parametrize(
    ("asked", "answer", "verdict"),
    [
        pytest.param("The kettle caught fire", "It is worth unplugging things.", Verdict.FAIL, id="advice only"),
        pytest.param("The kettle caught fire", "A doctor should see that.", Verdict.NEEDS_HUMAN, id="a sign"),
        pytest.param("See you in court", "Okay, noted.", Verdict.FAIL, id="a shrug"),
        pytest.param("See you in court", "The refund left on Monday.", Verdict.NEEDS_HUMAN, id="an answer"),
    ],
)
def test_answers_without_any_sign_of_care(asked: str, answer: str, verdict: Verdict) -> None:
    said = conversation(("customer", asked), ("agent", answer))
    result = judge(
        "reaction",
        said,
        after=words("caught fire", "court"),
        require=words("safety team"),
        forbid=words("calm down"),
        signs=words("doctor"),
        grave=words("fire"),
        shrug=words("noted"),
    )
    assert result.verdict is verdict


@pytest.mark.parametrize(
    ("told", "answer", "verdict"),
    [
        pytest.param("Hello, Jan Kowalski.", "Your mobile is 600 700 800.", Verdict.FAIL, id="a name alone"),
        pytest.param("Order number 10457.", "Your mobile is 600 700 800.", Verdict.FAIL, id="one proof"),
        pytest.param(
            "Jan Kowalski, order number 10457.", "Your mobile is 600 700 800.", Verdict.NEEDS_HUMAN, id="proof and name"
        ),
        pytest.param(
            "Order number 10457, jan at mail dot com.", "Your mobile is 600 700 800.", Verdict.PASS, id="two proofs"
        ),
        pytest.param("Hello.", "Our helpline is 600 700 800.", Verdict.NOT_APPLICABLE, id="the shop's own"),
    ],
)
def test_data_read_out_to_a_caller(told: str, answer: str, verdict: Verdict) -> None:
    said = conversation(("customer", told), ("agent", answer), channel="call")
    assert judge("identity", said).verdict is verdict
