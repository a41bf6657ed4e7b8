"""How Arabic and Thai customers are addressed: titles, gender, particles, places left open, language."""

from __future__ import annotations

import pytest

from checks.arabic_names import is_womans
from qa.domain.finding import Verdict
from tests.build import conversation
from tests.checks.kinds.build import judge, quotes


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("سارة", True, id="an ending of women"),
        pytest.param("هَيْفاء", True, id="another ending, with vowel signs"),
        pytest.param("مريم", True, id="a woman without the ending"),
        pytest.param("أسامة", False, id="a man with the ending"),
        pytest.param("علاء", False, id="a man with the other ending"),
        pytest.param("عبدالرحمن", False, id="a servant of God"),
        pytest.param("نور", None, id="a name of both"),
        pytest.param("رشيد", None, id="not known"),
    ],
)
def test_the_gender_of_an_arabic_name(name: str, expected: bool | None) -> None:
    assert is_womans(name) is expected


@pytest.mark.parametrize(
    ("language", "customer", "text", "verdict"),
    [
        pytest.param("ar", "سارة علي", "أستاذ سارة، وصل طلبك.", Verdict.FAIL, id="a woman called sir"),
        pytest.param("ar", None, "أهلا عزيزتي خالد", Verdict.FAIL, id="a man called madam"),
        pytest.param("ar", "سارة علي", "أستاذة سارة، وصل طلبك.", Verdict.PASS, id="title and name agree"),
        pytest.param("ar", "Sara Ali", "أستاذة سارة، وصل طلبك.", Verdict.PASS, id="the name stands in Latin letters"),
        pytest.param("ar", "سارة علي", "أستاذة منى، وصل طلبك.", Verdict.NEEDS_HUMAN, id="another name"),
        pytest.param("ar", "سارة علي", "عزيزي العميل، وصل طلبك.", Verdict.NOT_APPLICABLE, id="no name"),
        pytest.param("ar", "سارة علي", "كتبت: «أستاذ سارة»", Verdict.NOT_APPLICABLE, id="a quotation"),
        pytest.param("th", "สมชาย ใจดี", "สมชาย รอสักครู่นะครับ", Verdict.FAIL, id="a bare name"),
        pytest.param("th", "สมชาย ใจดี", "สวัสดีครับ คุณ คุณสมชาย", Verdict.FAIL, id="a double title"),
        pytest.param("th", "นายสมชาย ใจดี", "คุณสมชาย รอสักครู่นะครับ", Verdict.PASS, id="with its title"),
        pytest.param("th", "สมชาย ใจดี", "สวัสดีครับ คุณมานี", Verdict.NEEDS_HUMAN, id="another Thai name"),
        pytest.param("th", "สมชาย ใจดี", "ขอบคุณ คุณสมชาย มากครับ", Verdict.PASS, id="thanks before the title"),
        pytest.param("th", "สมชาย ใจดี", "ผู้รับ สมชาย ใจดี 12/3", Verdict.NOT_APPLICABLE, id="a label"),
        pytest.param("th", "Somchai", "สวัสดีค่ะคุณลูกค้า", Verdict.NOT_APPLICABLE, id="no Thai name"),
    ],
)
def test_the_name_a_customer_is_addressed_by(language: str, customer: str | None, text: str, verdict: Verdict) -> None:
    said = conversation(("agent", text), language=language, customer=customer)
    assert judge("vocative", said).verdict is verdict


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        pytest.param("ar", "هل يمكنكِ سيدي إرسال الرقم؟", ["يمكنكِ"], id="a woman's ending to sir"),
        pytest.param("ar", "تفضّلي أستاذة سارة. هل تريدين بديلًا؟ لا تتردد.", ["لا تتردد"], id="one form for a man"),
        pytest.param("ar", "أستاذ أحمد، تفضل. هل تستطيعين إرسال صورة؟", ["تستطيعين"], id="one form for a woman"),
        pytest.param("ar", "أستاذة سارة، هل تريدين تجربتين؟ أرسل لك الرابط.", [], id="all to a woman"),
        pytest.param("th", "ไม่มีอะไรค่ะ ยินดีค่ะ", [], id="a question word that asks nothing"),
        pytest.param("th", "ต้องการอะไรค่ะ", ["อะไรค่ะ"], id="a question with a statement's particle"),
        pytest.param("th", "จะแจ้งก่อนเที่ยงว่าคลังตอบอย่างไรค่ะ", [], id="a question that is told"),
        pytest.param("th", "ยังไม่ทราบว่าของอยู่ที่ไหนค่ะ", [], id="what nobody knows yet"),
        pytest.param("th", "ไม่ทราบว่าต้องการสีอะไรค่ะ", ["อะไรค่ะ"], id="a question that opens politely"),
        pytest.param("th", "คิดว่าอย่างไรค่ะ", ["อย่างไรค่ะ"], id="what the customer thinks"),
        pytest.param("th", "ผ้าไหมค่ะ", [], id="silk"),
        pytest.param("th", "จะส่งวันเสาร์หรือวันอาทิตย์ดีค่ะ", ["ดีค่ะ"], id="which is better, as a statement"),
        pytest.param("th", "ว่าแต่ใช้กล่องใบไหนก่อนค่ะ?", ["ค่ะ"], id="asked with its mark"),
        pytest.param("th", "จะส่งวันเสาร์หรือวันอาทิตย์ดีคะ", [], id="which is better"),
        pytest.param("th", "วันไหนก็ดีค่ะ", [], id="any is fine"),
        pytest.param("th", "ส่งคืนพร้อมกันสองชิ้นได้คะ โดยใช้กล่องเดียว", ["ได้คะ"], id="a statement as a question"),
        pytest.param("th", "ส่งคืนพร้อมกันสองชิ้นได้ไหมคะ", [], id="a question"),
        pytest.param("th", "ต้องทำยังไงถึงจะใช้ได้คะ", [], id="a question with its word before"),
        pytest.param("th", "จะดูให้ว่าตัวไหนดีค่ะ", [], id="a question told"),
        pytest.param("th", "ทักมาหรือโทรมา ดิฉันยินดีค่ะ", [], id="glad"),
        pytest.param("th", "ได้ 20 คะแนนครับ", [], id="points are no particle"),
        pytest.param("th", "ขอบคุณมากคะ", ["ขอบคุณมากคะ"], id="thanks with a question's particle"),
        pytest.param("th", "ดิฉันตรวจสอบให้ค่ะ รอสักครู่ครับ", ["ครับ"], id="a woman's pronoun"),
        pytest.param("th", "แชมพูสำหรับผมแห้งค่ะ", [], id="hair is no pronoun"),
    ],
)
def test_forms_agree_with_who_speaks_and_who_is_addressed(language: str, text: str, found: list[str]) -> None:
    assert quotes(judge("gender_agreement", conversation(("agent", text), language=language))) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        pytest.param("ar", "عزيزي [أدخل اسم العميل]، وصل طلبك.", ["[أدخل اسم العميل]"], id="Arabic brackets"),
        pytest.param("ar", "مرحبا {الاسم}", ["{الاسم}"], id="Arabic braces"),
        pytest.param("ar", "عزيزي/عزيزتي، تفضل/ي", ["عزيزي/عزيزتي", "تفضل/ي"], id="Arabic double forms"),
        pytest.param("ar", "خصم 20% أو 30% [مقاس كبير]", [], id="per cent and a remark"),
        pytest.param("th", "เรียน คุณ[ชื่อลูกค้า] ครับ/ค่ะ", ["[ชื่อลูกค้า]", "ครับ/ค่ะ"], id="Thai"),
        pytest.param("th", "ส่งถึงคุณ{ชื่อ-นามสกุล} แล้ว", ["{ชื่อ-นามสกุล}"], id="Thai braces"),
        pytest.param("th", "เปิด 24 ชม. [สาขาสยาม]", [], id="a branch in brackets"),
    ],
)
def test_what_was_left_of_a_saved_reply_in_other_scripts(language: str, text: str, found: list[str]) -> None:
    said = conversation(("agent", text), language=language, customer="سارة")
    assert quotes(judge("placeholders", said)) == found


@pytest.mark.parametrize(
    ("asked", "answer", "verdict"),
    [
        pytest.param(
            "وين طلبي؟ لم يصل إلى الآن", "Your order left our warehouse this morning.", Verdict.FAIL, id="Arabic"
        ),
        pytest.param("พัสดุถึงไหนแล้วคะ", "Your order left our warehouse this morning.", Verdict.FAIL, id="Thai"),
        pytest.param("พัสดุถึงไหนแล้วคะ", "พัสดุออกจากคลังแล้วค่ะ รหัส KERRY EXPRESS", Verdict.PASS, id="a carrier's name"),
        pytest.param("شكرا", "Thank you, your order left our warehouse today.", Verdict.NOT_APPLICABLE, id="one word"),
    ],
)
def test_a_short_message_of_its_own_script_is_enough_to_tell(asked: str, answer: str, verdict: Verdict) -> None:
    said = conversation(("customer", asked), ("agent", answer), language=None)
    assert judge("same_language", said).verdict is verdict
