"""A customer in trouble who asks and is left to chance is put off for sure."""

from __future__ import annotations

import pytest

from qa.domain.conversation import Conversation
from qa.domain.finding import CheckResult, Verdict
from tests.build import conversation
from tests.checks.kinds.build import judge, quotes, use

FAIL, HUMAN, PASS, NONE = Verdict.FAIL, Verdict.NEEDS_HUMAN, Verdict.PASS, Verdict.NOT_APPLICABLE
TROUBLE = {
    "en": ("The table arrived broken.", "And when do I get a new top?"),
    "pl": ("Stół przyszedł połamany.", "I kiedy dostanę nowy blat?"),
    "pt": ("A mesa chegou partida.", "E quando recebo outro tampo?"),
    "ar": ("الطاولة وصلت مكسورة.", "ومتى توصلني الجديدة؟"),
    "th": ("โต๊ะมาถึงแตกค่ะ", "แล้วจะได้ตัวใหม่เมื่อไหร่คะ"),
}
CHANCE = {
    "en": "Somebody should have a look when there's a chance. We'll see.",
    "pl": "Wspomnę o tym przy okazji. Zobaczymy, jakoś to będzie.",
    "pt": "Falo nisso quando calhar. Depois logo se vê, tudo depende.",
    "ar": "بنشوف لما يصير وقت. الله ييسرها وبتنحل.",
    "th": "เดี๋ยวมีคนว่างค่อยว่ากันค่ะ คงได้แหละ",
}
HELD = {
    "en": "We'll see what the carrier says and I write to you tomorrow. It is sooner or later a new one.",
    "pl": "Zobaczymy, co powie kurier, jakoś to załatwię i jutro napiszę.",
    "pt": "Logo se vê o que diz a transportadora; amanhã escrevo-lhe, há de haver solução.",
    "ar": "بنشوف شو بيقول المندوب، الله ييسرها، وغدا أرسل لك إيميل.",
    "th": "ดูก่อนนะคะ คงได้ค่ะ พรุ่งนี้จะส่งอีเมลแจ้งค่ะ",
}


def _judge(said: Conversation) -> CheckResult:
    return judge("next_step", said, resolved=use("resolution"), vague=use("vague-status"), time=use("due-time"))


def _case(language: str, last: str) -> Verdict:
    trouble, asked = TROUBLE[language]
    said = conversation(
        ("customer", trouble), ("agent", "..."), ("customer", asked), ("agent", last), language=language
    )
    return _judge(said).verdict


@pytest.mark.parametrize("language", TROUBLE)
def test_leaving_it_to_chance_fails(language: str) -> None:
    assert _case(language, CHANCE[language]) is FAIL


@pytest.mark.parametrize("language", TROUBLE)
def test_a_day_or_a_deed_beside_it_does_not(language: str) -> None:
    assert _case(language, HELD[language]) is not FAIL


@pytest.mark.parametrize(
    ("language", "last"),
    [
        pytest.param("en", "We'll see on the photo. Could you send me one, when you get a chance?", id="en asks"),
        pytest.param("pl", "Zobaczymy na zdjęciu. Przy okazji proszę o model.", id="pl asks"),
        pytest.param("pt", "Logo se vê na fotografia. Quando puder, envie-ma, por favor.", id="pt asks"),
    ],
)
def test_a_request_does_not(language: str, last: str) -> None:
    assert _case(language, last) is not FAIL


def test_no_trouble_is_left_to_chance() -> None:
    said = conversation(
        ("customer", "Will the green one come back?"),
        ("agent", "Who knows, we'll see. The maker decides, sooner or later."),
        ("customer", "So no date?"),
        ("agent", "We'll see."),
    )
    assert _judge(said).verdict is not FAIL


def test_the_finding_is_where_it_begins() -> None:
    said = conversation(
        ("customer", "The table arrived broken."),
        ("agent", "I'll mention it in passing. Fingers crossed."),
        ("customer", "So do I get one or not?"),
        ("agent", "Probably, sooner or later."),
    )
    assert quotes(_judge(said)) == ["in passing"]
