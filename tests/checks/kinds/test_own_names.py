"""Names that are no wrong ones: the writer's own, the customer's with words run on, and what a record holds beside."""

from __future__ import annotations

import pytest

from qa.domain.finding import Verdict
from tests.build import conversation
from tests.checks.kinds.build import judge

FAIL, HUMAN, PASS, NONE = Verdict.FAIL, Verdict.NEEDS_HUMAN, Verdict.PASS, Verdict.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("language", "agent", "own", "asked", "said", "verdict"),
    [
        pytest.param("pt", "Rui Paz", "Vera", "sou a Vera", "Bom dia, Rui, da loja.", NONE, id="pt who writes"),
        pytest.param("pt", None, "Vera", "sou a Vera", "Bom dia, Rui, apoio ao cliente.", NONE, id="pt of where"),
        pytest.param("pt", None, "Vera", "sou a Vera", "Bom dia, Rui, já verifico.", FAIL, id="pt another"),
        pytest.param("en", None, "Helen Hill", "Helen Hill", "Hi, Gwen, customer service.", NONE, id="en of where"),
        pytest.param("en", None, "Helen Hill", "Helen Hill", "Hi, Gwen, I am checking.", FAIL, id="en another"),
        pytest.param("en", "Al Fry", "Miss Okafor, Hill School", "Hi", "Dear Miss Okafor,", PASS, id="en place"),
        pytest.param("en", "Al Fry", "Miss Okafor", "Hi", "Dear Miss Turner,", HUMAN, id="en lone surname"),
        pytest.param("en", "Al Fry", "Hill Helen", "Hi", "Hello Helen, I am checking.", PASS, id="en turned"),
        pytest.param("en", "Al Fry", "Helen Hill", "Helen Hill", "Hello Hill, I am checking.", FAIL, id="en surname"),
        pytest.param("en", "Al Fry", "José Lima", "Hi", "Hello Jose, I am checking.", PASS, id="en accent"),
        pytest.param("pl", "Kasia Lis", "Jan Bąk", "Jan Bąk", "Hej, Kasia, sklep z lampami.", NONE, id="pl who writes"),
        pytest.param(
            "pl", "Kasia Lis", "Jan Bąk", "Za męża, Ewa Bąk", "Witam, Pani Ewo, już.", PASS, id="pl gave another"
        ),
        pytest.param("th", "ธนา", "คุณวิมล", "ป้าวิมลจ้ะ", "คุณวิมลตาไวครับ", PASS, id="th run on"),
        pytest.param("th", "ธนา", "ประเวศ มีสุข", "ผมต้อมครับ", "คุณต้อมทันผมครับ", NONE, id="th nickname run on"),
        pytest.param("th", "ธนา", "ประเวศ มีสุข", "ประเวศครับ", "คุณสังเกตดีครับ", HUMAN, id="th you"),
        pytest.param("th", "ธนา", "เอ๋", "เราเอ๋ คุยแบบเพื่อนได้ไหม", "หวัดดีเอ๋ ว่ามาเลย", PASS, id="th informal"),
        pytest.param("th", "ธนา", "เอ๋", "เอ๋ค่ะ", "หวัดดีเอ๋ ว่ามาเลย", HUMAN, id="th nickname"),
        pytest.param("th", "ธนา", "สมชาย มีสุข", "สมชายครับ", "สวัสดีครับ สมชาย ของออกแล้ว", FAIL, id="th bare"),
        pytest.param("th", "เอ๋ ใจดี", "เอ๋", "เอ๋ค่ะ", "สวัสดีค่ะ เอ๋ค่ะ รับเรื่องแล้ว", PASS, id="th both bear it"),
        pytest.param("th", "ธนา", "ครูวรรณา", "วรรณา", "เรียน อาจารย์วรรณา\nมีของครับ", NONE, id="th teacher"),
    ],
)
def test_a_name_that_is_no_wrong_one(
    language: str, agent: str | None, own: str, asked: str, said: str, verdict: Verdict
) -> None:
    case = conversation(("customer", asked), ("agent", said), language=language, agent=agent, customer=own)
    assert judge("vocative", case).verdict is verdict
