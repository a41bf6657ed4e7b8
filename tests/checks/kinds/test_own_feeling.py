"""Sympathy and regret in words that no list holds need a person: a sentence that is neither courtesy nor business."""

from __future__ import annotations

import pytest

from qa.domain.finding import Verdict
from tests.build import conversation
from tests.checks.kinds.build import judge

FAIL, HUMAN, PASS = Verdict.FAIL, Verdict.NEEDS_HUMAN, Verdict.PASS
GRIEF = {
    "pl": "W niedzielę zmarła moja mama. Co z szalem, który zamówiłam?",
    "en": "My mother passed away on Sunday. What about the shawl I ordered?",
    "pt": "A minha mãe faleceu no domingo. E o xaile que encomendei?",
    "ar": "توفيت والدتي يوم الأحد. ماذا عن الشال الذي طلبته؟",
    "th": "คุณแม่เสียชีวิตเมื่อวันอาทิตย์ค่ะ ผ้าคลุมที่สั่งไว้ทำยังไงดีคะ",
}


@pytest.mark.parametrize(
    ("language", "said", "verdict"),
    [
        pytest.param("pl", "Zwrot jest bezpłatny przez 30 dni. Etykieta jest w załączniku.", FAIL, id="pl business"),
        pytest.param("pl", "Odkładam na bok wszystko inne. Zwrot jest bezpłatny przez 30 dni.", HUMAN, id="pl own"),
        pytest.param("pl", "Brakuje mi słów. Zwrot jest bezpłatny przez 30 dni.", PASS, id="pl no words"),
        pytest.param("en", "Returns are free for 30 days. The label is attached.", FAIL, id="en business"),
        pytest.param("en", "Leave it all to me. Returns are free for 30 days.", HUMAN, id="en own"),
        pytest.param("en", "May she rest in peace. Returns are free for 30 days.", PASS, id="en peace"),
        pytest.param("pt", "A devolução é gratuita durante 30 dias. A etiqueta vai em anexo.", FAIL, id="pt business"),
        pytest.param("pt", "Li a sua mensagem duas vezes. A devolução é gratuita.", HUMAN, id="pt own"),
        pytest.param("pt", "Que descanse em paz. A devolução é gratuita.", PASS, id="pt peace"),
        pytest.param("ar", "الإرجاع مجاني خلال 30 يوما. الملصق مرفق.", FAIL, id="ar business"),
        pytest.param("ar", "تركت كل شيء لأكتب لك. الإرجاع مجاني.", HUMAN, id="ar own"),
        pytest.param("ar", "تغمدها الله برحمته. الإرجاع مجاني.", PASS, id="ar formula"),
        pytest.param("th", "คืนได้ฟรีภายใน 30 วันค่ะ ใบส่งคืนแนบมาแล้วค่ะ", FAIL, id="th business"),
        pytest.param("th", "วันนี้ยังไม่ต้องตัดสินใจอะไรนะคะ คืนได้ฟรีค่ะ", HUMAN, id="th own"),
        pytest.param("th", "ขอร่วมไว้อาลัยค่ะ คืนได้ฟรีค่ะ", PASS, id="th mourns"),
    ],
)
def test_grief_is_met_by_business_alone(language: str, said: str, verdict: Verdict) -> None:
    case = conversation(("customer", GRIEF[language]), ("agent", said), language=language, customer=None)
    assert judge("owed", case, of="grief").verdict is verdict


@pytest.mark.parametrize(
    ("language", "said", "verdict"),
    [
        pytest.param("pl", "Magazyn spakował zły szal. Wysyłam dziś właściwy.", FAIL, id="pl plain"),
        pytest.param("pl", "Magazyn spakował zły szal. Nie tak to miało wyglądać.", HUMAN, id="pl owns"),
        pytest.param("en", "We packed the wrong shawl. I am sending the right one.", FAIL, id="en plain"),
        pytest.param("en", "We packed the wrong shawl, and you deserved better from us all.", HUMAN, id="en owns"),
        pytest.param("en", "We packed the wrong shawl. Cheeks aflame here.", HUMAN, id="en own words"),
        pytest.param("pt", "O armazém embalou o xaile errado. Hoje segue o certo.", FAIL, id="pt plain"),
        pytest.param("pt", "O armazém embalou o xaile errado. A culpa é toda nossa.", HUMAN, id="pt owns"),
        pytest.param("ar", "المستودع أرسل الشال الغلط. نرسل الصحيح اليوم.", FAIL, id="ar plain"),
        pytest.param("ar", "المستودع أرسل الشال الغلط. العتب علينا.", HUMAN, id="ar owns"),
        pytest.param("th", "คลังหยิบผ้าผิดสีค่ะ ส่งผืนที่ถูกต้องให้วันนี้ค่ะ", FAIL, id="th plain"),
        pytest.param("th", "คลังหยิบผ้าผิดสีค่ะ ไม่ควรเกิดขึ้นเลยค่ะ", HUMAN, id="th owns"),
    ],
)
def test_a_slip_may_be_owned_in_other_words(language: str, said: str, verdict: Verdict) -> None:
    case = conversation(("customer", "?"), ("agent", said), language=language, customer=None)
    assert judge("owed", case, of="slip").verdict is verdict
