"""The thirty sentences that define what a claim is."""

from __future__ import annotations

import pytest

from tests.checks.claims.told import told

_SENTENCES = [
    pytest.param(
        "pl",
        "Ma Pani czternaście dni od otrzymania paczki na odstąpienie.",
        ["withdrawal.period: 14 day calendar (policy) from goods_received"],
    ),
    pytest.param(
        "pl", "Odstąpić można w terminie czternastu dni.", ["withdrawal.period: at_most 14 day calendar (policy)"]
    ),
    pytest.param(
        "pl", "Zwrot pieniędzy nastąpi do 14 dni roboczych.", ["refund.time: at_most 14 day working (policy)"]
    ),
    pytest.param("pl", "Zwrot towaru jest możliwy przez dwa tygodnie.", ["return.period: 14 day calendar (policy)"]),
    pytest.param("pl", "To nie 30, tylko 14 dni.", ["None: 14 day calendar (policy)"]),
    pytest.param("pl", "Napisała Pani, że czeka Pani 30 dni.", ["None: 30 day calendar (quoted)"]),
    pytest.param("pl", "Trzy dni temu wysłaliśmy paczkę.", ["order.status: 2026-05-09 shipped (report_past)"]),
    pytest.param("pl", "Wysyłka w 24 godziny.", ["dispatch.time: at_most 24 hour calendar (policy)"]),
    pytest.param(
        "pl",
        "Dostawa kosztuje 12,99 zł, a od 199 zł jest darmowa.",
        ["shipping.price: 12.99 PLN (policy)", "shipping.free_from: at_least 199 PLN (policy)"],
    ),
    pytest.param(
        "pl", "Na reklamację odpowiemy w ciągu dwóch tygodni.", ["complaint.reply: at_most 14 day calendar (promise)"]
    ),
    pytest.param("pl", "Gwarancja jest trzyletnia.", ["guarantee.period: 3 year calendar (policy)"]),
    pytest.param("pl", "półtora tygodnia", ["None: 10.5 day calendar (policy)"]),
    pytest.param("en", "Refunds take 5 to 7 business days.", ["refund.time: 5-7 day working (policy)"]),
    pytest.param("en", "You have a fortnight to send it back.", ["return.period: 14 day calendar (policy)"]),
    pytest.param("en", "You should have received an e-mail yesterday.", []),
    pytest.param("pt", "O reembolso é feito até 14 dias úteis.", ["refund.time: at_most 14 day working (policy)"]),
    pytest.param("pt", "Tem catorze dias para a livre resolução.", ["withdrawal.period: 14 day calendar (policy)"]),
    pytest.param(
        "pt-BR",
        "O frete custa R$ 1.299,00? Não, R$ 12,99.",
        ["shipping.price: 1299.00 BRL (question)", "shipping.price: 12.99 BRL (policy)"],
    ),
    pytest.param("pt", "A entrega demora de três a cinco dias úteis.", ["delivery.time: 3-5 day working (policy)"]),
    pytest.param(
        "ar",
        "يمكنك إرجاع المنتج خلال ١٤ يومًا من الاستلام.",
        ["return.period: at_most 14 day calendar (policy) from goods_received"],
    ),
    pytest.param("ar", "سيصل الطلب خلال يومين.", ["delivery.time: at_most 2 day calendar (promise)"]),
    pytest.param("ar", "يُرد المبلغ خلال سبعة أيام عمل.", ["refund.time: at_most 7 day working (policy)"]),
    pytest.param("ar", "تكلفة الشحن ١٢٫٩٩ ريالًا.", ["shipping.price: 12.99 SAR (policy)"]),
    pytest.param("th", "คืนสินค้าได้ภายใน ๑๔ วัน", ["return.period: at_most 14 day calendar (policy)"]),
    pytest.param("th", "คืนเงินภายในเจ็ดวันทำการค่ะ", ["refund.time: at_most 7 day working (policy)"]),
    pytest.param("th", "จะได้รับสินค้าวันที่ 13 มิถุนายน 2568", ["delivery.date: 2025-06-13 (promise)"]),
    pytest.param("th", "ค่าส่ง 1,299 บาท", ["shipping.price: 1299 THB (policy)"]),
    pytest.param(
        "pl", "Paczka dotrze w piątek 12 czerwca 2025.", ["delivery.date: 2025-06-12 but of another weekday (promise)"]
    ),
    pytest.param("pl", "Jeśli produkt był szyty na miarę, zwrot nie przysługuje.", []),
    pytest.param("pl", "Dziś jest za późno, termin minął 3 maja.", ["None: 2026-05-03 (report_past)"]),
]


@pytest.mark.parametrize(("language", "text", "expected"), _SENTENCES)
def test_a_golden_sentence_states_what_it_should(language: str, text: str, expected: list[str]) -> None:
    assert told(text, language=language) == expected
