"""The kinds `asked_again`, `secret_data` and `identity`: what may have a reason is left to a person."""

from __future__ import annotations

from typing import Any

import pytest

from qa.domain.fact import Order, OrderBase
from qa.domain.finding import Verdict
from qa.ports import Materials
from tests.build import conversation
from tests.checks.kinds.build import judge, use

ASKED: dict[str, Any] = {
    "ask": use("asks-detail"),
    "unless": use("asks-detail-reason"),
    "product": use("product-word"),
    "details": ("order", "email", "company", "product", "problem", "missing"),
    "previous": True,
}
SECRETS: dict[str, Any] = {
    "forbid": use("secret-request"),
    "secret": use("secret-noun"),
    "unless": use("secret-warning"),
}


@pytest.mark.parametrize(
    ("language", "told", "sure", "open_"),
    [
        pytest.param("en", "I bought a kettle", "Which product is it?", "Which model is it?", id="English, a model"),
        pytest.param("pl", "Kupiłam odkurzacz.", "Jaki to produkt?", "Który to model?", id="Polish, a model"),
        pytest.param("pt", "Comprei um aspirador.", "Que produto é?", "Que modelo é?", id="Portuguese, a model"),
        pytest.param(
            "en",
            "I'm at ann@mail.example",
            "What is your e-mail address?",
            "Can you see your e-mails where you're sitting?",
            id="English, no request",
        ),
        pytest.param(
            "pl",
            "Mój mail to ola@mail.example",
            "Jaki jest Pani adres e-mail?",
            "Poproszę o adres e-mail z zamówienia i kod pocztowy.",
            id="Polish, asked with another",
        ),
        pytest.param(
            "th",
            "ขอในนามบริษัท สวนเขียว จำกัด",
            "ออกในนามบริษัทอะไรคะ",
            "เราออกใบแจ้งหนี้ในนามบริษัทได้ต่อเมื่อบนใบเสร็จมีเลขของบริษัทอยู่แล้ว รบกวนดูว่ามีเลขนี้หรือไม่นะคะ",
            id="Thai, no question for it",
        ),
        pytest.param("ar", "رقم الطلب 10457", "ما رقم الطلب؟", "ما رقم الطلب والرمز البريدي؟", id="Arabic"),
    ],
)
def test_only_a_bare_question_is_surely_asked_again(language: str, told: str, sure: str, open_: str) -> None:
    asked = [conversation(("customer", told), ("agent", one), language=language) for one in (sure, open_)]
    assert judge("asked_again", asked[0], **ASKED).verdict is Verdict.FAIL
    assert judge("asked_again", asked[1], **ASKED).verdict is not Verdict.FAIL


@pytest.mark.parametrize(
    ("told", "asked", "verdict"),
    [
        pytest.param("The lid of my kettle came off", "What is the problem?", Verdict.FAIL, id="a fault told"),
        pytest.param("My kettle is broken", "What is the problem?", Verdict.NEEDS_HUMAN, id="only that there is one"),
        pytest.param("Two screws are missing", "What is missing?", Verdict.FAIL, id="what is missing told"),
        pytest.param("A part is missing", "What is missing?", Verdict.NEEDS_HUMAN, id="some part"),
    ],
)
def test_what_was_told_in_a_word_may_be_asked_about(told: str, asked: str, verdict: Verdict) -> None:
    said = conversation(("customer", told), ("agent", asked))
    assert judge("asked_again", said, **ASKED).verdict is verdict


@pytest.mark.parametrize(
    ("language", "sure", "open_"),
    [
        pytest.param(
            "en", "Tell me your password.", "Please don't read the password out to me.", id="English, a denial"
        ),
        pytest.param(
            "en",
            "Send me the code your bank texted you.",
            "Give the driver the four-digit code from the text message.",
            id="English, to somebody else",
        ),
        pytest.param(
            "en",
            "Tell me your card number.",
            "Tell me the last four digits of the card.",
            id="last four",
        ),
        pytest.param(
            "pl",
            "Proszę podać trzy cyfry z tyłu karty.",
            "Proszę sprawdzić trzy cyfry z tyłu karty.",
            id="Polish, to look at",
        ),
        pytest.param(
            "pt",
            "Diga-me os três algarismos que estão no verso do cartão.",
            "Verifique os três algarismos no verso do cartão.",
            id="Portuguese, to look at",
        ),
        pytest.param("ar", "أرسل لي رمز التحقق.", "أدخل رمز التحقق في صفحة الدفع.", id="Arabic, to type in"),
        pytest.param("th", "ส่งรหัสผ่านมาให้หน่อยครับ", "กรอกรหัส OTP ในหน้าชำระเงินได้เลยค่ะ", id="Thai, to type in"),
    ],
)
def test_a_secret_the_customer_is_only_to_use_is_no_request(language: str, sure: str, open_: str) -> None:
    said = [conversation(("agent", one), language=language) for one in (sure, open_)]
    assert judge("secret_data", said[0], **SECRETS).verdict is Verdict.FAIL
    assert judge("secret_data", said[1], **SECRETS).verdict is not Verdict.FAIL


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        pytest.param("Where is my parcel?", Verdict.FAIL, id="nothing proved"),
        pytest.param("It's ann@mail.example, where is my parcel?", Verdict.NEEDS_HUMAN, id="one proof"),
    ],
)
def test_after_one_proof_an_order_may_be_named(told: str, verdict: Verdict) -> None:
    said = conversation(("customer", told), ("agent", "I see order 10457 of yours."), channel="call")
    orders = OrderBase({"10457": Order("10457", customer_id="c-1")})
    assert judge("identity", said, materials=Materials(orders=orders)).verdict is verdict


def test_the_nearest_place_is_not_the_customers() -> None:
    said = conversation(
        ("customer", "Gdzie mogę odebrać?"),
        ("agent", "Najbliżej Pani jest automat przy ulicy Długiej 12."),
        language="pl",
        channel="call",
    )
    assert judge("identity", said).verdict is Verdict.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        pytest.param("It broke, but I binned the box.", Verdict.FAIL, id="plain goods"),
        pytest.param("The custom-made bowl broke.", Verdict.NEEDS_HUMAN, id="goods that the law excepts"),
    ],
)
def test_a_complaint_refused_for_excepted_goods_needs_a_person(told: str, verdict: Verdict) -> None:
    said = conversation(("customer", told), ("agent", "No box, so we can't accept the claim."))
    assert judge("combined", said, of="rights").verdict is verdict
