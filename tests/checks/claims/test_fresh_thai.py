"""Sentences in Thai whose meaning was written down before they were first read."""

from __future__ import annotations

import pytest

from tests.checks.claims.told import told

_SENTENCES = [
    pytest.param("ลูกค้ามีเวลา 15 วันในการคืนสินค้าค่ะ", ["return.period: 15 day calendar (policy)"]),
    pytest.param(
        "สามารถเปลี่ยนสินค้าได้ภายในสามสิบวันหลังได้รับของค่ะ",
        ["return.period: at_most 30 day calendar (policy) from goods_received"],
    ),
    pytest.param("ทางร้านจะโอนเงินคืนให้ภายใน 3 วันทำการค่ะ", ["refund.time: at_most 3 day working (promise)"]),
    pytest.param("การคืนเงินใช้เวลาประมาณ 10-15 วันค่ะ", ["refund.time: 10-15 day calendar (policy)"]),
    pytest.param("เงินจะคืนเข้าบัตรไม่เกินสองสัปดาห์ครับ", ["refund.time: at_most 14 day calendar (promise)"]),
    pytest.param(
        "ร้านส่งของภายใน 1 วันทำการหลังชำระเงินค่ะ", ["dispatch.time: at_most 1 day working (policy) from order_placed"]
    ),
    pytest.param("แพ็คและส่งออกภายใน 48 ชม. ค่ะ", ["dispatch.time: at_most 48 hour calendar (policy)"]),
    pytest.param("ของจะถึงมือลูกค้าภายใน 2-4 วันครับ", ["delivery.time: 2-4 day calendar (promise)"]),
    pytest.param("ต่างจังหวัดใช้เวลาจัดส่ง ๓-๕ วันทำการค่ะ", ["delivery.time: 3-5 day working (policy)"]),
    pytest.param("ทางเราจะตอบเรื่องร้องเรียนภายในเจ็ดวันค่ะ", ["complaint.reply: at_most 7 day calendar (promise)"]),
    pytest.param("รับประกันศูนย์ 18 เดือนครับ", ["guarantee.period: 18 month calendar (policy)"]),
    pytest.param("ประกันหนึ่งปีครึ่งค่ะ", ["guarantee.period: 1.5 year calendar (policy)"]),
    pytest.param(
        "ยกเลิกการสั่งซื้อได้ภายใน 7 วันนับจากวันที่ได้รับสินค้าค่ะ",
        ["withdrawal.period: at_most 7 day calendar (policy) from goods_received"],
    ),
    pytest.param("ค่าจัดส่งสี่สิบบาทค่ะ", ["shipping.price: 40 THB (policy)"]),
    pytest.param("ส่งฟรีเมื่อยอดสั่งซื้อตั้งแต่ 499 บาทขึ้นไปค่ะ", ["shipping.free_from: at_least 499 THB (policy)"]),
    pytest.param("คืนสินค้าฟรี ไม่มีค่าใช้จ่ายค่ะ", ["return.cost: 0 None (policy)"]),
    pytest.param("ค่าส่งคืนสินค้า 60 บาท ลูกค้าเป็นผู้รับผิดชอบค่ะ", ["return.cost: 60 THB (policy)"]),
    pytest.param("ทางร้านจะคืนเงิน 1,590 บาทให้ค่ะ", ["refund.amount: 1590 THB (promise)"]),
    pytest.param("ยอดรวมทั้งหมด 2,350.50 บาทค่ะ", ["order.total: 2350.50 THB (policy)"]),
    pytest.param("เสื้อตัวนี้ราคา 390 บาทค่ะ", ["product.price: 390 THB (policy)"]),
    pytest.param("คูปองมูลค่า 100 บาทค่ะ", ["coupon.value: 100 THB (policy)"]),
    pytest.param("ใส่โค้ดแล้วลด 15% ค่ะ", ["coupon.value: 15 % (policy)"]),
    pytest.param("พัสดุส่งออกไปแล้วเมื่อวานค่ะ", ["order.status: 2026-05-11 shipped (report_past)"]),
    pytest.param("ส่งสินค้าให้แล้วเมื่อ 2 วันก่อนค่ะ", ["order.status: 2026-05-10 shipped (report_past)"]),
    pytest.param("พัสดุถึงลูกค้าแล้วเมื่อวันที่ 9 พฤษภาคมค่ะ", ["order.status: 2026-05-09 delivered (report_past)"]),
    pytest.param("ได้รับสินค้าที่ส่งคืนแล้วเมื่อวันที่ 7 พ.ค. ค่ะ", ["order.status: 2026-05-07 returned (report_past)"]),
    pytest.param("โอนเงินคืนแล้วเมื่อวันศุกร์ที่ 8 พฤษภาคมค่ะ", ["order.status: 2026-05-08 refunded (report_past)"]),
    pytest.param("พัสดุกำลังนำจ่ายวันนี้ค่ะ", ["order.status: 2026-05-12 out_for_delivery (report_past)"]),
    pytest.param("ได้รับชำระเงินเรียบร้อยแล้วค่ะ", ["order.status: paid (report_past)"]),
    pytest.param("ยังไม่ได้รับสินค้าคืนค่ะ", []),
    pytest.param("พัสดุจะถึงวันพุธที่ 14 พฤษภาคมค่ะ", ["delivery.date: 2026-05-14 but of another weekday (promise)"]),
    pytest.param("จะได้รับของมะรืนนี้ค่ะ", ["delivery.date: 2026-05-14 (promise)"]),
    pytest.param("ลูกค้าต้องการคืนสินค้าภายใน 7 วันไหมคะ", ["return.period: at_most 7 day calendar (question)"]),
    pytest.param("ลูกค้าบอกว่ารอเงินคืนมา 20 วัน", ["refund.time: 20 day calendar (quoted)"]),
    pytest.param("ไม่สามารถคืนสินค้าได้หลัง 7 วันค่ะ", []),
    pytest.param("ไม่ใช่เจ็ดวันแต่เป็นสิบห้าวันค่ะ", ["None: 15 day calendar (policy)"]),
    pytest.param("ธนาคารอาจใช้เวลาอีก 3 วันค่ะ", ["None: 3 day calendar (policy)"]),
    pytest.param("พัสดุล่าช้าไปสองวัน ขออภัยค่ะ", ["None: 2 day calendar (policy)"]),
    pytest.param("หากต้องการคืนสินค้า แจ้งได้ภายใน 14 วันค่ะ", ["return.period: at_most 14 day calendar (policy)"]),
    pytest.param(
        "ส่งด่วน 80 บาท ส่งธรรมดา 35 บาทค่ะ", ["shipping.price: 80 THB (policy)", "shipping.price: 35 THB (policy)"]
    ),
    pytest.param("ยกเลิกออเดอร์ให้แล้ววันนี้ค่ะ", ["order.status: 2026-05-12 cancelled (report_past)"]),
    pytest.param("โปรโมชั่นหมดเขต 31 พฤษภาคม 2569 ค่ะ", ["None: 2026-05-31 (policy)"]),
    pytest.param("จะจัดส่งภายในวันพรุ่งนี้ค่ะ", []),
    pytest.param("คืนได้ภายใน 1 เดือนค่ะ", ["return.period: at_most 1 month calendar (policy)"]),
    pytest.param("พัสดุจะมาถึงวันอาทิตย์นี้ค่ะ", ["delivery.date: 2026-05-17 (promise)"]),
    pytest.param("พัสดุใช้เวลาเดินทาง 2 อาทิตย์ครับ", ["delivery.time: 14 day calendar (policy)"]),
    pytest.param("มีเวลาส่งคืนสินค้า 10 วันหลังได้รับพัสดุค่ะ", ["return.period: 10 day calendar (policy) from goods_received"]),
    pytest.param(
        "ทางร้านคืนเงินให้ภายในห้าวันทำการหลังได้รับสินค้าคืนค่ะ",
        ["refund.time: at_most 5 day working (policy) from goods_returned"],
    ),
    pytest.param("เตรียมของไม่เกิน 2 วันทำการแล้วส่งเลยค่ะ", ["dispatch.time: at_most 2 day working (policy)"]),
    pytest.param("พัสดุถึงกรุงเทพฯ ใน 1-2 วันค่ะ", ["delivery.time: 1-2 day calendar (policy)"]),
    pytest.param("ประกันมอเตอร์ 10 ปีครับ", ["guarantee.period: 10 year calendar (policy)"]),
    pytest.param("ตอบกลับเรื่องร้องเรียนไม่เกินสามวันค่ะ", ["complaint.reply: at_most 3 day calendar (policy)"]),
    pytest.param("ค่าส่งปกติ 35 บาทค่ะ", ["shipping.price: 35 THB (policy)"]),
    pytest.param("ช้อปครบ 699 บาท ไม่เสียค่าจัดส่งค่ะ", ["shipping.free_from: at_least 699 THB (policy)"]),
    pytest.param("ยอดที่ต้องชำระ 1,240 บาทค่ะ", ["order.total: 1240 THB (policy)"]),
    pytest.param("รับส่วนลดร้อยละสิบค่ะ", ["coupon.value: 10 % (policy)"]),
    pytest.param("คูปองเงินสด 200 บาทอยู่ในบัญชีแล้วค่ะ", ["coupon.value: 200 THB (report_past)"]),
    pytest.param("ของออกจากคลังเมื่อวันจันทร์ค่ะ", ["order.status: 2026-05-11 shipped (report_past)"]),
    pytest.param("ลูกค้ารับของไปแล้วเมื่อวันที่ 8 พ.ค. ค่ะ", ["order.status: 2026-05-08 delivered (report_past)"]),
    pytest.param("คำสั่งซื้อถูกยกเลิกเมื่อวานค่ะ", ["order.status: 2026-05-11 cancelled (report_past)"]),
    pytest.param("ยังไม่ได้โอนเงินคืนค่ะ", []),
    pytest.param("รอไม่เกินสองอาทิตย์นะคะ เงินจะเข้าบัญชี", ["None: at_most 14 day calendar (policy)"]),
    pytest.param("จัดส่งฟรีทุกออเดอร์ค่ะ", ["shipping.price: 0 None (policy)"]),
    pytest.param("สินค้าจะถึงวันเสาร์ที่ 16 พ.ค. ค่ะ", ["delivery.date: 2026-05-16 (promise)"]),
    pytest.param(
        "สามารถคืนสินค้าได้ภายใน 30 วันนับจากวันที่ได้รับค่ะ",
        ["return.period: at_most 30 day calendar (policy) from goods_received"],
    ),
    pytest.param(
        "การคืนเงินใช้เวลา 3-5 วันทำการหลังจากร้านได้รับสินค้าค่ะ", ["refund.time: 3-5 day working (policy) from goods_returned"]
    ),
    pytest.param("เราจะตอบข้อร้องเรียนของคุณภายใน 7 วันค่ะ", ["complaint.reply: at_most 7 day calendar (promise)"]),
    pytest.param(
        "จัดส่งภายใน 24 ชั่วโมง และใช้เวลาเดินทาง 2-3 วันค่ะ",
        ["dispatch.time: at_most 24 hour calendar (policy)", "delivery.time: 2-3 day calendar (policy)"],
    ),
    pytest.param("วันจัดส่งใหม่คือวันอังคารที่ 19 พฤษภาคมค่ะ", ["None: 2026-05-19 (policy)"]),
    pytest.param("ค่าจัดส่งแบบด่วน 120 บาทค่ะ", ["shipping.price: 120 THB (policy)"]),
    pytest.param("จัดส่งฟรีสำหรับคำสั่งซื้อเกิน 800 บาทค่ะ", ["shipping.free_from: at_least 800 THB (policy)"]),
    pytest.param("ค่าส่งคืนสินค้า 50 บาทค่ะ", ["return.cost: 50 THB (policy)"]),
    pytest.param("เครื่องนี้มีประกัน 2 ปีค่ะ", ["guarantee.period: 2 year calendar (policy)"]),
    pytest.param("ขอมอบส่วนลด 10% สำหรับการสั่งซื้อครั้งหน้าค่ะ", ["coupon.value: 10 % (policy)"]),
    pytest.param(
        "ทางเราได้คืนเงิน 250 บาทให้แล้ววันนี้ค่ะ",
        ["order.status: 2026-05-12 refunded (report_past)", "refund.amount: 250 THB (report_past)"],
    ),
    pytest.param("ส่งพัสดุให้ขนส่งแล้วเมื่อวานค่ะ", ["order.status: 2026-05-11 shipped (report_past)"]),
    pytest.param("เข้าใจค่ะว่าลูกค้ารอเงินคืนมา 2 อาทิตย์แล้ว", ["refund.time: 14 day calendar (quoted)"]),
    pytest.param("ร้านเปิดวันจันทร์ถึงวันศุกร์ 9.00-18.00 น. ค่ะ", []),
    pytest.param("พัสดุถูกส่งถึงเมื่อวันที่ 10 พ.ค. หรือยังคะ", ["delivery.date: 2026-05-10 (question)"]),
    pytest.param("ใช้โค้ดนี้ลดได้ 50 บาทค่ะ", ["coupon.value: 50 THB (policy)"]),
    pytest.param(
        "คืนรองเท้าได้ภายใน 30 วันนับจากวันที่ได้รับสินค้าค่ะ",
        ["return.period: at_most 30 day calendar (policy) from goods_received"],
    ),
    pytest.param("เงินจะเข้าบัญชีภายในเจ็ดวันทำการค่ะ", ["refund.time: at_most 7 day working (promise)"]),
    pytest.param("เราตอบเรื่องร้องเรียนทุกเรื่องภายในสองสัปดาห์ค่ะ", ["complaint.reply: at_most 14 day calendar (policy)"]),
    pytest.param("วันนี้ส่งของให้ และจะถึงภายใน 2 วันค่ะ", ["delivery.time: at_most 2 day calendar (promise)"]),
    pytest.param(
        "ยกเลิกสัญญาได้ภายในสิบสี่วันนับจากวันที่ได้รับของค่ะ",
        ["withdrawal.period: at_most 14 day calendar (policy) from goods_received"],
    ),
    pytest.param(
        "ส่งถึงบ้าน 55 บาท รับที่จุดรับพัสดุ 30 บาทค่ะ", ["shipping.price: 55 THB (policy)", "shipping.price: 30 THB (policy)"]
    ),
    pytest.param("ซื้อเกิน 600 บาท ส่งฟรีค่ะ", ["shipping.free_from: at_least 600 THB (policy)"]),
    pytest.param("โน้ตบุ๊กรับประกัน 36 เดือนค่ะ", ["guarantee.period: 36 month calendar (policy)"]),
    pytest.param("พัสดุจะถึงวันจันทร์ที่ 18 พ.ค. ค่ะ", ["delivery.date: 2026-05-18 (promise)"]),
    pytest.param("คืนเงินเรียบร้อยแล้วเมื่อวันที่ 6 พ.ค. ค่ะ", ["order.status: 2026-05-06 refunded (report_past)"]),
    pytest.param("พัสดุส่งถึงแล้วเมื่อวันเสาร์ค่ะ", ["order.status: 2026-05-09 delivered (report_past)"]),
    pytest.param("ขอส่งคูปอง 80 บาทให้เป็นการขอโทษนะคะ", ["coupon.value: 80 THB (policy)"]),
    pytest.param("ไม่สามารถรับปากได้ว่าจะถึงใน 2 วันค่ะ", []),
    pytest.param("ยอดรวมของออเดอร์คือ 1,899 บาทค่ะ", ["order.total: 1899 THB (policy)"]),
    pytest.param("ลูกค้าแจ้งว่ารอเงินคืนมาสามสัปดาห์แล้ว", ["refund.time: 21 day calendar (quoted)"]),
    pytest.param(
        "ถ้าไซซ์ไม่พอดี เปลี่ยนได้ภายใน 30 วันนับจากวันที่ซื้อค่ะ",
        ["return.period: at_most 30 day calendar (policy) from order_placed"],
    ),
    pytest.param(
        "เราจะโอนเงิน 450 บาทคืนให้ภายในสามวันทำการค่ะ",
        ["refund.amount: 450 THB (promise)", "refund.time: at_most 3 day working (promise)"],
    ),
    pytest.param("เรื่องร้องเรียนจะได้รับการพิจารณาภายใน 14 วันค่ะ", ["complaint.reply: at_most 14 day calendar (promise)"]),
    pytest.param(
        "สินค้าออกจากคลังภายใน 1 วันทำการหลังชำระเงินค่ะ", ["dispatch.time: at_most 1 day working (policy) from order_placed"]
    ),
    pytest.param("ขนส่งใช้เวลาเฉลี่ยสองวันทำการค่ะ", ["delivery.time: 2 day working (policy)"]),
    pytest.param(
        "บอกเลิกสัญญาได้ภายใน 14 วันหลังได้รับสินค้าค่ะ",
        ["withdrawal.period: at_most 14 day calendar (policy) from goods_received"],
    ),
    pytest.param("ค่าบริการจัดส่ง 15 บาทค่ะ", ["shipping.price: 15 THB (policy)"]),
    pytest.param("สั่งซื้อตั้งแต่ 420 บาทขึ้นไปจัดส่งฟรีค่ะ", ["shipping.free_from: at_least 420 THB (policy)"]),
    pytest.param("ผู้ผลิตรับประกันสิบสองเดือนค่ะ", ["guarantee.period: 12 month calendar (policy)"]),
    pytest.param("คาดว่าจะได้รับสินค้าวันที่ 21 พฤษภาคมค่ะ", ["delivery.date: 2026-05-21 (promise)"]),
    pytest.param("คืนเงินให้แล้วเมื่อวันที่ 5 พฤษภาคมค่ะ", ["order.status: 2026-05-05 refunded (report_past)"]),
    pytest.param("พัสดุอยู่ระหว่างการขนส่งค่ะ", ["order.status: shipped (report_past)"]),
    pytest.param("เพื่อเป็นการขอโทษ รับส่วนลด 15% ค่ะ", ["coupon.value: 15 % (policy)"]),
    pytest.param("รวมค่าส่งแล้วทั้งหมด 2,145 บาทค่ะ", ["order.total: 2145 THB (policy)"]),
    pytest.param("งั้นคืนเงินใช้เวลา 14 วันใช่ไหมคะ", ["refund.time: 14 day calendar (question)"]),
]


@pytest.mark.parametrize(("text", "expected"), _SENTENCES)
def test_a_fresh_sentence_in_thai_states_what_it_should(text: str, expected: list[str]) -> None:
    assert told(text, language="th") == expected
