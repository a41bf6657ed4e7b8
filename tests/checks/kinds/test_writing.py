"""The kinds that look at how something is written: places left open, shouting, names, gender, language, doubles."""

from __future__ import annotations

from typing import Any

import pytest

from checks.kinds.vocative import vocative_of
from qa.domain.finding import Verdict
from tests.build import conversation
from tests.checks.kinds.build import judge, quotes, use


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        pytest.param("Dear {{ customer.name }},", "{{ customer.name }}", id="double braces"),
        pytest.param("Dear {first_name},", "{first_name}", id="braces"),
        pytest.param("Szanowna Pani [IMIĘ],", "[IMIĘ]", id="capitals in brackets"),
        pytest.param("Szanowna Pani [imię],", "[imię]", id="a known name in brackets"),
        pytest.param("Dear %NAME%", "%NAME%", id="per cent signs"),
        pytest.param("Order <order number>", "<order number>", id="angle brackets"),
        pytest.param("Order XXX is ready", "XXX", id="XXX"),
        pytest.param("Lorem ipsum dolor", "Lorem ipsum", id="dummy text"),
        pytest.param("Czy otrzymał Pan/Pani paczkę?", "Pan/Pani", id="a double form"),
        pytest.param("Prezado(a) cliente", "Prezado(a)", id="a Portuguese double form"),
    ],
)
def test_what_was_left_of_a_saved_reply_fails(text: str, quote: str) -> None:
    result = judge("placeholders", conversation(("agent", text)))
    assert result.verdict is Verdict.FAIL
    assert quotes(result) == [quote]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Size XXXL [size M] is 50% off, 20% today.", id="sizes and per cent"),
        pytest.param("See the page <https://acme.example>.", id="an address in angle brackets"),
        pytest.param("Card xxxx xxxx 1234, XXX-123", id="masked digits"),
        pytest.param("> Dear {name}\nHello Jan", id="mail history"),
    ],
)
def test_what_only_looks_like_a_placeholder_passes(text: str) -> None:
    assert judge("placeholders", conversation(("agent", text))).verdict is Verdict.PASS


def test_a_place_the_customer_wrote_of_is_talked_about() -> None:
    said = conversation(("customer", "Why does it say {{name}}?"), ("agent", "{{name}} is our mistake, sorry."))
    assert judge("placeholders", said).verdict is Verdict.PASS


@pytest.mark.parametrize(
    ("customer", "text", "language"),
    [
        pytest.param("Aleksandra Lis", "Dzień dobry, Pani Olu!", "pl", id="Polish, inflected"),
        pytest.param("Robert Fox", "Hi Bob, it left today.", "en", id="English"),
    ],
)
def test_a_short_form_is_the_customers_own_name(customer: str, text: str, language: str) -> None:
    said = conversation(("agent", text), language=language, customer=customer)
    assert judge("vocative", said).verdict is Verdict.PASS


def test_a_double_form_to_a_stranger_passes() -> None:
    said = conversation(("agent", "Czy otrzymał Pan/Pani paczkę?"), customer=None)
    assert judge("placeholders", said).verdict is Verdict.PASS


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        pytest.param("PLEASE READ THE TERMS", Verdict.FAIL, id="capitals"),
        pytest.param("NIE MOJA WINA", Verdict.FAIL, id="Polish capitals"),
        pytest.param("Now!!!", Verdict.FAIL, id="marks"),
        pytest.param("DPX PL 12 and USB HDMI", Verdict.PASS, id="short names"),
        pytest.param("The SONY BRAVIA CINEMA PREMIUM is back.", Verdict.PASS, id="a model's name"),
        pytest.param("Great! Really?!", Verdict.PASS, id="two marks"),
        pytest.param("You wrote „I WANT MY MONEY BACK!!!”", Verdict.PASS, id="a quotation"),
    ],
)
def test_shouting(text: str, verdict: Verdict) -> None:
    assert judge("shouting", conversation(("agent", text))).verdict is verdict


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("Jan", "Janie", id="Jan"),
        pytest.param("Marek", "Marku", id="Marek"),
        pytest.param("Paweł", "Pawle", id="Paweł"),
        pytest.param("Anna", "Anno", id="Anna"),
        pytest.param("Kasia", "Kasiu", id="Kasia"),
        pytest.param("Marku", None, id="already vocative"),
        pytest.param("Xyzbert", None, id="unknown"),
    ],
)
def test_the_vocative_of_a_name(name: str, expected: str | None) -> None:
    assert vocative_of(name) == expected


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        pytest.param("Panie Jan, już sprawdzam.", Verdict.FAIL, id="nominative after Panie"),
        pytest.param("Dzień dobry, Panie Janie!", Verdict.PASS, id="vocative"),
        pytest.param("Sprawą zajmie się Pani Anna z biura.", Verdict.NOT_APPLICABLE, id="somebody else"),
        pytest.param("Panie Tomaszu, już sprawdzam.", Verdict.FAIL, id="another name"),
        pytest.param("Panie Ewo, już sprawdzam.", Verdict.FAIL, id="a woman called sir"),
        pytest.param("Panie Ewo i Anno, już sprawdzam.", Verdict.NEEDS_HUMAN, id="two ladies"),
        pytest.param("Już sprawdzam.", Verdict.NOT_APPLICABLE, id="no name"),
    ],
)
def test_the_name_in_a_polish_greeting(text: str, verdict: Verdict) -> None:
    assert judge("vocative", conversation(("agent", text), language="pl")).verdict is verdict


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        pytest.param("Sprawdziłam i wysłałam, potem zadzwoniłem.", "pl", ["zadzwoniłem"], id="Polish speaker"),
        pytest.param("Czy otrzymała Pan paczkę?", "pl", ["otrzymała Pan"], id="Polish customer"),
        pytest.param("Kurier wysłał Pani paczkę, a ja zadzwoniłam.", "pl", [], id="a dative title"),
        pytest.param("Obrigada pela espera. Obrigado!", "pt", ["Obrigado"], id="Portuguese speaker"),
        pytest.param("ใช่ไหมค่ะ", "th", ["ไหมค่ะ"], id="a Thai particle"),
        pytest.param("สวัสดีครับ รอสักครู่นะครับ ได้ค่ะ", "th", ["ค่ะ"], id="Thai speaker"),
    ],
)
def test_gender_agreement(text: str, language: str, found: list[str]) -> None:
    assert quotes(judge("gender_agreement", conversation(("agent", text), language=language))) == found


def test_an_answer_in_another_language_fails() -> None:
    said = conversation(
        ("customer", "Dzień dobry, kiedy dotrze moja paczka z zamówienia sprzed tygodnia?"),
        ("agent", "Thank you for your message, the parcel is on its way to you."),
        language="pl",
    )
    assert judge("same_language", said).verdict is Verdict.FAIL


def test_the_same_answer_twice_fails_the_second_time() -> None:
    said = conversation(
        ("agent", "Your parcel left our warehouse this morning, it is on its way."),
        ("agent", "Your parcel left our warehouse this morning, it's on its way."),
    )
    result = judge("duplicate_reply", said)
    assert [finding.evidence.message for finding in result.findings] == [1]


@pytest.mark.parametrize(
    ("text", "verdict", "score"),
    [
        pytest.param("We cannot accept it.", Verdict.FAIL, None, id="alone"),
        pytest.param("We cannot accept it because it was worn.", Verdict.PASS, 0.5, id="with a reason"),
        pytest.param("We cannot accept it because it was worn. I suggest a repair.", Verdict.PASS, 1.0, id="with both"),
        pytest.param("We can accept it.", Verdict.NOT_APPLICABLE, None, id="no refusal"),
    ],
)
def test_a_refusal_needs_company(text: str, verdict: Verdict, score: float | None) -> None:
    options: dict[str, Any] = {
        "when": use("refusal"),
        "require": use("reason-marker"),
        "also": use("alternative-marker"),
    }
    result = judge("accompanied", conversation(("agent", text)), **options)
    assert (result.verdict, result.score) == (verdict, score)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        pytest.param("Dear Kowalski, I am on it.", Verdict.FAIL, id="a bare surname"),
        pytest.param("Thank you for waiting, Mr Abernathy.", Verdict.FAIL, id="somebody else's surname"),
        pytest.param("Thank you for waiting, Mr Kowalski.", Verdict.PASS, id="their own"),
        pytest.param("Hello Jan, I am on it.", Verdict.PASS, id="their given name"),
        pytest.param("Hello Tom, I am on it.", Verdict.NEEDS_HUMAN, id="perhaps another name"),
    ],
)
def test_the_name_in_an_english_greeting(text: str, verdict: Verdict) -> None:
    assert judge("vocative", conversation(("agent", text))).verdict is verdict
