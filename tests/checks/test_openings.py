"""A few words of their own, set off at the beginning, may greet; an answer, a label and a question do not."""

from __future__ import annotations

import pytest

from qa.domain.conversation import Where
from qa.domain.finding import Verdict
from tests.build import conversation
from tests.checks.kinds.build import judge, use

FAIL, HUMAN, PASS = Verdict.FAIL, Verdict.NEEDS_HUMAN, Verdict.PASS
FIRST = Where(position="first", within=2)
ASKED = {
    "pl": "Dzień dobry, gdzie kubek?",
    "en": "Hello, where is my mug?",
    "pt": "Bom dia, onde está a caneca?",
    "ar": "السلام عليكم، أين الكوب؟",
    "th": "สวัสดีค่ะ แก้วถึงไหนแล้วคะ",
}


@pytest.mark.parametrize(
    ("language", "said", "verdict"),
    [
        pytest.param("pl", "Piękny mamy ranek, kubek jedzie.", HUMAN, id="pl own words"),
        pytest.param("pl", "Moje uszanowanie, kubek jedzie.", PASS, id="pl courtly"),
        pytest.param("pl", "Już sprawdzam, kubek jedzie.", FAIL, id="pl answer"),
        pytest.param("pl", "Kubek jedzie, będzie jutro.", FAIL, id="pl echo"),
        pytest.param("en", "Wotcha, it is with the courier.", HUMAN, id="en own words"),
        pytest.param("en", "To the Hill household\n\nIt is with the courier.", HUMAN, id="en line"),
        pytest.param("en", "Ahoy, it is with the courier.", PASS, id="en hail"),
        pytest.param("en", "Not yet, it is with the courier.", FAIL, id="en answer"),
        pytest.param("en", "Order number?", FAIL, id="en question"),
        pytest.param("pt", "Bons olhos a vejam, a encomenda vai a caminho.", HUMAN, id="pt own words"),
        pytest.param("pt", "Ora viva, a encomenda vai a caminho.", PASS, id="pt hail"),
        pytest.param("pt", "Está a caminho, chega amanhã.", FAIL, id="pt answer"),
        pytest.param("ar", "صباحو، الطرد في الطريق إليك.", HUMAN, id="ar own words"),
        pytest.param("ar", "أسعد الله مساءك، الطرد في الطريق.", PASS, id="ar wish"),
        pytest.param("ar", "لحظة، الطرد في الطريق.", FAIL, id="ar answer"),
        pytest.param("th", "พี่นกขา ของอยู่กับขนส่งค่ะ", HUMAN, id="th called"),
        pytest.param("th", "เรียน อาจารย์วรรณา\n\nของอยู่กับขนส่งค่ะ", PASS, id="th letter"),
        pytest.param("th", "กำลังเช็กให้ค่ะ อยู่กับขนส่งแล้ว", FAIL, id="th answer"),
    ],
)
def test_an_opening_in_words_of_its_own_needs_a_person(language: str, said: str, verdict: Verdict) -> None:
    case = conversation(
        ("customer", ASKED[language]), ("agent", said), language=language, channel="email", customer=None
    )
    assert judge("presence", case, where=FIRST, require=use("greeting"), sure="opening").verdict is verdict
