"""The shop's own slip calls for regret, and a customer's grief for a word that feels with them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa.domain.finding import Verdict
from tests.build import conversation
from tests.checks.kinds.build import judge, quotes

FAIL, HUMAN, PASS, NONE = Verdict.FAIL, Verdict.NEEDS_HUMAN, Verdict.PASS, Verdict.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("language", "said", "verdict"),
    [
        pytest.param("en", "I see it now: our packers put the wrong label on it.", FAIL, id="en label"),
        pytest.param("en", "Two orders got mixed up in the warehouse. Yours leaves today.", FAIL, id="en mixed up"),
        pytest.param("en", "We sent you the wrong lid, and I am sorry about it.", PASS, id="en sorry"),
        pytest.param("en", "We sent the wrong lid. Here is a voucher for 5 pounds.", HUMAN, id="en amends"),
        pytest.param("en", "That was our mistake. The right lid leaves today.", HUMAN, id="en only named"),
        pytest.param("en", "If we sent the wrong size, we collect it free of charge.", NONE, id="en if"),
        pytest.param("en", "The courier took it to the wrong depot.", NONE, id="en courier"),
        pytest.param("en", "You put the wrong house number, so the warehouse waits.", NONE, id="en customer"),
        pytest.param("en", "My colleague closed it before the lid was in. I'll send it.", FAIL, id="en colleague"),
        pytest.param("en", "My colleague didn't book it yet, as you asked.", NONE, id="en as asked"),
        pytest.param("en", "We put in a different colour, as you asked.", NONE, id="en wished"),
        pytest.param("pl", "W pracowni wpisano niewłaściwe imię, nowa wyjdzie w środę.", FAIL, id="pl workshop"),
        pytest.param("pl", "Magazyn odłożył dla Pani inny kolor, zgodnie z prośbą.", NONE, id="pl wished"),
        pytest.param("pt", "A colega não registou o pedido; envio hoje o artigo.", FAIL, id="pt colleague"),
        pytest.param("ar", "زميلنا أغلق العلبة قبل أن يكملها، سأرسل الناقص اليوم.", FAIL, id="ar colleague"),
        pytest.param("th", "พนักงานของเราไม่ได้บันทึกไว้ค่ะ จะส่งให้วันนี้ค่ะ", FAIL, id="th colleague"),
        pytest.param("pl", "Sprawdziłam, u nas ktoś nakleił nie tę etykietę.", FAIL, id="pl label"),
        pytest.param("pl", "Koleżanka z pakowni zapomniała włożyć instrukcję, wyślę ją mailem.", FAIL, id="pl forgot"),
        pytest.param("pl", "Magazyn pomylił kolory, bardzo mi przykro.", PASS, id="pl regret"),
        pytest.param("pl", "Sprawdzę, czy magazyn nie pomylił kartonów.", NONE, id="pl looks"),
        pytest.param("pl", "Magazyn niczego nie pomylił, to jest zamówiony model.", NONE, id="pl denies"),
        pytest.param("pt", "A nossa equipa enviou o modelo errado; o certo segue hoje.", FAIL, id="pt model"),
        pytest.param("pt", "No armazém trocaram as etiquetas, peço-lhe desculpa.", PASS, id="pt sorry"),
        pytest.param("pt", "O armazém já trocou o artigo e enviou-o ontem.", NONE, id="pt exchanged"),
        pytest.param("ar", "المستودع أرسل المقاس الخطأ، والصحيح يخرج اليوم.", FAIL, id="ar size"),
        pytest.param("ar", "المستودع أرسل المقاس الخطأ، ونعتذر لك عن ذلك.", PASS, id="ar sorry"),
        pytest.param("ar", "إذا كان المستودع أرسل المقاس الخطأ نستبدله مجانا.", NONE, id="ar if"),
        pytest.param("th", "ตรวจสอบแล้วทีมแพ็กหยิบผิดสีค่ะ จะส่งตัวใหม่วันนี้ค่ะ", FAIL, id="th colour"),
        pytest.param("th", "ตรวจสอบแล้วทีมแพ็กหยิบผิดสี ต้องขออภัยค่ะ", PASS, id="th sorry"),
        pytest.param("th", "ร้านเรารับผิดชอบค่าส่งคืนค่ะ", NONE, id="th answers for it"),
    ],
)
def test_the_shops_own_slip_needs_a_word_of_regret(language: str, said: str, verdict: Verdict) -> None:
    case = conversation(("customer", "?"), ("agent", said), language=language)
    assert judge("owed", case, of="slip").verdict is verdict


TROUBLE = {
    "en": "The parcel arrived broken, this is the third time I write!",
    "pl": "Paczka przyszła uszkodzona, brakuje części!",
    "pt": "A encomenda chegou partida!",
    "ar": "الطرد وصل مكسور!",
    "th": "ของชำรุดและไม่ได้รับของที่สั่งค่ะ ผิดหวังมาก",
}


@pytest.mark.parametrize(
    ("language", "said", "verdict"),
    [
        pytest.param("en", "We charged you twice for it.", FAIL, id="en twice"),
        pytest.param("en", "Your report got lost in our system.", FAIL, id="en lost"),
        pytest.param("en", "Our warehouse only put one in the box.", FAIL, id="en only one"),
        pytest.param("en", "We sent it to your old address, the one in the order.", NONE, id="en as ordered"),
        pytest.param("en", "We charged you twice, and we do apologise.", PASS, id="en sorry"),
        pytest.param("pl", "Zgubiliśmy Pani zgłoszenie.", FAIL, id="pl lost"),
        pytest.param("pl", "Pobraliśmy opłatę dwa razy.", FAIL, id="pl twice"),
        pytest.param("pl", "Wysłaliśmy na stary adres, podany w zamówieniu.", NONE, id="pl as ordered"),
        pytest.param("pt", "Esquecemo-nos de enviar a peça.", FAIL, id="pt forgot"),
        pytest.param("pt", "Enviámos para a morada antiga, indicada na encomenda.", NONE, id="pt as ordered"),
        pytest.param("ar", "نسينا نرسل القطعة يوم الاثنين.", FAIL, id="ar forgot"),
        pytest.param("th", "เราตัดเงินซ้ำค่ะ", FAIL, id="th twice"),
    ],
)
def test_what_only_the_shop_can_have_done_needs_regret(language: str, said: str, verdict: Verdict) -> None:
    case = conversation(("customer", TROUBLE[language]), ("agent", said), language=language)
    assert judge("owed", case, of="slip").verdict is verdict


def test_regret_in_another_message_is_enough() -> None:
    case = conversation(
        ("customer", "The lid is missing."),
        ("agent", "We forgot to pack it. It leaves today."),
        ("customer", "Hm."),
        ("agent", "I apologise for that."),
    )
    assert judge("owed", case, of="slip").verdict is PASS


def test_the_finding_is_the_slip() -> None:
    case = conversation(("customer", "?"), ("agent", "Right. Our warehouse shipped the wrong one yesterday."))
    assert quotes(judge("owed", case, of="slip")) == ["Our warehouse shipped the wrong"]


DULL = {
    "en": "Hello, it can be returned within 30 days. The courier brings the label.",
    "pl": "Dzień dobry, towar można zwrócić w ciągu 30 dni. Etykietę przywiezie kurier.",
    "pt": "Bom dia, pode devolver em 30 dias. O estafeta leva a etiqueta.",
    "ar": "مرحبا، يمكن الإرجاع خلال 30 يوما، والمندوب يحضر الملصق.",
    "th": "สวัสดีค่ะ คืนได้ภายใน 30 วัน ขนส่งจะนำใบปะหน้าไปค่ะ",
}
KIND = {
    "en": "Hello, my condolences. It can be returned within 30 days.",
    "pl": "Dzień dobry, bardzo współczuję. Towar można zwrócić w ciągu 30 dni.",
    "pt": "Bom dia, os meus sentimentos e muita força. Pode devolver em 30 dias.",
    "ar": "مرحبا، عظم الله أجركم. يمكن الإرجاع خلال 30 يوما.",
    "th": "สวัสดีค่ะ ขอแสดงความเสียใจด้วยนะคะ คืนได้ภายใน 30 วันค่ะ",
}
GRIEF = [
    ("en", "My sister died last week and her parcel has just come."),
    ("en", "My son has cancer and we cannot use the bike."),
    ("en", "I burst into tears when I see it. I can't bear to look at the box."),
    ("en", "The wedding is off. I can't stop crying when I see the boxes."),
    ("en", "Our house burned down on Friday and we need the invoices."),
    ("pl", "Spłonął nam dom, potrzebuję faktur dla ubezpieczyciela."),
    ("pt", "O meu gato morreu ontem. Chorei a noite toda e queria cancelar a ração."),
    ("ar", "بيتنا احترق ليلة الأحد ونحتاج الفواتير."),
    ("th", "น้ำท่วมบ้านเมื่อวันเสาร์ นั่งร้องไห้มาสองวันแล้วค่ะ อยากขอใบเสร็จค่ะ"),
    ("pl", "Mama zmarła w sobotę, paczka była dla niej."),
    ("pl", "Mąż miał zawał i nie będzie już biegał."),
    ("pl", "Poroniłam. Nie mogę na to łóżeczko patrzeć."),
    ("pt", "O meu avô faleceu na terça, a encomenda era para ele."),
    ("pt", "A minha filha tem leucemia e já não vai usar a bicicleta."),
    ("ar", "والدتي توفيت قبل أسبوع والطرد كان لها."),
    ("ar", "زوجي عنده سرطان وما راح يستخدم الدراجة."),
    ("th", "คุณยายเสียเมื่อวันเสาร์ ของนี้ซื้อให้ท่านค่ะ"),
    ("th", "สามีเป็นมะเร็ง คงไม่ได้ใช้จักรยานแล้วค่ะ"),
]


@pytest.mark.parametrize(("language", "told"), GRIEF)
def test_grief_needs_a_word_that_feels(language: str, told: str) -> None:
    case = conversation(("customer", told), ("agent", DULL[language]), language=language)
    assert judge("owed", case, of="grief").verdict is FAIL
    case = conversation(("customer", told), ("agent", KIND[language]), language=language)
    assert judge("owed", case, of="grief").verdict is PASS


@pytest.mark.parametrize(
    ("language", "told", "verdict"),
    [
        pytest.param("en", "My husband says the battery died after a week.", NONE, id="en battery"),
        pytest.param("en", "We cried with laughter at the picture on the box.", NONE, id="en laughter"),
        pytest.param("en", "My mother is in hospital. It can come later.", HUMAN, id="en hospital"),
        pytest.param("en", "I lost my dad's receipt.", NONE, id="en lost a thing"),
        pytest.param("en", "I bought a drill and it died on Monday.", NONE, id="en drill"),
        pytest.param("en", "Our inbox is flooded with your mails.", NONE, id="en flooded inbox"),
        pytest.param("en", "My daughter cried because the doll was late.", NONE, id="en tears alone"),
        pytest.param("pl", "Popłakałam się ze śmiechu, taki mały ten stół.", NONE, id="pl laughter"),
        pytest.param("pl", "Zginęła mi paczka dla mamy.", NONE, id="pl lost parcel"),
        pytest.param("pl", "Telefon umarł po tygodniu.", NONE, id="pl phone"),
        pytest.param("pt", "O meu marido diz que a máquina morreu.", NONE, id="pt machine"),
        pytest.param("ar", "ابني يقول البطارية ماتت بعد أسبوع.", NONE, id="ar battery"),
        pytest.param("th", "ลูกชายใช้แล้วเสียเมื่อวานค่ะ", NONE, id="th broke"),
        pytest.param("th", "แม่เสียดายมากที่ไม่ได้สีแดง", NONE, id="th pity"),
    ],
)
def test_what_only_sounds_like_grief_needs_nothing(language: str, told: str, verdict: Verdict) -> None:
    case = conversation(("customer", told), ("agent", DULL[language]), language=language)
    assert judge("owed", case, of="grief").verdict is verdict


def test_an_open_case_is_left_to_a_person() -> None:
    case = replace(conversation(("customer", GRIEF[0][1]), ("agent", DULL["en"])), status="open")
    assert judge("owed", case, of="grief").verdict is HUMAN
