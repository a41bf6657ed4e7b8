"""What sentences in Thai state, trap by trap."""

from __future__ import annotations

import pytest

from tests.checks.claims.told import told

_SENTENCES = [
    pytest.param("th", "จัดส่งแล้วเมื่อ 3 วันที่แล้วค่ะ", ["order.status: 2026-05-09 shipped (report_past)"]),
    pytest.param("th", "จัดส่งภายใน 24 ชั่วโมงค่ะ", ["dispatch.time: at_most 24 hour calendar (policy)"]),
    pytest.param("th", "สินค้ามีการรับประกัน 2 ปีครับ", ["guarantee.period: 2 year calendar (policy)"]),
    pytest.param("th", "จัดส่งฟรีเมื่อซื้อครบ 500 บาทค่ะ", ["shipping.free_from: at_least 500 THB (policy)"]),
    pytest.param("th", "ใช้เวลาคืนเงินสองสามวันค่ะ", ["refund.time: 2-3 day calendar (policy)"]),
    pytest.param("th", "ทางร้านสามารถตรวจสอบให้ได้ค่ะ", []),
    pytest.param("th", "พัสดุจะถึงวันศุกร์ที่ 15 พฤษภาคม 2569 ค่ะ", ["delivery.date: 2026-05-15 (promise)"]),
    pytest.param("th", "ไม่ใช่ 30 วันค่ะ แต่เป็น 14 วัน", ["None: 14 day calendar (policy)"]),
    pytest.param(
        "th",
        "คืนสินค้าได้ภายใน 2 อาทิตย์หลังจากได้รับสินค้าค่ะ",
        ["return.period: at_most 14 day calendar (policy) from goods_received"],
    ),
    pytest.param("th", "จัดส่งสินค้าเรียบร้อยแล้วค่ะ", ["order.status: shipped (report_past)"]),
    pytest.param("th", "เงินจะเข้าบัญชีภายใน 7-14 วันทำการค่ะ", ["refund.time: 7-14 day working (promise)"]),
    pytest.param(
        "th",
        "ค่าจัดส่ง 50 บาท ซื้อครบ 1,000 บาท ส่งฟรีค่ะ",
        ["shipping.price: 50 THB (policy)", "shipping.free_from: at_least 1000 THB (policy)"],
    ),
    pytest.param(
        "th",
        "ลูกค้าสามารถเปลี่ยนหรือคืนสินค้าได้ภายใน 30 วันนับจากวันที่ได้รับสินค้าครับ",
        ["return.period: at_most 30 day calendar (policy) from goods_received"],
    ),
    pytest.param("th", "พัสดุถูกจัดส่งแล้วเมื่อวานนี้ค่ะ", ["order.status: 2026-05-11 shipped (report_past)"]),
    pytest.param("th", "สินค้ายังไม่ได้จัดส่งค่ะ", []),
    pytest.param(
        "th", "รับประกันสินค้า 1 ปีเต็มนับจากวันที่ซื้อค่ะ", ["guarantee.period: 1 year calendar (policy) from order_placed"]
    ),
    pytest.param("th", "ลูกค้าแจ้งว่ารอมา 10 วันแล้วใช่ไหมคะ", ["None: 10 day calendar (quoted)"]),
    pytest.param("th", "จะติดต่อกลับภายใน 1 ชั่วโมงค่ะ", ["None: at_most 1 hour calendar (promise)"]),
    pytest.param("th", "ใช้เวลาจัดส่งประมาณ 2-3 วันค่ะ", ["delivery.time: 2-3 day calendar (policy)"]),
    pytest.param("th", "ห้าวันทำการหลังจากได้รับสินค้าคืนค่ะ", ["None: 5 day working (policy) from goods_returned"]),
    pytest.param("th", "ร้านเปิดทุกวัน 9.00-18.00 น. ค่ะ", []),
    pytest.param("th", "ส่วนลด 10% ใช้ได้ถึง 31 พ.ค. 69 ค่ะ", ["coupon.value: 10 % (policy)", "None: 2026-05-31 (policy)"]),
    pytest.param("th", "ขอบคุณที่ใช้บริการมา 3 ปีนะคะ", ["None: 3 year calendar (policy)"]),
]


@pytest.mark.parametrize(("language", "text", "expected"), _SENTENCES)
def test_a_sentence_in_thai_states_what_it_should(language: str, text: str, expected: list[str]) -> None:
    assert told(text, language=language) == expected
