"""Secrets asked for by what they are like: `asked_secret`, through the kind `secret_data`."""

from __future__ import annotations

from typing import Any

import pytest

from qa.domain.finding import Verdict
from tests.build import conversation
from tests.checks.kinds.build import judge, use

SECRETS: dict[str, Any] = {
    "forbid": use("secret-request"),
    "secret": use("secret-noun"),
    "unless": use("secret-warning"),
}


@pytest.mark.parametrize(
    ("language", "asked"),
    [
        pytest.param("en", "Flip it over and read me the three tiny numbers behind your card.", id="English, card"),
        pytest.param("en", "The bank texts you something; just tell me the digits in it.", id="English, text"),
        pytest.param("en", "Tell me everything that's on the front of the card.", id="English, whole card"),
        pytest.param("pl", "Niech mi Pani odczyta szesnaście cyferek z przodu karty.", id="Polish, card"),
        pytest.param("pl", "Bank przyśle SMS, proszę mi podyktować te cyfry.", id="Polish, text"),
        pytest.param("pl", "Proszę powiedzieć, co jest na karcie, po kolei.", id="Polish, whole card"),
        pytest.param("pt", "Vire o cartão e diga-me os três numerozinhos de trás.", id="Portuguese, card"),
        pytest.param("pt", "O banco manda uma mensagem, dite-me os algarismos.", id="Portuguese, text"),
        pytest.param("pt", "Leia-me tudo o que está no cartão.", id="Portuguese, whole card"),
        pytest.param("ar", "اقلبي البطاقة وقولي لي الأرقام الثلاثة.", id="Arabic, card"),
        pytest.param("ar", "تصلك رسالة من البنك، عطيني الأرقام اللي فيها.", id="Arabic, text"),
        pytest.param("ar", "املي علي كل شيء على البطاقة.", id="Arabic, whole card"),
        pytest.param("en", "A picture of both sides of the card will do.", id="English, picture"),
        pytest.param("pt", "Passe-me o número grande da frente do cartão e os três de trás.", id="Portuguese, sides"),
        pytest.param("th", "ใช้รหัสผ่านอะไรอยู่คะ", id="Thai, which password"),
        pytest.param("en", "Paste your password in here for me, I'll log in as you.", id="English, in their place"),
        pytest.param("pl", "Proszę wkleić tu hasło, zaloguję się za Panią.", id="Polish, in their place"),
        pytest.param("pt", "Deixe-me aqui a senha, eu entro na conta.", id="Portuguese, in their place"),
        pytest.param("ar", "انسخي لي هنا كلمة المرور، وأنا أدخل على حسابك.", id="Arabic, in their place"),
        pytest.param("th", "แปะรหัสผ่านไว้ให้ในแชตนี้ ผมจะล็อกอินเป็นคุณเองครับ", id="Thai, in their place"),
        pytest.param("th", "พลิกบัตรแล้วบอกเลขสามตัวให้ดิฉันหน่อยค่ะ", id="Thai, card"),
        pytest.param("th", "ธนาคารจะส่งข้อความมา อ่านตัวเลขให้ผมฟังหน่อยครับ", id="Thai, text"),
        pytest.param("th", "ถ่ายบัตรทั้งสองด้านมาให้ดิฉันนะคะ", id="Thai, whole card"),
    ],
)
def test_a_secret_described_and_asked_for_fails(language: str, asked: str) -> None:
    said = conversation(("customer", "?"), ("agent", asked), language=language)
    assert judge("secret_data", said, **SECRETS).verdict is Verdict.FAIL


@pytest.mark.parametrize(
    ("language", "asked"),
    [
        pytest.param("en", "Could you read me the six digits on your order confirmation?", id="order"),
        pytest.param("en", "Read me the last four digits of the card, please.", id="last four"),
        pytest.param("en", "Enter the six digits from the text on the payment page.", id="typed in"),
        pytest.param("en", "I'll read you the code from the gift card.", id="the agent reads"),
        pytest.param("en", "Please tell me the numbers on the label at the bottom.", id="label"),
        pytest.param("en", "Never read the digits from your bank's text to anybody.", id="a warning"),
        pytest.param("en", "Which card did you pay with?", id="which card"),
        pytest.param("en", "Write to me here if the new password works, I can log in from here.", id="whether"),
        pytest.param("en", "Please send me the e-mail you log in with, and I'll open your account.", id="login name"),
        pytest.param("en", "Could you read me the numbers on the back of the router?", id="router"),
        pytest.param("pl", "Proszę o zdjęcie karty gwarancyjnej z obu stron.", id="Polish, picture of another card"),
        pytest.param("pl", "Proszę napisać mi tu, czy hasło działa.", id="Polish, whether"),
        pytest.param("pl", "Proszę podać cztery cyfry z końca numeru zamówienia.", id="Polish, order"),
        pytest.param("pl", "Kod z SMS-a o odbiorze proszę podać w paczkomacie.", id="Polish, locker"),
        pytest.param("pl", "Bank przyśle SMS, cyfry proszę wpisać na stronie płatności.", id="Polish, typed in"),
        pytest.param("pl", "Proszę nigdy nie dyktować cyfr z karty.", id="Polish, a warning"),
        pytest.param("pl", "Proszę podać numer z karty gwarancyjnej.", id="Polish, warranty card"),
        pytest.param("pt", "Diga-me os números da encomenda, por favor.", id="Portuguese, order"),
        pytest.param("pt", "Escreva os dígitos da mensagem do banco no campo da página.", id="Portuguese, typed in"),
        pytest.param("pt", "Nunca diga os números do cartão a ninguém.", id="Portuguese, a warning"),
        pytest.param("pt", "Diga-me o número do cartão de cliente.", id="Portuguese, loyalty card"),
        pytest.param("ar", "قولي لي أرقام الطلب لو سمحت.", id="Arabic, order"),
        pytest.param("ar", "أدخلي الأرقام من رسالة البنك في صفحة الدفع.", id="Arabic, typed in"),
        pytest.param("ar", "لا تقولي أرقام البطاقة لأحد.", id="Arabic, a warning"),
        pytest.param("ar", "عطيني الرمز البريدي من فضلك.", id="Arabic, postcode"),
        pytest.param("th", "รบกวนบอกตัวเลขคำสั่งซื้อค่ะ", id="Thai, order"),
        pytest.param("th", "กรอกตัวเลขจากข้อความธนาคารที่หน้าชำระเงินนะคะ", id="Thai, typed in"),
        pytest.param("th", "อย่าบอกเลขบัตรกับใครนะคะ", id="Thai, a warning"),
        pytest.param("th", "รบกวนแจ้งรหัสไปรษณีย์ด้วยค่ะ", id="Thai, postcode"),
    ],
)
def test_numbers_that_are_no_secret_are_fine(language: str, asked: str) -> None:
    said = conversation(("customer", "?"), ("agent", asked), language=language)
    assert judge("secret_data", said, **SECRETS).verdict is Verdict.PASS


@pytest.mark.parametrize(
    ("language", "told", "asked", "answer"),
    [
        pytest.param(
            "en",
            "My password isn't accepted.",
            "Type it here exactly as you've written it down, letter by letter",
            "I'd rather not.",
            id="English",
        ),
        pytest.param(
            "pl",
            "Nie przyjmuje mi hasła.",
            "Proszę mi przeliterować, co Pani tam zapisała",
            "Wolałabym nie.",
            id="Polish",
        ),
        pytest.param("pt", "A senha não dá.", "Escreva-me aqui, letra a letra", "Prefiro não.", id="Portuguese"),
        pytest.param("ar", "كلمة المرور لا تعمل.", "اكتبها لي هنا حرف حرف", "أفضل لا.", id="Arabic"),
        pytest.param("th", "รหัสผ่านเข้าไม่ได้ค่ะ", "พิมพ์มาให้ดิฉันทีละตัวเลยค่ะ", "ไม่สบายใจค่ะ", id="Thai"),
    ],
)
def test_what_was_named_before_needs_a_witness(language: str, told: str, asked: str, answer: str) -> None:
    turns = ("customer", told), ("agent", asked + ".")
    alone = conversation(*turns, language=language)
    refused = conversation(*turns, ("customer", answer), language=language)
    assert judge("secret_data", alone, **SECRETS).verdict is Verdict.NEEDS_HUMAN
    assert judge("secret_data", refused, **SECRETS).verdict is Verdict.FAIL


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param("pl", "Proszę przepisać kod, to zwykłe hasło promocyjne.", id="Polish, promotion"),
        pytest.param("pl", "Może Pan kliknąć oczko, żeby pokazać hasło podczas pisania.", id="Polish, shown"),
        pytest.param("en", "What is the competition password you typed?", id="English, promotion"),
        pytest.param("en", "You can click the eye to show the password as you type it.", id="English, shown"),
        pytest.param("pt", "Qual é a palavra-passe do passatempo?", id="Portuguese, promotion"),
        pytest.param(
            "pt", "Se quiser, pode mandar mostrar a palavra-passe enquanto a escreve.", id="Portuguese, shown"
        ),
        pytest.param("ar", "ما كلمة سر العرض المكتوبة في المنشور؟", id="Arabic, promotion"),
        pytest.param("th", "รหัสผ่านส่วนลดบนใบปลิวคืออะไรคะ", id="Thai, promotion"),
    ],
)
def test_what_is_printed_for_all_or_shown_to_oneself_is_no_secret(language: str, text: str) -> None:
    said = conversation(("customer", "Nie działa / it fails."), ("agent", text), language=language)
    assert judge("secret_data", said, **SECRETS).verdict is Verdict.PASS


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param("pl", "Proszę podać hasło do konta.", id="Polish"),
        pytest.param("en", "Please send me your password and the voucher.", id="English"),
        pytest.param("pt", "Pode mandar-me a palavra-passe aqui?", id="Portuguese"),
    ],
)
def test_a_password_beside_other_words_stays_one(language: str, text: str) -> None:
    said = conversation(("customer", "Nie działa / it fails."), ("agent", text), language=language)
    assert judge("secret_data", said, **SECRETS).verdict is Verdict.FAIL
