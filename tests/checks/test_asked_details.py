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
        pytest.param("Send those to the address in the mail I'm writing.", [], id="where it goes, English"),
        pytest.param("Please send me the label number by e-mail.", [], id="by which way, English"),
        pytest.param("Please give me your e-mail address.", ["email"], id="mail, English"),
        pytest.param("Proszę przesłać zdjęcie na adres z maila.", [], id="where it goes, Polish"),
        pytest.param("Proszę odpisać na tego maila.", [], id="by which way, Polish"),
        pytest.param("Jakim mailem Pani zamawiała?", ["email"], id="mail, Polish"),
        pytest.param("Envie o número da etiqueta por e-mail.", [], id="by which way, Portuguese"),
        pytest.param("Indique-me o seu e-mail.", ["email"], id="mail, Portuguese"),
        pytest.param("يرجى إرسال رقم الملصق بالبريد الإلكتروني.", [], id="by which way, Arabic"),
        pytest.param("أعطني بريدك الإلكتروني.", ["email"], id="mail, Arabic"),
        pytest.param("ขอบคุณค่ะ ส่งคำขอให้คลังแล้ว จะแจ้งทางอีเมลนี้ค่ะ", [], id="by which way, Thai"),
        pytest.param("ขออีเมลด้วยค่ะ", ["email"], id="mail, Thai"),
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
