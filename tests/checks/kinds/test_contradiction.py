"""The kind `contradiction`: two values for one thing in one case."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.build import START, conversation
from tests.checks.kinds.build import judge, quotes


@pytest.mark.parametrize(
    ("first", "second", "verdict", "quoted"),
    [
        pytest.param("Zwrot pieniędzy w 5 dni.", "Zwrot pieniędzy trwa 14 dni.", "fail", ["14 dni"], id="longer"),
        pytest.param("Zwrot pieniędzy trwa do 14 dni.", "Zwrot pieniędzy trwa 5 dni.", "pass", [], id="within a limit"),
        pytest.param("Zwrot środków trwa 5–14 dni.", "Zwrot środków trwa 7 dni.", "pass", [], id="within a range"),
        pytest.param("Zwrot środków trwa 14 dni.", "Zwrot środków trwa dwa tygodnie.", "pass", [], id="other words"),
        pytest.param(
            "Zwrot środków trwa 10 dni roboczych.", "Zwrot środków trwa 14 dni.", "pass", [], id="working days"
        ),
        pytest.param("Dostawa kosztuje 12,99 zł.", "Dostawa kosztuje 19,99 zł.", "fail", ["19,99 zł"], id="a price"),
        pytest.param("Dostawa kosztuje 12,99 zł.", "Dostawa kosztuje 12,99 zł.", "pass", [], id="the same price"),
        pytest.param("Dostawa kosztuje 12,99 zł.", "Dostawa do Niemiec kosztuje 39 zł.", "pass", [], id="abroad"),
        pytest.param(
            "Dostawa kosztuje 12,99 zł.", "Dostawa namiotu kosztuje 99 zł.", "needs_human", ["99 zł"], id="other goods"
        ),
        pytest.param(
            "Zwrot pieniędzy trwa 5 dni.", "Sprostowanie: zwrot pieniędzy trwa 14 dni.", "pass", [], id="corrected"
        ),
        pytest.param("Zwrot pieniędzy trwa 5 dni.", "Zwrot pieniędzy na kartę trwa 14 dni.", "pass", [], id="by card"),
        pytest.param(
            "Zwrot pieniędzy trwa 5 dni.", "Czy zwrot pieniędzy trwał 14 dni?", "not_applicable", [], id="asked"
        ),
        pytest.param(
            "Na reklamację odpowiemy w ciągu 14 dni od zgłoszenia.",
            "Reklamację rozpatrzymy w ciągu 28 dni od zgłoszenia.",
            "fail",
            ["w ciągu 28 dni od zgłoszenia"],
            id="a longer limit",
        ),
        pytest.param(
            "Na reklamację odpowiemy w ciągu 14 dni.", "Odpowiemy na reklamację w ciągu 7 dni.", "pass", [], id="sooner"
        ),
        pytest.param("Paczka dotrze 14 maja.", "Paczka dotrze 30 grudnia.", "fail", ["30 grudnia"], id="another day"),
        pytest.param("Paczka dotrze 14 maja.", "Paczka dotrze 18 maja.", "fail", ["18 maja"], id="a day near"),
        pytest.param("Paczka dotrze 14 maja.", "Druga paczka dotrze 30 maja.", "pass", [], id="another parcel"),
        pytest.param("Paczka dotrze 14 maja.", "Jest opóźnienie, dotrze 30 maja.", "pass", [], id="a delay"),
        pytest.param(
            "Ma Pani 14 dni na odstąpienie.", "Zwrot pieniędzy trwa 5 dni.", "not_applicable", [], id="two topics"
        ),
        pytest.param(
            "Zwrot pieniędzy trwa 14 dni.", "Zwrócimy Pani pieniądze w 2 dni.", "pass", [], id="promised sooner"
        ),
        pytest.param(
            "Na zwrot towaru ma Pani 14 dni od otrzymania.",
            "Na zwrot towaru jest 30 dni od zakupu.",
            "pass",
            [],
            id="starts",
        ),
    ],
)
def test_two_values_for_one_thing_are_compared(first: str, second: str, verdict: str, quoted: list[str]) -> None:
    talk = conversation(("agent", first), ("customer", "Na pewno?"), ("agent", second), language="pl")
    result = judge("contradiction", talk)
    assert result.verdict.value == verdict
    assert quotes(result) == quoted


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        pytest.param("Refunds take 5 days.", "The refund takes 14 days.", "fail", id="a refund"),
        pytest.param("Delivery costs £4.99.", "Delivery costs £6.99.", "fail", id="a price"),
        pytest.param("Refunds are processed within 1 day.", "The refund takes 5 days.", "needs_human", id="a step"),
        pytest.param("We ship within 24 hours.", "We ship within 1 day.", "pass", id="hours and days"),
        pytest.param("Refunds take 5 days.", "Sorry, I was wrong, refunds take 14 days.", "pass", id="taken back"),
        pytest.param("Delivery takes 2 days.", "Delivery to Germany takes 9 days.", "pass", id="abroad"),
        pytest.param("You have 30 days to return it.", "You have 14 days to return it.", "fail", id="a window"),
        pytest.param("Delivery costs £4.99.", "Delivery costs £6.99, as ever.", "fail", id="a price as ever"),
        pytest.param(
            "The guarantee is 3 years.", "As the guarantee is 1 year, keep the bill.", "fail", id="a guarantee"
        ),
        pytest.param("You have 30 days to return it.", "You have at most 30 days to return it.", "pass", id="a limit"),
    ],
)
def test_english_values_are_compared(first: str, second: str, verdict: str) -> None:
    talk = conversation(("agent", first), ("customer", "Hm."), ("agent", second))
    assert judge("contradiction", talk).verdict.value == verdict


def test_two_agents_need_a_person() -> None:
    talk = conversation(("agent", "Refunds take 5 days."), ("agent", "Refunds take 14 days."))
    messages = (replace(talk.messages[0], author="a-1"), replace(talk.messages[1], author="a-2"))
    assert judge("contradiction", replace(talk, messages=messages)).verdict.value == "needs_human"


def test_what_is_left_of_a_longer_time_is_no_contradiction() -> None:
    talk = conversation(("agent", "Refunds take 14 days."), ("agent", "Refunds take 5 days."))
    later = replace(talk.messages[1], sent_at=START + timedelta(days=9))
    assert judge("contradiction", replace(talk, messages=(talk.messages[0], later))).verdict.value == "pass"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        pytest.param("The parcel arrives on 14 May. The parcel arrives on 30 December.", "fail", id="two days"),
        pytest.param("The parcel arrives on 14 May. The second parcel arrives on 30 May.", "pass", id="two parcels"),
        pytest.param("It arrives on 14 May. We reply within 14 days.", "not_applicable", id="two matters"),
    ],
)
def test_two_days_of_one_message_are_compared(text: str, verdict: str) -> None:
    talk = conversation(("customer", "When?"), ("agent", text))
    assert judge("contradiction", talk).verdict.value == verdict


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        pytest.param("pt", "O envio custa 4,90 €.", "O envio custa 5,90 €, como sempre.", id="pt"),
        pytest.param("ar", "أجرة الشحن ٢٥ ريالًا.", "أجرة الشحن ٣٠ ريالًا كالمعتاد.", id="ar"),
        pytest.param("th", "ค่าส่ง 45 บาทครับ", "ค่าส่ง 55 บาทเหมือนเดิมครับ", id="th"),
    ],
)
def test_a_price_told_anew_is_compared(language: str, first: str, second: str) -> None:
    talk = conversation(("agent", first), ("customer", "?"), ("agent", second), language=language)
    assert judge("contradiction", talk).verdict.value == "fail"


def test_news_of_another_day_may_change_the_day_of_delivery() -> None:
    talk = conversation(("agent", "It arrives on 14 May."), ("agent", "It arrives on 30 December."))
    messages = tuple(replace(one, sent_at=START + timedelta(days=day)) for day, one in enumerate(talk.messages))
    assert judge("contradiction", replace(talk, messages=messages)).verdict.value == "pass"


@pytest.mark.parametrize(
    ("second", "verdict"),
    [
        pytest.param("Delivery takes 9 days.", "fail", id="named beside the value"),
        pytest.param("Delivery is slow, it takes 9 days.", "needs_human", id="named in another clause"),
    ],
)
def test_a_value_whose_clause_does_not_name_its_topic_needs_a_person(second: str, verdict: str) -> None:
    said = conversation(("agent", "Delivery takes 2 days."), ("customer", "Oh?"), ("agent", second))
    assert judge("contradiction", said).verdict.value == verdict
