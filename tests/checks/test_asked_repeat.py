"""What a customer has to say again right after a question: `asked_repeat`, through the kind `asked_again`."""

from __future__ import annotations

from typing import Any

import pytest

from qa.domain.finding import Verdict
from tests.build import conversation
from tests.checks.kinds.build import judge, quotes, use

ASKED: dict[str, Any] = {
    "ask": use("asks-detail"),
    "unless": use("asks-detail-reason"),
    "product": use("product-word"),
    "cue": use("repeat-cue"),
    "details": ("order", "email", "phone", "address", "name", "product", "problem"),
}
MAIL = "ola.bak@mail.example"


@pytest.mark.parametrize(
    ("language", "told", "asked", "answer"),
    [
        pytest.param(
            "en",
            f"My mail is {MAIL} and the postcode is 30-102. The mixer won't start.",
            "Right, pop your e-mail and postcode in here, and what seems to be up with it?",
            f"{MAIL}, 30-102, it won't start.",
            id="English, two details",
        ),
        pytest.param(
            "pl",
            f"Piszę z adresu {MAIL}, mikser nie rusza.",
            "To jeszcze niech mi Pani poda mail.",
            "Podawałam go na wstępie.",
            id="Polish, a complaint",
        ),
        pytest.param(
            "pt",
            "A batedeira vermelha não arranca e cheira a queimado.",
            "E qual é o aparelho, e o que tem?",
            "Como já disse, é a batedeira vermelha, não arranca e cheira a queimado.",
            id="Portuguese, a complaint and the words of before",
        ),
        pytest.param(
            "pl",
            "Lewy głośnik nie gra, kabel już zmieniałam.",
            "A próbowała Pani zmienić kabel?",
            "Przecież pisałam, że tak.",
            id="Polish, what was told as a question",
        ),
        pytest.param(
            "ar",
            f"بريدي {MAIL} والرمز البريدي 30102",
            "طيب عطيني الإيميل والرمز البريدي، وقل لي إذا جربت مقبس ثاني.",
            f"{MAIL} و30102",
            id="Arabic, another thing in another clause",
        ),
        pytest.param(
            "th",
            f"อีเมล {MAIL} รหัสไปรษณีย์ 10400 ค่ะ เครื่องไม่ติด",
            "รบกวนพิมพ์อีเมลกับรหัสไปรษณีย์มาหน่อยค่ะ",
            f"{MAIL} 10400 ค่ะ",
            id="Thai, two details",
        ),
    ],
)
def test_what_the_customer_says_again_was_asked_again(language: str, told: str, asked: str, answer: str) -> None:
    said = conversation(("customer", told), ("agent", asked), ("customer", answer), language=language)
    result = judge("asked_again", said, **ASKED)
    assert result.verdict is Verdict.FAIL
    assert quotes(result)[0] in asked


@pytest.mark.parametrize(
    ("language", "told", "asked", "answer"),
    [
        pytest.param("en", f"I'm {MAIL}.", f"Is it {MAIL} and 30-102?", f"{MAIL}, yes.", id="said back"),
        pytest.param(
            "en",
            f"I'm at {MAIL}, postcode 30-102.",
            "For security, could you tell me your e-mail and postcode?",
            f"{MAIL}, 30-102.",
            id="for security",
        ),
        pytest.param(
            "pl",
            f"Mail {MAIL}, kod 30-102.",
            "Przepraszam, przerwało. Proszę powtórzyć mail i kod pocztowy.",
            f"{MAIL}, 30-102.",
            id="Polish, not heard",
        ),
        pytest.param(
            "pt",
            f"O meu e-mail é {MAIL}.",
            "Hoje mando-lhe a etiqueta por e-mail.",
            f"Obrigada, para {MAIL}.",
            id="Portuguese, nothing asked",
        ),
        pytest.param("ar", "السلام عليكم", "ما البريد والرمز البريدي؟", f"{MAIL} و30102", id="Arabic, not told before"),
        pytest.param("th", "สวัสดีค่ะ", "ขออีเมลหน่อยค่ะ", f"{MAIL} ค่ะ", id="Thai, not told before"),
    ],
)
def test_what_is_said_back_checked_or_new_is_not_asked_again(
    language: str, told: str, asked: str, answer: str
) -> None:  # fmt: skip
    turns = ("customer", told), ("agent", asked), ("customer", answer)
    said = conversation(*turns, language=language, channel="call")
    assert judge("asked_again", said, **ASKED).verdict in (Verdict.PASS, Verdict.NOT_APPLICABLE)


def test_what_is_said_back_to_be_sure_needs_a_person() -> None:
    turns = ("customer", "The left speaker is dead, I swapped the cable."), ("customer", "It is the black one.")
    asked = ("agent", "So the left speaker is dead, and you swapped the cable, right?")
    said = conversation(*turns, asked, ("customer", "As I said, yes."))
    assert judge("asked_again", said, **ASKED).verdict is Verdict.NEEDS_HUMAN


def test_one_detail_beside_others_needs_a_person() -> None:
    turns = ("customer", f"I'm {MAIL}."), ("agent", "Which e-mail may I use, and which colour?"), ("customer", MAIL)
    assert judge("asked_again", conversation(*turns), **ASKED).verdict is Verdict.NEEDS_HUMAN
