"""The kind `identity` on Arabic and Thai addresses, and how long a Thai text is."""

from __future__ import annotations

import pytest

from checks.kinds.personalised import _words_in
from qa.domain.finding import Verdict
from tests.build import conversation
from tests.checks.kinds.build import judge, quotes


@pytest.mark.parametrize(
    ("language", "asked", "answer", "found"),
    [
        pytest.param(
            "ar",
            "أنا أحمد، وين توصلون شحنتي؟",
            "عنوان التوصيل هو شارع الملك فهد ١٢، صحيح؟",
            ["شارع الملك فهد ١٢"],
            id="Arabic, to a stranger",
        ),
        pytest.param("ar", "وين أرسل الحذاء؟", "أرسله إلى مستودعنا، شارع العليا 15", [], id="the shop's own place"),
        pytest.param(
            "th",
            "ผมสมชาย ส่งพัสดุไปไหนครับ",
            "ที่อยู่จัดส่งคือ 99/1 ถนนสุขุมวิท ใช่ไหมคะ",
            ["99/1 ถนนสุขุมวิท"],
            id="Thai, to a stranger",
        ),
        pytest.param("pl", "Gdzie jedzie paczka?", "Na Lipową 7 w Łodzi.", ["Lipową 7"], id="an answer without words"),
        pytest.param("pl", "Gdzie jest paczkomat?", "Przy ulicy Długiej 5.", [], id="where the shop has a place"),
        pytest.param("en", "What phone have you got?", "It's 07700 900123.", ["07700 900123"], id="a number asked for"),
        pytest.param("pt", "Bom dia.", "Fica na Rua do Sol, 7.", [], id="nothing asked for"),
        pytest.param("pt", "Que morada tem aí?", "Rua do Sol, 7.", ["Rua do Sol, 7"], id="an address asked for"),
        pytest.param(
            "th",
            "ส่งไป 99/1 ถนนสุขุมวิท นะ",
            "ที่อยู่จัดส่งคือ 99/1 ถนนสุขุมวิท ใช่ไหมคะ",
            [],
            id="the customer's words said back",
        ),
    ],
)
def test_an_address_read_out_to_somebody_unknown(language: str, asked: str, answer: str, found: list[str]) -> None:
    said = conversation(("customer", asked), ("agent", answer), language=language, customer=None, channel="call")
    assert quotes(judge("identity", said)) == found


def test_two_details_are_enough_in_arabic_too() -> None:
    said = conversation(
        ("customer", "طلبي ٥٠٤٠١ وإيميلي a@b.example"),
        ("agent", "عنوان التوصيل شارع العليا 15"),
        language="ar",
        customer=None,
        channel="call",
    )
    assert judge("identity", said).verdict is Verdict.PASS


def test_thai_words_are_counted_by_letters() -> None:
    assert _words_in("ทางร้านได้รับข้อความของคุณลูกค้าเรียบร้อยแล้วค่ะ") >= 8
