"""What is a bare no: nothing beside it but courtesy and answers to other questions."""

from __future__ import annotations

import pytest

from qa.domain.conversation import Conversation
from qa.domain.finding import Verdict
from tests.build import conversation
from tests.checks.kinds.build import judge, use

ASKED = {
    "en": "Hello, could you add a gift box to my order? And is the lamp dimmable?",
    "pl": "Dzień dobry, czy można dołożyć pudełko do zamówienia? A lampa ma ściemniacz?",
    "pt": "Bom dia, podem juntar uma caixa à encomenda? E o candeeiro tem regulador?",
    "ar": "مرحبا، هل يمكن إضافة علبة إلى طلبي؟",
    "th": "สวัสดีค่ะ ช่วยใส่กล่องของขวัญเพิ่มได้ไหมคะ",
}


def _verdict(talk: Conversation) -> Verdict:
    sets = use("refusal"), use("reason-marker"), use("alternative-marker")
    return judge("accompanied", talk, near=True, alone=True, when=sets[0], require=sets[1], also=sets[2]).verdict


def _talk(language: str, text: str, *after: tuple[str, str]) -> Conversation:
    return conversation(("customer", ASKED[language]), ("agent", text), *after, language=language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param("en", "Hello Tom,\n\nThank you for writing to us.\nThat isn't possible.\n\nKind regards", id="en"),
        pytest.param("en", "Hello Tom,\nThe lamp is dimmable in five steps.\nThat isn't possible.", id="other answer"),
        pytest.param("pl", "Dzień dobry,\n\ndziękuję za wiadomość.\nNie możemy tego zrobić.\n\nPozdrawiam", id="pl"),
        pytest.param("pt", "Bom dia,\n\nobrigada pela sua mensagem.\nNão é possível.\n\nCumprimentos", id="pt"),
    ],
)
def test_a_no_beside_courtesy_alone_fails(language: str, text: str) -> None:
    assert _verdict(_talk(language, text)) is Verdict.FAIL


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param("en", "Hello Tom,\nunfortunately that isn't possible.\n\nKind regards", id="regretted"),
        pytest.param(
            "en", "Hello Tom,\nThat isn't possible. The box is too small for the lamp.", id="may be the reason"
        ),
        pytest.param("en", "Hello Tom,\nThat isn't possible, the parcel left at noon.", id="reason in a clause"),
        pytest.param("pl", "Dzień dobry,\nniestety nie możemy tego zrobić.\n\nPozdrawiam", id="Polish, regretted"),
        pytest.param("pt", "Bom dia,\nnão é possível. A caixa já seguiu.\n\nCumprimentos", id="Portuguese, reason"),
        pytest.param("ar", "مرحبا، غير ممكن. العلب نفدت من المستودع.", id="Arabic, reason"),
        pytest.param("th", "สวัสดีค่ะ ทำไม่ได้ค่ะ กล่องหมดสต็อกตั้งแต่เมื่อวานค่ะ", id="Thai, reason"),
    ],
)
def test_a_no_that_may_have_its_reason_does_not_fail(language: str, text: str) -> None:
    assert _verdict(_talk(language, text)) is not Verdict.FAIL


def test_a_no_whose_way_out_comes_later_does_not_fail() -> None:
    later = ("agent", "You could choose the box with your next order, I can reserve one.")

    assert _verdict(_talk("en", "Hello Tom.\nThat isn't possible.", ("customer", "Oh."), later)) is not Verdict.FAIL


def test_a_no_to_what_nobody_wants_does_not_fail() -> None:
    talk = conversation(("customer", "Please don't call me again."), ("agent", "Hello Tom.\nWe won't be able to."))

    assert _verdict(talk) is not Verdict.FAIL
