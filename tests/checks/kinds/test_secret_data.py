"""The kind `secret_data`: secrets asked for or repeated."""

from __future__ import annotations

from typing import Any

import pytest

from qa.domain.fact import Order, OrderBase, Shipping
from qa.domain.finding import Verdict
from qa.ports import Materials
from qa.redaction.checksums import is_pesel, passes_luhn
from tests.build import conversation
from tests.checks.kinds.build import judge, quotes, use

OPTIONS: dict[str, Any] = {"forbid": use("secret-request"), "unless": use("secret-warning")}


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        pytest.param("Is it 4111 1111 1111 1111?", "4111 1111 1111 1111", id="a card number"),
        pytest.param("Is it 4111-1111-1111-1111?", "4111-1111-1111-1111", id="with dashes"),
        pytest.param("Your CVV is 123, right?", "123", id="a security code"),
        pytest.param("Your PESEL 44051401359 is in the file.", "44051401359", id="an identity number"),
        pytest.param("Please send me your card number.", "send me your card number", id="asked for"),
    ],
)
def test_a_secret_fails(text: str, quote: str) -> None:
    result = judge("secret_data", conversation(("agent", text)), **OPTIONS)
    assert result.verdict is Verdict.FAIL
    assert quotes(result) == [quote]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Please do not send your card number.", id="a warning"),
        pytest.param("The tracking number is 4111 1111 1111 1111.", id="named a tracking number"),
        pytest.param("Your card ends with 1111.", id="the last digits"),
        pytest.param("Order 4111 1111 1111 1112 is ready.", id="a wrong check digit"),
        pytest.param("IBAN PL61109010140000071219812874", id="a bank account"),
        pytest.param("Call +48 22 555 01 00.", id="a phone number"),
    ],
)
def test_what_is_no_secret_passes(text: str) -> None:
    assert judge("secret_data", conversation(("agent", text)), **OPTIONS).verdict is Verdict.PASS


def test_the_number_of_a_known_parcel_is_no_card() -> None:
    order = Order(id="1", shipping=Shipping(tracking="4111111111111111"))
    known = Materials(orders=OrderBase(orders={"1": order}))
    result = judge("secret_data", conversation(("agent", "It is 4111111111111111.")), materials=known, **OPTIONS)
    assert result.verdict is Verdict.PASS


def test_a_number_of_another_length_needs_a_person() -> None:
    result = judge("secret_data", conversation(("agent", "It is 6304000000000000000.")), **OPTIONS)
    assert result.verdict is Verdict.NEEDS_HUMAN


def test_the_customer_may_write_what_they_like() -> None:
    said = conversation(("customer", "4111 1111 1111 1111"))
    assert judge("secret_data", said, **OPTIONS).verdict is Verdict.NOT_APPLICABLE


def test_check_digits_are_told() -> None:
    assert passes_luhn("79927398713")
    assert not passes_luhn("79927398714")
    assert is_pesel("44051401359")
    assert not is_pesel("44051401358")


@pytest.mark.parametrize(
    ("channel", "verdict"),
    [pytest.param("chat", Verdict.FAIL, id="written"), pytest.param("call", Verdict.NEEDS_HUMAN, id="heard")],
)
def test_a_number_that_was_masked_before_it_was_stored_counts(channel: str, verdict: Verdict) -> None:
    said = conversation(("agent", "So your card is [masked: card number]."), channel=channel)
    result = judge("secret_data", said)
    assert (result.verdict, quotes(result)) == (verdict, ["[masked: card number]"])
