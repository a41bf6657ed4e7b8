"""Secrets are found across words and turns, and other numbers stay."""

from __future__ import annotations

import re

import pytest

from qa.domain.conversation import Conversation
from qa.redaction.secrets import Pattern, find_secrets
from tests.build import conversation

CARD = "4111 1111 1111 1111"


def masked(said: Conversation, *patterns: Pattern) -> list[tuple[str, list[str]]]:
    return [
        (secret.kind, [said.messages[one.message].text[one.start : one.end] for one in secret.places])
        for secret in find_secrets(said, patterns=patterns)
    ]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        pytest.param(f"My card is {CARD}.", "card number", CARD, id="a card"),
        pytest.param("4111-1111-1111-1111", "card number", "4111-1111-1111-1111", id="with dashes, no word of a card"),
        pytest.param("Amex 378282246310005", "card number", "378282246310005", id="fifteen digits"),
        pytest.param("cvv: 123", "security code", "123", id="a security code"),
        pytest.param("PESEL 44051401359", "PESEL", "44051401359", id="PESEL"),
        pytest.param("PL61 1090 1014 0000 0712 1981 2874", "IBAN", "PL61 1090 1014 0000 0712 1981 2874", id="IBAN"),
        pytest.param("konto 61109010140000071219812874", "IBAN", "61109010140000071219812874", id="account without PL"),
    ],
)
def test_written_secrets_are_found(text: str, kind: str, words: str) -> None:
    assert masked(conversation(("customer", text), language="pl")) == [(kind, [words])]


@pytest.mark.parametrize(
    "text",
    [
        "Zamówienie 4111111111111111 jest w drodze.",
        "Numer przesyłki 00359007738700271402",
        "Zadzwoń: +48 601 234 567",
        "It cost 1234 and the code of the parcel is 123.",
        "Zwrot w ciągu 14 dni, 2026-05-12 o 14:30.",
        "EAN 5901234123457",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert masked(conversation(("customer", text), language="pl")) == []


def test_a_number_said_over_several_turns_is_one() -> None:
    said = conversation(
        ("agent", "Poproszę numer karty."),
        ("customer", "cztery jeden jeden jeden jeden jeden jeden jeden"),
        ("agent", "tak"),
        ("customer", "dalej jedenaście jedenaście jedenaście jedenaście"),
        channel="call",
        language="pl",
    )
    words = ["cztery jeden jeden jeden jeden jeden jeden jeden", "jedenaście jedenaście jedenaście jedenaście"]
    assert masked(said) == [("card number", words)]


def test_what_the_agent_repeats_is_masked_too() -> None:
    said = conversation(
        ("agent", "The number of the card, please?"),
        ("customer", "four one one one, one one one one"),
        ("agent", "four one one one, one one one one, and then?"),
        ("customer", "one one one one one one one one"),
        channel="call",
    )
    ((_, words),) = masked(said)
    assert "four one one one, one one one one" in words and len(words) == 3


def test_a_card_misheard_by_a_digit_is_found_by_its_length() -> None:
    said = conversation(("agent", "Your card?"), ("customer", "4111 1111 1111 1112"), channel="call")
    assert masked(said) == [("card number", ["4111 1111 1111 1112"])]


def test_a_pattern_of_the_companys_own_is_masked() -> None:
    own = Pattern("loyalty number", re.compile(r"LC-\d{6}"))
    assert masked(conversation(("customer", "It is LC-123456.")), own) == [("loyalty number", ["LC-123456"])]


PHONE, EIGHT = (
    "osiem osiem dziewięć jeden osiem pięć cztery zero dziewięć",
    "cztery jeden jeden jeden jeden jeden jeden jeden",
)


def test_a_card_that_is_asked_for_after_another_number_is_found() -> None:
    said = conversation(
        ("agent", "Jaki jest numer telefonu?"),
        ("customer", f"mój telefon to {PHONE}"),
        ("agent", "Poproszę o numer karty."),
        ("customer", f"Tak, to {EIGHT}"),
        ("agent", "Tak."),
        ("customer", "jedenaście jedenaście jedenaście jedenaście"),
        ("agent", "I trzy cyfry z tyłu karty?"),
        ("customer", "osiem zero siedem"),
        ("agent", "Tak. Jaki jest numer zamówienia?"),
        ("customer", "siedemdziesiąt trzy cztery"),
        channel="call",
        language="pl",
    )
    assert masked(said) == [
        ("card number", [EIGHT, "jedenaście jedenaście jedenaście jedenaście"]),
        ("security code", ["osiem zero siedem"]),
    ]


def test_a_card_asked_for_in_the_words_of_an_order_is_found_by_its_check_digit() -> None:
    said = conversation(
        ("agent", "And the number of the card?"),
        ("customer", "For this order?"),
        ("agent", "For the order, yes."),
        ("customer", CARD),
        channel="call",
    )
    assert masked(said) == [("card number", [CARD])]


def test_a_card_that_is_said_while_the_other_asks_about_it_is_one() -> None:
    said = conversation(
        ("agent", "And the number of the card?"),
        ("customer", "four one one one one one one one"),
        ("agent", "Is that the card?"),
        ("customer", "one one one one one one one one"),
        channel="call",
    )
    assert [len(words) for _, words in masked(said)] == [2]
