"""What is said of the state of an order: only what has come about, of the order itself, is a status."""

from __future__ import annotations

import pytest

from tests.checks.claims.told import told

_SENTENCES = [
    pytest.param("pl", "Gdyby paczka została uszkodzona, proszę o zdjęcia.", []),
    pytest.param("pl", "Paczka powinna zostać dostarczona jutro.", ["delivery.date: 2026-05-13 (policy)"]),
    pytest.param("pl", "Zamówienie nie zostało opłacone.", []),
    pytest.param("pl", "Przesyłka została zwrócona do nadawcy.", ["order.status: returned (report_past)"]),
    pytest.param("pl", "Paczka nie wróciła jeszcze do nas.", []),
    pytest.param("pl", "Pieniądze wróciły do nas.", []),
    pytest.param("pl", "Gdy paczka wróci do nas, napiszemy.", []),
    pytest.param("pl", "Zamówienie figuruje jako anulowane.", ["order.status: cancelled (report_past)"]),
    pytest.param("pl", "Kurier wyruszył z przesyłką.", ["order.status: out_for_delivery (report_past)"]),
    pytest.param("en", "The parcel came back to us.", ["order.status: returned (report_past)"]),
    pytest.param("en", "Please send the parcel back to us.", []),
    pytest.param("en", "Once the parcel comes back to us, we write.", []),
    pytest.param("en", "It is marked as cancelled.", ["order.status: cancelled (report_past)"]),
    pytest.param("en", "The driver has set off with your parcel.", ["order.status: out_for_delivery (report_past)"]),
    pytest.param("pt", "A encomenda voltou para o nosso armazém.", ["order.status: returned (report_past)"]),
    pytest.param("pt", "A encomenda não voltou ao armazém.", []),
    pytest.param("pt", "O pedido aparece como cancelado.", ["order.status: cancelled (report_past)"]),
    pytest.param("ar", "عادت الشحنة إلى مستودعنا.", ["order.status: returned (report_past)"]),
    pytest.param("ar", "لم تعد الشحنة إلينا.", []),
    pytest.param("ar", "الطلب ملغى في النظام.", ["order.status: cancelled (report_past)"]),
    pytest.param("th", "พัสดุถูกตีกลับมาที่ร้านแล้วค่ะ", ["order.status: returned (report_past)"]),
    pytest.param("th", "ถ้าพัสดุถูกตีกลับจะคืนเงินค่ะ", []),
    pytest.param("th", "ไม่เป็นไรค่ะ พัสดุอยู่ระหว่างการขนส่ง", ["order.status: shipped (report_past)"]),
    pytest.param("pl", "Wysłaliśmy do Pani wiadomość e-mail z potwierdzeniem.", []),
    pytest.param("pl", "Widzę, że paczka była dostarczona na inny adres.", ["order.status: delivered (report_past)"]),
    pytest.param(
        "pl",
        "Kurier zaznaczył, że paczka została doręczona 10 maja.",
        ["order.status: 2026-05-10 delivered (report_past)"],
    ),
    pytest.param("pl", "Jak tylko zamówienie zostanie spakowane, damy znać.", []),
    pytest.param("pl", "Poprosiłam magazyn, żeby paczka została wysłana dziś.", []),
    pytest.param("pl", "Nowa paczka zostanie nadana jutro, a ta została zagubiona.", []),
    pytest.param(
        "pl", "Paczka została nadana, ale kurier jeszcze jej nie odebrał.", ["order.status: shipped (report_past)"]
    ),
    pytest.param("pl", "Czy paczka została już doręczona?", []),
    pytest.param("pl", "Pani zamówienie jest gotowe do wysyłki.", ["order.status: packed (report_past)"]),
    pytest.param("pl", "Zwrot dotarł do nas wczoraj.", ["order.status: 2026-05-11 returned (report_past)"]),
    pytest.param("pl", "Zamówienia są wysyłane codziennie.", []),
    pytest.param("pl", "Rozumiem, że paczka nie dotarła.", []),
    pytest.param("pl", "Część zamówienia została wysłana, reszta czeka.", []),
    pytest.param("pl", "Reklamacja została przyjęta.", []),
    pytest.param("pl", "Numer przesyłki został wysłany SMS-em.", []),
    pytest.param("pl", "Pisze Pani, że paczka została doręczona sąsiadowi.", ["order.status: delivered (quoted)"]),
    pytest.param("en", "You said it was delivered to a neighbour.", []),
    pytest.param("en", "It should have been delivered yesterday.", ["delivery.date: 2026-05-11 (report_past)"]),
    pytest.param("en", "Once it's been shipped, you'll get a tracking link.", []),
    pytest.param("en", "Your parcel hasn't been shipped yet.", []),
    pytest.param("en", "The tracking says it was delivered on 10 May.", ["delivery.date: 2026-05-10 (report_past)"]),
    pytest.param("en", "If it was sent to the wrong address, let me know.", []),
    pytest.param("en", "I've sent you an email.", []),
    pytest.param("en", "A replacement has been sent today.", []),
    pytest.param(
        "en",
        "Your order can't be cancelled because it was shipped yesterday.",
        ["order.status: 2026-05-11 shipped (report_past)"],
    ),
    pytest.param("en", "Was your order delivered?", []),
    pytest.param("en", "Part of your order was shipped on Monday.", []),
    pytest.param("en", "We have not received your return.", []),
    pytest.param("en", "Your refund was not issued yet.", []),
    pytest.param("en", "That one was delivered on 14 April.", ["delivery.date: 2026-04-14 (report_past)"]),
    pytest.param("en", "Orders are shipped every weekday.", []),
    pytest.param(
        "en",
        "The order was placed on 5 May and paid on 6 May.",
        ["None: 2026-05-05 (report_past)", "None: 2026-05-06 (report_past)"],
    ),
    pytest.param("pt", "A encomenda ainda não saiu do armazém.", []),
    pytest.param("pt", "Assim que for enviada, avisamos.", []),
    pytest.param("pt", "Enviámos um e-mail com a etiqueta.", []),
    pytest.param("pt", "O pedido foi cancelado a seu pedido.", ["order.status: cancelled (report_past)"]),
    pytest.param("pt", "A encomenda deveria ter sido entregue ontem.", ["delivery.date: 2026-05-11 (report_past)"]),
    pytest.param("ar", "لم يتم تسليم الطلب.", []),
    pytest.param("ar", "سيتم شحن الطلب غدا.", []),
    pytest.param("ar", "تم إرسال رسالة إلى بريدك.", []),
    pytest.param("ar", "إذا تم شحن الطلب فلا يمكن إلغاؤه.", []),
    pytest.param("ar", "تم إلغاء الطلب بناء على طلبك.", ["order.status: cancelled (report_past)"]),
    pytest.param("th", "ยังไม่ได้จัดส่งค่ะ", []),
    pytest.param("th", "จะจัดส่งพรุ่งนี้ค่ะ", []),
    pytest.param("th", "หากจัดส่งแล้วจะไม่สามารถยกเลิกได้ค่ะ", []),
    pytest.param("th", "ยกเลิกคำสั่งซื้อให้เรียบร้อยแล้วค่ะ", ["order.status: cancelled (report_past)"]),
    pytest.param("th", "คืนเงินให้ลูกค้าเรียบร้อยแล้วเมื่อวันที่ 10 พฤษภาคมค่ะ", ["order.status: 2026-05-10 refunded (report_past)"]),
]


@pytest.mark.parametrize(("language", "text", "expected"), _SENTENCES)
def test_a_status_is_what_has_come_about(language: str, text: str, expected: list[str]) -> None:
    assert told(text, language=language) == expected
