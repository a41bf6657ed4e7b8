"""Of questions that a customer counts out, one that is passed over fails."""

from __future__ import annotations

import pytest

from qa.domain.finding import Verdict
from tests.build import conversation
from tests.checks.kinds.build import judge, quotes

FAIL, HUMAN, PASS = Verdict.FAIL, Verdict.NEEDS_HUMAN, Verdict.PASS
ASKED = {
    "en": "Hello, two questions: does the mixer have a glass bowl? And can you gift-wrap it with a ribbon? Ann",
    "pl": "Dzień dobry, mam dwa pytania. Czy mikser ma szklaną misę? Czy zapakujecie go na prezent ze wstążką?",
    "pt": "Olá, duas perguntas: a batedeira traz taça de vidro? E fazem embrulho de presente com laço?",
    "ar": "مرحبا، عندي سؤالان. هل الخلاط معه وعاء زجاجي؟ وهل تغلفونه هدية مع شريط؟",
    "th": "สวัสดีค่ะ มีสองคำถาม 1. เครื่องผสมมีชามแก้วไหมคะ 2. ห่อของขวัญพร้อมผูกโบว์ให้ได้ไหมคะ",
}
ONE = {
    "en": "Good morning, yes, the mixer comes with a glass bowl that holds four litres and has a lid. I like mine for "
    "bread dough, and it can stand in the fridge over night.",
    "pl": "Dzień dobry, tak, mikser ma szklaną misę na cztery litry, do tego pokrywkę. Sama wyrabiam w niej ciasto na "
    "chleb, a na noc wstawiam ją do lodówki.",
    "pt": "Bom dia, sim, a batedeira traz uma taça de vidro de quatro litros e uma tampa. Eu uso a minha para massa "
    "de pão, e à noite cabe no frigorífico.",
    "ar": "صباح الخير، نعم، الخلاط معه وعاء زجاجي كبير وله غطاء محكم. أنا أعجن فيه الخبز كل أسبوع في البيت، وأضعه ليلا "
    "في الثلاجة، وهو متين جدا ولا يتأثر بالبرودة أبدا.",
    "th": "สวัสดีค่ะ เครื่องผสมมีชามแก้วขนาดสี่ลิตรมีฝาปิดมาให้ค่ะ ดิฉันเองใช้นวดแป้งขนมปังทุกสัปดาห์ พอตกกลางคืนก็วางในตู้เย็นต่อได้ "
    "ทนความเย็นดีมากค่ะ",
}
OTHER_WORDS = {
    "en": "For birthdays there is coloured wrapping and a card.",
    "pl": "Na życzenie dajemy ozdobny papier i bilecik.",
    "pt": "Temos papel de oferta e um cartão, sem custos.",
    "ar": "ونضع غلافا ملونا مع بطاقة.",
    "th": "มีการ์ดกับกระดาษลายให้ค่ะ",
}


@pytest.mark.parametrize("language", ASKED)
def test_a_counted_question_passed_over_fails(language: str) -> None:
    said = conversation(("customer", ASKED[language]), ("agent", ONE[language]), language=language)
    result = judge("questions_answered", said)
    assert result.verdict is FAIL
    assert len([one for one in result.findings if one.verdict is FAIL]) == 1


@pytest.mark.parametrize("language", ASKED)
def test_one_answered_in_other_words_of_its_topic_does_not(language: str) -> None:
    text = f"{ONE[language]} {OTHER_WORDS[language]}"
    said = conversation(("customer", ASKED[language]), ("agent", text), language=language)
    assert judge("questions_answered", said).verdict is not FAIL


@pytest.mark.parametrize(
    "more",
    [
        pytest.param("Yes, that is possible.", id="a second yes"),
        pytest.param("The rest is on https://shop.example/help.", id="a link"),
        pytest.param("Both are no trouble.", id="both"),
        pytest.param("I will ask my colleague and write to you tomorrow.", id="put off"),
    ],
)
def test_what_may_answer_it_leaves_it_to_a_person(more: str) -> None:
    said = conversation(("customer", ASKED["en"]), ("agent", f"{ONE['en']} {more}"))
    assert judge("questions_answered", said).verdict is not FAIL


def test_who_writes_again_leaves_it_to_a_person() -> None:
    said = conversation(("customer", ASKED["en"]), ("agent", ONE["en"]), ("customer", "Thanks, that's all I need."))
    assert judge("questions_answered", said).verdict is not FAIL


def test_questions_that_nobody_counted_are_left_to_a_person() -> None:
    asked = ASKED["en"].replace("two questions: ", "")
    said = conversation(("customer", asked), ("agent", ONE["en"]))
    assert judge("questions_answered", said).verdict is HUMAN


def test_the_finding_is_the_question() -> None:
    said = conversation(("customer", ASKED["en"]), ("agent", ONE["en"]))
    assert "And can you gift-wrap it with a ribbon?" in quotes(judge("questions_answered", said))
