"""The kind `fact`: a shipping fee proved by its sum fails, one of another way or on a condition does not."""

from __future__ import annotations

import pytest

from tests.checks.kinds.test_fact_certainty import _verdict


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param("pl", "Lampka 80 zł, dostawa 17,50 zł, razem 97,50 zł.", id="pl"),
        pytest.param("pl", "Wysyłka to 17,50 zł. Z lampką za 80 zł daje to 97,50 zł.", id="pl two sentences"),
        pytest.param("en", "The lamp is 80 zł and delivery 17.50 zł. Together 97.50 zł.", id="en"),
        pytest.param("pt", "O candeeiro custa 80 zł e o envio 17,50 zł, no total 97,50 zł.", id="pt"),
        pytest.param("ar", "المصباح بـ 80 زلوتي والتوصيل 17.50 زلوتي، والمجموع 97.50 زلوتي.", id="ar"),
    ],
)
def test_a_fee_that_makes_up_the_sum_told_is_the_fee(language: str, text: str) -> None:
    assert _verdict(("customer", "?"), ("agent", text), language=language) == "fail"


@pytest.mark.parametrize(
    ("language", "asked", "text"),
    [
        pytest.param("pl", "Na jutro?", "Lampka 80 zł, dostawa 27,50 zł, razem 107,50 zł.", id="pl tomorrow"),
        pytest.param("pl", "Do automatu", "Lampka 80 zł, dostawa 9,50 zł, razem 89,50 zł.", id="pl locker"),
        pytest.param("pl", "Jestem w Brnie", "Lampka 80 zł, dostawa 39 zł, razem 119 zł.", id="pl abroad"),
        pytest.param("pl", "Dwie paczki", "Lampki 80 zł, dostawa 30 zł, razem 110 zł.", id="pl two parcels"),
        pytest.param("pl", "?", "Lampki 80 zł, dostawa 25,98 zł, razem 105,98 zł.", id="pl twice the fee"),
        pytest.param("pl", "?", "Lampka 80 zł, dostawa z opakowaniem 20 zł, razem 100 zł.", id="pl wrapped"),
        pytest.param("pl", "Moje zamówienie?", "Lampka 80 zł, dostawa 14,50 zł, razem 94,50 zł.", id="pl made before"),
        pytest.param("en", "To Brno?", "The lamp is 80 zł, delivery 39 zł, 119 zł in all.", id="en abroad"),
        pytest.param("en", "By Friday?", "Delivery is 22 zł; with the lamp at 80 zł that is 102 zł.", id="en Friday"),
        pytest.param("en", "Wrapped?", "The lamp is 80 zł, delivery 20 zł, 100 zł in all.", id="en wrapped"),
        pytest.param("en", "?", "The lamp is 80 zł, the bulb 9 zł, delivery 11 zł, 100 zł in all.", id="en more goods"),
        pytest.param("pt", "Chega amanhã?", "O candeeiro custa 80 zł, o envio 25 zł, total 105 zł.", id="pt tomorrow"),
        pytest.param("ar", "أريده غدًا", "المصباح 80 زلوتي والتوصيل 25 زلوتي، المجموع 105 زلوتي.", id="ar tomorrow"),
        pytest.param("th", "ด่วนได้ไหม", "โคมไฟ 80 ซวอตี ค่าส่ง 25 ซวอตี รวม 105 ซวอตีค่ะ", id="th urgent"),
    ],
)
def test_a_fee_of_another_way_place_or_order_needs_a_person(language: str, asked: str, text: str) -> None:
    assert _verdict(("customer", asked), ("agent", text), language=language) != "fail"


@pytest.mark.parametrize(
    ("language", "sure", "open_"),
    [
        pytest.param(
            "pl", "Dostawa jest zawsze darmowa.", "Przy wymianie dostawa jest zawsze darmowa.", id="pl exchange"
        ),
        pytest.param("pl", "Dostawa jest darmowa dla wszystkich.", "W każdą środę dostawa jest darmowa.", id="pl day"),
        pytest.param("en", "Delivery is always free.", "With the club card delivery is always free.", id="en club"),
        pytest.param(
            "en", "Delivery is free on all orders.", "For every order that reaches 199 delivery is free.", id="en size"
        ),
        pytest.param("pt", "O envio é sempre grátis.", "Aos 199 o envio é sempre grátis.", id="pt size"),
        pytest.param("ar", "التوصيل مجاني لكل الطلبات.", "عند 199 التوصيل مجاني، وقد كلّفك الطبق 26 فقط.", id="ar cost"),
        pytest.param("ar", "التوصيل دائمًا مجاني.", "حين يكون الخطأ منا فالتوصيل دائمًا مجاني.", id="ar mistake"),
    ],
)
def test_always_free_is_certain_without_a_condition(language: str, sure: str, open_: str) -> None:
    assert _verdict(("customer", "?"), ("agent", sure), language=language) == "fail"
    assert _verdict(("customer", "?"), ("agent", open_), language=language) != "fail"
