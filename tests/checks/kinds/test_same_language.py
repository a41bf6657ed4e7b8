"""Answers in the customer's language, in another, and in a bit of both."""

from __future__ import annotations

import pytest

from qa.domain.finding import Verdict
from tests.build import conversation
from tests.checks.kinds.build import judge

Case = tuple[str, str, str]

OTHER: tuple[Case, ...] = (
    (
        "ar",
        "السلام عليكم، متى يصل طلبي من الأسبوع الماضي؟",
        "أهلا بك، Your order is with the courier and it will reach you on Thursday, please wait.",
    ),
    ("ar", "السلام عليكم، متى يصل طلبي من الأسبوع الماضي؟", "ahlan, talabak fil tareeq we hayewsal bokra inshallah"),
    ("th", "ของถึงไหนแล้วคะ รอนานมากเลย", "ค่ะ We are checking this with our warehouse and will get back to you."),
    ("th", "ของถึงไหนแล้วคะ รอนานมากเลย", "お荷物は発送済みです。"),
    (
        "pl",
        "Dzień dobry, gdzie jest moja paczka z zeszłego tygodnia?",
        "Hello, it is on its way and will be delivered tomorrow. Thank you for your patience.",
    ),
    (
        "pt",
        "Bom dia, quando chega a minha encomenda da semana passada?",
        "Buenos días, su pedido llegará mañana por la mañana, gracias por su paciencia.",
    ),
    ("th", "พัสดุของฉันอยู่ที่ไหนแล้วคะ สั่งไปตั้งแต่อาทิตย์ก่อน", "Your parcel is on the way ka."),
    (
        "th",
        "พัสดุของฉันอยู่ที่ไหนแล้วคะ สั่งไปตั้งแต่อาทิตย์ก่อน",
        "Sure, please wait a moment, I will check with the courier for you krub.",
    ),
    (
        "th",
        "พัสดุของฉันอยู่ที่ไหนแล้วคะ สั่งไปตั้งแต่อาทิตย์ก่อน",
        "สวัสดีค่ะ Thank you for contacting us. Your order has shipped and will arrive on Friday. Please check your mail.",
    ),
    ("th", "ของถึงไหนแล้วคะ รอนานมากเลย", "khun look ka, rao song hai laew ka, ror noi na ka"),
    ("th", "ของถึงไหนแล้วคะ รอนานมากเลย", "您好，您的包裹正在路上，预计明天送达。"),
)
SAME: tuple[Case, ...] = (
    (
        "ar",
        "السلام عليكم، متى يصل طلبي من الأسبوع الماضي؟",
        "أهلا بك، طلبك مع المندوب ويصل الخميس. Your order is with the courier and it will reach you on Thursday.",
    ),
    ("ar", "السلام عليكم، متى يصل طلبي من الأسبوع الماضي؟", "تفضل الرابط: Track your order"),
    ("th", "ของถึงไหนแล้วคะ รอนานมากเลย", "รุ่น The North Face for You with Fleece ค่ะ"),
    ("th", "ของถึงไหนแล้วคะ รอนานมากเลย", 'กดที่ปุ่ม "Track and manage your order with us" ในอีเมลได้เลยค่ะ'),
    ("th", "ของถึงไหนแล้วคะ", "สถานะ In transit to the destination hub ค่ะ ถึงพรุ่งนี้นะคะ"),
    (
        "th",
        "ของถึงไหนแล้วคะ รอนานมากเลย",
        "เลขพัสดุ TH123456789 ค่ะ ติดตามได้ที่ Kerry Express Thailand Tracking Page ได้เลยนะคะ",
    ),
    ("th", "ของถึงไหนแล้วคะ รอนานมากเลย", "OK ค่ะ"),
    (
        "th",
        "Hi, where is my parcel? I ordered it last week.",
        "Your parcel is on the way, it should reach you on Friday.",
    ),
)


def verdict_of(case: Case) -> Verdict:
    language, customer, agent = case
    said = conversation(("customer", customer), ("agent", agent), language=language)
    return judge("same_language", said).verdict


@pytest.mark.parametrize("case", OTHER, ids=lambda case: case[2])
def test_another_language_fails(case: Case) -> None:
    assert verdict_of(case) is Verdict.FAIL


@pytest.mark.parametrize("case", SAME, ids=lambda case: case[2])
def test_names_and_words_of_pages_are_let_be(case: Case) -> None:
    assert verdict_of(case) is not Verdict.FAIL
