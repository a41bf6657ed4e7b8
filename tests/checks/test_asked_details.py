"""Questions for payment, colour, size and what is missing, and answers to them given before they were asked."""

from __future__ import annotations

import pytest

from checks.asked_details import questions, told


@pytest.mark.parametrize(
    ("text", "details"),
    [
        pytest.param("How did you pay for it?", ["payment"], id="payment"),
        pytest.param("Jaki kolor mam wpisać?", ["colour"], id="colour"),
        pytest.param("Qual é o tamanho?", ["size"], id="size"),
        pytest.param("What was missing from the box?", ["missing"], id="missing"),
        pytest.param("Please send me your order number.", ["order"], id="order number"),
        pytest.param("Potrzebuję jeszcze numeru zamówienia.", ["order"], id="order number, Polish"),
        pytest.param("I don't need your order number.", [], id="not needed"),
        pytest.param("Please quote order number 10457.", [], id="it is named"),
        pytest.param("You paid by card.", [], id="no question"),
    ],
)
def test_what_a_sentence_asks_for(text: str, details: list[str]) -> None:
    assert [detail for _, detail in questions(text)] == details


@pytest.mark.parametrize(
    ("text", "details"),
    [
        pytest.param("Zapłaciłam BLIKIEM, kolor biały.", {"payment", "colour"}, id="two"),
        pytest.param("Brakuje śrubek.", {"missing"}, id="missing"),
        pytest.param("Size M, please.", {"size"}, id="size"),
        pytest.param("Can I pay by card?", set(), id="a question"),
        pytest.param("Where is my parcel.", set(), id="nothing"),
    ],
)
def test_what_a_customer_tells(text: str, details: set[str]) -> None:
    assert set(told(text)) == details
