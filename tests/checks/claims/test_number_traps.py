"""Numbers, units, bounds and days in the forms people write them."""

from __future__ import annotations

import pytest

from tests.checks.claims.told import told

_SENTENCES = [
    pytest.param(
        "pl", "Zwrot pieniędzy trwa do dwudziestu jeden dni.", ["refund.time: at_most 21 day calendar (policy)"]
    ),
    pytest.param(
        "pl", "Odpowiemy na reklamację w czternastu dniach.", ["complaint.reply: at_most 14 day calendar (promise)"]
    ),
    pytest.param("pl", "Dostawa w ciągu dwóch dób.", ["delivery.time: at_most 48 hour calendar (policy)"]),
    pytest.param("pl", "Wysyłka w ciągu kwadransa.", ["dispatch.time: at_most 0.25 hour calendar (policy)"]),
    pytest.param("pl", "Gwarancja trwa pół roku.", ["guarantee.period: 0.5 year calendar (policy)"]),
    pytest.param("pl", "Gwarancja wynosi dwa i pół roku.", ["guarantee.period: 2.5 year calendar (policy)"]),
    pytest.param(
        "pl",
        "Zwrot towaru możliwy jest w ciągu 14 (czternastu) dni od odbioru.",
        ["return.period: at_most 14 day calendar (policy) from goods_received"],
    ),
    pytest.param(
        "pl", "Termin zwrotu towaru nie jest krótszy niż 14 dni.", ["return.period: at_least 14 day calendar (policy)"]
    ),
    pytest.param("pl", "Zwrócimy dwieście pięćdziesiąt złotych.", ["refund.amount: 250 PLN (promise)"]),
    pytest.param("pl", "Zwrócimy PLN 1 299,00.", ["refund.amount: 1299.00 PLN (promise)"]),
    pytest.param("pl", "Zwrócimy 1299 PLN.", ["refund.amount: 1299 PLN (promise)"]),
    pytest.param("pl", "Zwrócimy 1.299,00 zł.", ["refund.amount: 1299.00 PLN (promise)"]),
    pytest.param("pl", "Cena zawiera 23% VAT.", ["None: 23 % (policy)"]),
    pytest.param("pl", "Marża wzrosła o 2 punkty procentowe.", []),
    pytest.param(
        "pl", "Kurier dostarczy paczkę dwudziestego pierwszego maja.", ["delivery.date: 2026-05-21 (promise)"]
    ),
    pytest.param("pl", "Paczka dotrze najpóźniej do piątku.", ["delivery.date: 2026-05-15 (promise)"]),
    pytest.param("pl", "Paczka dotrze w przyszły wtorek.", []),
    pytest.param("pl", "Paczka dotrze 15.05.", []),
    pytest.param("pl", "Paczka dotrze 15.05.2026 r.", ["delivery.date: 2026-05-15 (promise)"]),
    pytest.param("pl", "Paczka dotrze we wtorek 19.05.", ["delivery.date: 2026-05-19 (promise)"]),
    pytest.param("pl", "Paczka dotrze między 14 a 16 maja.", []),
    pytest.param("pl", "Dostawa trwa dwa-trzy dni.", ["delivery.time: 2-3 day calendar (policy)"]),
    pytest.param("pl", "Dostawa trwa 2 lub 3 dni.", ["delivery.time: 2-3 day calendar (policy)"]),
    pytest.param("pl", "Dostawa od 3 dni do 5 dni.", ["delivery.time: 3-5 day calendar (policy)"]),
    pytest.param("pl", "Na zwrot towaru masz 2 tygodnie i 3 dni.", ["return.period: 17 day calendar (policy)"]),
    pytest.param(
        "pl",
        "wysylka w 24h, zwrot towaru do 14 dni od odbioru paczki",
        [
            "dispatch.time: at_most 24 hour calendar (policy)",
            "return.period: at_most 14 day calendar (policy) from goods_received",
        ],
    ),
    pytest.param(
        "pl",
        "Zwrot towaru: 14 dni. Zwrot pieniędzy: 7 dni.",
        ["return.period: 14 day calendar (policy)", "refund.time: 7 day calendar (policy)"],
    ),
    pytest.param(
        "pl",
        "Jednodniowa dostawa kosztuje 25 zł.",
        ["delivery.time: 1 day calendar (policy)", "shipping.price: 25 PLN (policy)"],
    ),
    pytest.param(
        "pl", "Proszę o odpowiedź w ciągu czterdziestu ośmiu godzin.", ["None: at_most 48 hour calendar (policy)"]
    ),
    pytest.param("pl", "24-miesięczna gwarancja", ["guarantee.period: 24 month calendar (policy)"]),
    pytest.param(
        "pl", "Mają Państwo trzydziestodniowe prawo do zwrotu towaru.", ["return.period: 30 day calendar (policy)"]
    ),
    pytest.param("pl", "Kosztuje 3,5 tys. zł.", []),
    pytest.param(
        "pl",
        "Zwrot pieniędzy zajmuje minimum 3, maksimum 7 dni roboczych.",
        ["refund.time: at_most 7 day working (policy)"],
    ),
    pytest.param("en", "Refunds take twenty-one days.", ["refund.time: 21 day calendar (policy)"]),
    pytest.param("en", "Refunds take a week and a half.", ["refund.time: 10.5 day calendar (policy)"]),
    pytest.param("en", "Refunds take two and a half weeks.", ["refund.time: 17.5 day calendar (policy)"]),
    pytest.param("en", "Delivery is by the next business day.", []),
    pytest.param(
        "en", "You have no less than 14 days to return it.", ["return.period: at_least 14 day calendar (policy)"]
    ),
    pytest.param("en", "Delivery costs € 29,90.", ["shipping.price: 29.90 EUR (policy)"]),
    pytest.param("en", "Delivery costs 1,299.00 EUR.", ["shipping.price: 1299.00 EUR (policy)"]),
    pytest.param("en", "Your parcel will arrive on June 12th, 2026.", ["delivery.date: 2026-06-12 (promise)"]),
    pytest.param("en", "Your parcel will arrive on the 12th of June.", ["delivery.date: 2026-06-12 (promise)"]),
    pytest.param("en", "Your parcel will arrive on 12/06/2026.", []),
    pytest.param("en", "We ship in 24-48h.", ["dispatch.time: 24-48 hour calendar (policy)"]),
    pytest.param("en", "Delivery: 3–5 working days.", ["delivery.time: 3-5 day working (policy)"]),
    pytest.param("en", "You have thirty (30) days to return it.", ["return.period: 30 day calendar (policy)"]),
    pytest.param("en", "Your parcel will arrive by Friday.", ["delivery.date: 2026-05-15 (promise)"]),
    pytest.param(
        "en",
        "The refund isn't made within 14 days but within 7 days.",
        ["refund.time: at_most 7 day calendar (policy)"],
    ),
    pytest.param("pt", "Tem vinte e um dias para devolver.", ["return.period: 21 day calendar (policy)"]),
    pytest.param("pt", "A entrega demora uma semana e meia.", ["delivery.time: 10.5 day calendar (policy)"]),
    pytest.param("pt", "O reembolso demora uns oito dias.", ["refund.time: 8 day calendar (policy)"]),
    pytest.param("pt", "A encomenda chega a 12/06/2026.", ["delivery.date: 2026-06-12 (promise)"]),
    pytest.param("pt", "A encomenda chega amanhã.", ["delivery.date: 2026-05-13 (promise)"]),
    pytest.param(
        "pt", "O reembolso é feito num prazo não superior a 14 dias.", ["refund.time: at_most 14 day calendar (policy)"]
    ),
    pytest.param("pt-BR", "O frete custa vinte reais e cinquenta centavos.", ["shipping.price: 20.50 BRL (policy)"]),
    pytest.param(
        "ar", "يمكنك إرجاع المنتج خلال خمسة وعشرين يوما.", ["return.period: at_most 25 day calendar (policy)"]
    ),
    pytest.param("ar", "يمكنك إرجاع المنتج خِلالَ أُسبوعَين.", ["return.period: at_most 14 day calendar (policy)"]),
    pytest.param("ar", "ستصل الشحنة في ١٣ حزيران ٢٠٢٦.", ["delivery.date: 2026-06-13 (promise)"]),
    pytest.param("ar", "يمكنك إرجاع المنتج خلال أربعة عشر يوماً.", ["return.period: at_most 14 day calendar (policy)"]),
    pytest.param(
        "ar",
        "يُرد المبلغ في مدة لا تتجاوز ١٤ يوماً من استلام المرتجع.",
        ["refund.time: at_most 14 day calendar (policy) from goods_returned"],
    ),
    pytest.param("ar", "رسوم التوصيل ١٬٢٩٩٫٥٠ درهم.", ["shipping.price: 1299.50 AED (policy)"]),
    pytest.param("ar", "التوصيل خلال ٢٤ ساعة.", ["delivery.time: at_most 24 hour calendar (policy)"]),
    pytest.param("ar", "سيصل الطلب خلال ۱۴ يوم.", ["delivery.time: at_most 14 day calendar (promise)"]),
    pytest.param("th", "คืนสินค้าได้ภายในยี่สิบเอ็ดวัน", ["return.period: at_most 21 day calendar (policy)"]),
    pytest.param("th", "พัสดุจะถึงวันที่ 13 มิ.ย. 2569 ค่ะ", ["delivery.date: 2026-06-13 (promise)"]),
    pytest.param("th", "ราคา ฿1,299.- ค่ะ", ["product.price: 1299 THB (policy)"]),
    pytest.param("th", "จะได้รับเงินคืนใน 1-2 สัปดาห์ค่ะ", ["refund.time: 7-14 day calendar (promise)"]),
    pytest.param("th", "คืนเงินไม่น้อยกว่า 3 วันทำการค่ะ", ["refund.time: at_least 3 day working (policy)"]),
    pytest.param("th", "จัดส่งภายในหนึ่งวันครึ่งค่ะ", ["dispatch.time: at_most 1.5 day calendar (policy)"]),
    pytest.param("en", "Your gift card has a $262 balance.", ["coupon.value: 262 USD (policy)"]),
    pytest.param("en", "The payment method with which it is being processed is your card.", []),
]


@pytest.mark.parametrize(("language", "text", "expected"), _SENTENCES)
def test_a_number_is_read_as_people_write_it(language: str, text: str, expected: list[str]) -> None:
    assert told(text, language=language) == expected
