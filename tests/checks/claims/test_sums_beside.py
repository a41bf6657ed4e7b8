"""Sums beside an order's total: what is added, saved or offered is no total of the order."""

from __future__ import annotations

import pytest

from checks.claims.extract import extract_claims
from qa.domain.fact import Money


@pytest.mark.parametrize(
    ("language", "text", "topic"),
    [
        pytest.param("en", "The total cost for your order is £20.", "order.total", id="an order"),
        pytest.param("en", "The total cost for the larger model is £20.", None, id="something else"),
        pytest.param("en", "The upgrade costs £20 in total.", None, id="an upgrade"),
        pytest.param("en", "Last year the total came to £20.", None, id="another time"),
        pytest.param("en", "An additional amount of £20 has been charged to your card.", None, id="charged"),
        pytest.param("en", "We have sent £20 back to your card.", "refund.amount", id="sent back"),
        pytest.param("pl", "Całkowity koszt zamówienia to 120 zł.", "order.total", id="zamówienie"),
        pytest.param("pl", "Dopłata za większy model to łącznie 120 zł.", None, id="dopłata"),
        pytest.param("pl", "W zeszłym roku łączny koszt wynosił 120 zł.", None, id="zeszły rok"),
        pytest.param("pt", "O total da encomenda é 30 €.", "order.total", id="encomenda"),
        pytest.param("pt", "O total com a diferença para o modelo novo é 30 €.", None, id="diferença"),
        pytest.param("pt", "Cobrámos uma quantia de 5 € no seu cartão.", None, id="cobrámos"),
        pytest.param("ar", "اجمالي الطلب ٥٠ ريالًا.", "order.total", id="الطلب"),
        pytest.param("ar", "الفرق الإجمالي ٥٠ ريالًا.", None, id="الفرق"),
        pytest.param("th", "ยอดรวม 500 บาท", "order.total", id="ยอดรวม"),
        pytest.param("th", "ยอดรวมส่วนต่าง 500 บาท", None, id="ส่วนต่าง"),
    ],
)
def test_a_sum_has_the_topic_of_its_own_matter(language: str, text: str, topic: str | None) -> None:
    assert [claim.topic for claim in extract_claims(text, language=language)] == [topic]


@pytest.mark.parametrize(
    ("language", "text", "currency"),
    [
        pytest.param("pt", "A entrega custa 12,99 zł.", "PLN", id="Portuguese, złoty by its sign"),
        pytest.param("pt", "A entrega custa 13 zlótis.", "PLN", id="Portuguese, złoty"),
        pytest.param("ar", "رسوم التوصيل 13 زلوتي.", "PLN", id="Arabic, złoty"),
        pytest.param("th", "ค่าจัดส่ง 13 ซวอตีค่ะ", "PLN", id="Thai, złoty"),
        pytest.param("th", "ค่าจัดส่ง 13 ยูโรค่ะ", "EUR", id="Thai, euro"),
    ],
)
def test_sums_in_another_countrys_money_are_read(language: str, text: str, currency: str) -> None:
    (claim,) = extract_claims(text, language=language)

    assert isinstance(claim.value, Money)
    assert (claim.topic, claim.value.currency) == ("shipping.price", currency)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param("pl", "Wystarczy dodać coś za 10 zł, a dostawa będzie darmowa.", id="Polish"),
        pytest.param("pt", "Se juntar um artigo de 10 €, a entrega é gratuita.", id="Portuguese"),
        pytest.param("th", "ซื้อของเพิ่มอีก 10 บาท ก็ส่งฟรีค่ะ", id="Thai"),
    ],
)
def test_what_is_still_missing_is_no_threshold(language: str, text: str) -> None:
    claims = extract_claims(text, language=language)

    assert claims[0].topic is None
    assert "shipping.free_from" not in {claim.topic for claim in claims}
