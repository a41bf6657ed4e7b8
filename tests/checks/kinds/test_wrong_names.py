"""Another full name than the one on record, which the customer gave too, is somebody else's."""

from __future__ import annotations

import pytest

from qa.domain.finding import Verdict
from tests.build import conversation
from tests.checks.kinds.build import judge

FAIL, HUMAN, PASS, NONE = Verdict.FAIL, Verdict.NEEDS_HUMAN, Verdict.PASS, Verdict.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("language", "own", "asked", "said", "verdict"),
    [
        pytest.param("en", "Megan", "Megan here.", "Thanks for the photo, Melissa, and enjoy it!", FAIL, id="en alike"),
        pytest.param("en", "Megan", "Megan here.", "Enjoy your evening, Melissa!", FAIL, id="en wish"),
        pytest.param(
            "en", "Megan", "Is it in?", "Thanks for the photo, Melissa, and enjoy it!", PASS, id="en not given"
        ),
        pytest.param("en", "Megan", "Megan here.", "Thanks for the photo, Meg, and enjoy it!", PASS, id="en short"),
        pytest.param("en", "Susan", "Susan here.", "Thanks for the photo, Susie, and enjoy it!", PASS, id="en pet"),
        pytest.param(
            "en", "Megan", "Megan here.", "Thanks to my colleague, Melissa, and to you!", HUMAN, id="en colleague"
        ),
        pytest.param("pl", "Katarzyna Wit", "Katarzyna Wit", "Dziękuję, Pani Karolino!", FAIL, id="pl alike"),
        pytest.param(
            "pl", "Marek Wit", "Marek Wit, dzień dobry", "Wyślę link, Panie Mariuszu.", FAIL, id="pl begun alike"
        ),
        pytest.param("pl", "Marek Wit", "Marek Wit, dzień dobry", "Wyślę link, Panie Marku.", PASS, id="pl own"),
        pytest.param(
            "pt", "Rui Gil", "sou o Rui Gil", "Muito bem, senhor Amílcar, as garrafas duram!", FAIL, id="pt title"
        ),
        pytest.param("th", "กานต์", "ผมกานต์ครับ", "ได้ตามปกติครับคุณก้อง อีเมลแยกกันครับ", FAIL, id="th mid"),
        pytest.param("th", "กานต์", "ผมกานต์ครับ", "ได้ตามปกติครับคุณกดปุ่ม แล้วรอครับ", NONE, id="th verb"),
        pytest.param("pl", "Katarzyna Wit", "Katarzyna Wit", "Dziękuję, Pani Kasiu!", PASS, id="pl pet"),
        pytest.param("pl", "Zofia Wit", "Zofia Wit", "Dziękuję, Pani Zosiu!", PASS, id="pl another pet"),
        pytest.param("pl", "Zbigniew Wit", "Zbigniew Wit", "Dziękuję, Panie Zbyszku!", PASS, id="pl Zbyszek"),
        pytest.param("pl", "Edward Wit", "Edward Wit", "Dziękuję, Panie Edku!", PASS, id="pl Edek"),
        pytest.param("pt", "Joana", "Olá, sou a Joana.", "Obrigada e bom fim de semana, Helena!", FAIL, id="pt wish"),
        pytest.param("pt", "Joana", "Olá, sou a Joana.", "Obrigada e bom fim de semana, Joana!", PASS, id="pt own"),
        pytest.param("ar", "سارة", "أنا سارة", "نهارك سعيد أستاذة مريم.", FAIL, id="ar wish"),
        pytest.param("ar", "سارة", "أنا سارة", "معك أستاذة مريم.", PASS, id="ar who speaks"),
        pytest.param("ar", "سارة", "أنا سارة", "نهارك سعيد أستاذة سارة.", PASS, id="ar own"),
        pytest.param("th", "รัตนา ดีงาม", "รัตนา ดีงาม", "เรียน คุณรัชดา\nมีของค่ะ", FAIL, id="th letter"),
        pytest.param("th", "แพร", "แพรค่ะ มีของไหม", "มีของค่ะ ขอบคุณค่ะคุณพลอย", FAIL, id="th end"),
        pytest.param("th", "แพร", "แพรค่ะ มีของไหม", "มีของค่ะ ขอบคุณค่ะคุณแพร", PASS, id="th own"),
        pytest.param("th", "แพร", "มีของไหมคะ", "มีของค่ะ ขอบคุณค่ะคุณพลอย", NONE, id="th not given"),
    ],
)
def test_another_name_than_the_customer_gave(language: str, own: str, asked: str, said: str, verdict: Verdict) -> None:
    case = conversation(("customer", asked), ("agent", said), language=language, customer=own)
    assert judge("vocative", case).verdict is verdict
