"""Names and forms of address that a good agent uses of somebody else, beside those said to the customer."""

from __future__ import annotations

import pytest

from qa.domain.finding import CheckResult, Verdict
from tests.build import conversation
from tests.checks.kinds.build import judge

CUSTOMERS = {
    "pl": ("Marek Zieliński", "Marek Zieliński, co z paczką?"),
    "en": ("Helen Turner", "Helen Turner here, where is it?"),
    "pt": ("Helena Duarte", "Sou a Helena Duarte, e a encomenda?"),
    "ar": ("شادية العطار", "أنا شادية العطار، أين طلبي؟"),
    "th": ("ลัดดา ศรีสุข", "ลัดดา ศรีสุขค่ะ ของยังไม่มา"),
}


def read(kind: str, text: str, language: str, agent: str | None = None) -> CheckResult:
    """Judge one message of an agent to a known customer."""
    name, said = CUSTOMERS[language]
    return judge(kind, conversation(("customer", said), ("agent", text), language=language, customer=name, agent=agent))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("Thanks for getting in touch, Mr Abernathy, have a nice day.", "en", id="en thanked"),
        pytest.param("Dear Ms Tanner, thank you.", "en", id="en greeted"),
        pytest.param("Certo, Pedro. Já enviei.", "pt", id="pt agreed"),
        pytest.param("Bom dia, D. Filomena, já enviei.", "pt", id="pt greeted"),
        pytest.param("أهلًا أستاذة لطيفة، وصل الطلب.", "ar", id="ar greeted"),
        pytest.param("أهلًا بك يا كريم، وصل الطلب.", "ar", id="ar called"),
        pytest.param("السلام عليكم أستاذ سارة، وصل الطلب.", "ar", id="ar the other title"),
        pytest.param("สวัสดีครับคุณสมชาย ของออกแล้วครับ", "th", id="th greeted"),
        pytest.param("สวัสดีค่ะคุณบุญเลิศ ของออกแล้วค่ะ", "th", id="th a name of no list"),
        pytest.param("คุณสมชายครับ ของออกแล้วครับ", "th", id="th called"),
        pytest.param("Panie Tomaszu, już sprawdzam.", "pl", id="pl called"),
        pytest.param("Dzień dobry, Pani Halina! Już sprawdzam.", "pl", id="pl nominative"),
    ],
)
def test_a_name_the_customer_is_called_by_fails(text: str, language: str) -> None:
    assert read("vocative", text, language).verdict is Verdict.FAIL


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("We left it with your neighbour, Mrs Lowe. She will bring it.", "en", id="en neighbour"),
        pytest.param("Thank you. Martin, who packed it, is sorry.", "en", id="en colleague"),
        pytest.param("Sorry, Mrs Turner, Paul, our driver, went to number 4.", "en", id="en driver"),
        pytest.param("Certo, Pedro, do armazém, confirmou agora.", "pt", id="pt colleague"),
        pytest.param("Deixei a caixa com o vizinho do lado, Sr. Manuel.", "pt", id="pt neighbour"),
        pytest.param("تحدثت مع زوجك، الأستاذ محمود، وأكد الموعد.", "ar", id="ar husband"),
        pytest.param("أهلًا أستاذة شادية. السيد جمعة من المستودع أكد ذلك.", "ar", id="ar a man's name with ta marbuta"),
        pytest.param("السيدة منصور، جارتك، استلمت الطرد.", "ar", id="ar a lady by her surname"),
        pytest.param("شكرًا، سجلتُه.", "ar", id="ar a verb"),
        pytest.param("تمام، جميل.", "ar", id="ar a word that is a name too"),
        pytest.param("ขอบคุณครับ คุณสมชาย เป็นคนแพ็กครับ", "th", id="th colleague"),
        pytest.param("ขอบคุณคุณลัดดาครับ ฝากสวัสดีคุณสามีคนขยันรีดผ้าด้วยนะครับ", "th", id="th husband"),
        pytest.param("ขอบคุณครับ คุณเคยสั่งสีนี้แล้วใช่ไหมครับ", "th", id="th you"),
        pytest.param("Dzień dobry, Panie Marku. Sąsiadka, Pani Halina, ma paczkę.", "pl", id="pl neighbour"),
        pytest.param("Pani Halina, która odebrała paczkę, czeka.", "pl", id="pl described"),
    ],
)
def test_a_name_of_somebody_told_of_does_not(text: str, language: str) -> None:
    assert read("vocative", text, language).verdict is not Verdict.FAIL


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("أشكر حضرتك. إنت متأكد من الرقم؟", "ar", id="ar dialect"),
        pytest.param("أشكر حضرتك. حاضر يا حبيبي.", "ar", id="ar called"),
        pytest.param("A senhora recebe hoje. Está bem, querida.", "pt", id="pt called"),
        pytest.param("A senhora recebe hoje. Podes esperar?", "pt", id="pt verb"),
        pytest.param("Dziękuję Panu, to Pana paczka. Podaj numer.", "pl", id="pl imperative"),
    ],
)
def test_familiar_words_said_to_the_customer_fail(text: str, language: str) -> None:
    assert read("address_form", text, language).verdict is Verdict.FAIL


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("أشكر حضرتك، والمدة سنتان، وأنت ما زلتِ ضمنها.", "ar", id="ar standard"),
        pytest.param("أشكر حضرتك. من قلبي: ربي يتمم لك.", "ar", id="ar a noun"),
        pytest.param("A senhora recebe hoje, e a sua gata também.", "pt", id="pt a cat"),
        pytest.param("Obrigado à senhora. Fica já registado o pedido.", "pt", id="pt third person"),
        pytest.param("Obrigado à senhora. Como se diz: quem te avisa teu amigo é.", "pt", id="pt proverb"),
        pytest.param("Dziękuję Panu. Jak to mówią: jak sobie pościelesz, tak się wyśpisz.", "pl", id="pl proverb"),
        pytest.param("Dziękuję Panu. Syn napisał: kup czerwoną.", "pl", id="pl reported"),
    ],
)
def test_familiar_words_of_other_people_need_a_person(text: str, language: str) -> None:
    assert read("address_form", text, language).verdict is Verdict.NEEDS_HUMAN


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("أستاذة شادية، اكتب لنا رقمك ولن تدفعي شيئًا.", "ar", id="ar imperative"),
        pytest.param("ขอบคุณครับ ของออกแล้วค่ะ", "th", id="th particles"),
        pytest.param("Bom dia, D. Helena. Se o senhor preferir, envio já.", "pt", id="pt o senhor"),
    ],
)
def test_a_form_of_the_other_gender_fails(text: str, language: str) -> None:
    assert read("gender_agreement", text, language).verdict is Verdict.FAIL


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("وأكتب لك ذلك غدًا، ولن تدفعي شيئًا. تفضلي بالانتظار.", "ar", id="ar the speaker"),
        pytest.param("أستاذة شادية، تفضلي. اتصل بنا المندوب صباحًا.", "ar", id="ar a past"),
        pytest.param("أنا آسف يا أستاذة. إذا كنت متأكدة من المقاس أرسلته.", "ar", id="ar of the customer"),
        pytest.param("คุณลัดดาแจ้งว่าของยังไม่ถึงค่ะ ผมตรวจสอบให้ครับ", "th", id="th reported"),
        pytest.param("Bom dia, D. Helena. O senhor seu pai pode vir.", "pt", id="pt father"),
        pytest.param("D. Helena, falei com o senhor António.", "pt", id="pt named"),
        pytest.param("Muito obrigada. Ninguém é nem se sente obrigado a isso.", "pt", id="pt bound"),
    ],
)
def test_a_form_of_somebody_else_does_not(text: str, language: str) -> None:
    assert read("gender_agreement", text, language).verdict is not Verdict.FAIL
