"""What an answer is about, money that lands on a card, and lengths that are only held against a limit."""

from __future__ import annotations

import pytest

from checks.claims import extract_claims


def _topics(text: str, language: str) -> list[str | None]:
    return [claim.topic for claim in extract_claims(text, language=language)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pl", "Zgłosiłam reklamację; odpowiemy najpóźniej w ciągu 14 dni, a etykietę wyślę dziś."),
        ("en", "Your complaint is filed. We will get back to you within 14 days, and I will send a label today."),
        ("pt", "A reclamação está registada. Respondemos em 14 dias, e a etiqueta envio hoje."),
        ("ar", "سجلت شكوى حضرتك. سنرد خلال 14 يوما."),
        ("th", "รับเรื่องร้องเรียนแล้วค่ะ จะตอบกลับภายใน 14 วันค่ะ"),
    ],
)
def test_an_answer_is_about_the_complaint_named_before_it(language: str, text: str) -> None:
    assert _topics(text, language) == ["complaint.reply"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pl", "Odpiszemy w ciągu 24 godzin, a paczkę wyślemy jutro rano."),
        ("en", "We will reply within 24 hours, and then the parcel goes out."),
        ("pt", "Respondemos em 24 horas, e depois segue a encomenda."),
    ],
)
def test_the_time_of_an_answer_is_no_time_of_what_follows(language: str, text: str) -> None:
    assert "dispatch.time" not in _topics(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pl", "Kwota pojawi się na Pani karcie w ciągu 5 dni roboczych."),
        ("en", "I have released it and it will reach your card within 5 working days."),
        ("pt", "Já tratei disso; chega ao seu cartão em 5 dias úteis."),
        ("ar", "سيصل إلى بطاقتك خلال 5 أيام عمل."),
        ("th", "จะเข้าบัตรเครดิตภายใน 5 วันทำการค่ะ"),
    ],
)
def test_what_reaches_a_card_is_money(language: str, text: str) -> None:
    assert _topics(text, language) == ["refund.time"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The gift card will reach you within 2 days."),
        ("en", "The invoice will be on the card page within 2 days."),
        ("pl", "Karta podarunkowa dotrze w ciągu 2 dni."),
        ("pt", "O cartão presente chega em 2 dias."),
    ],
)
def test_a_card_of_another_kind_is_no_refund(language: str, text: str) -> None:
    assert "refund.time" not in _topics(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Returns take 30 days at most, and three weeks is well inside that."),
        ("pl", "Na zwrot jest 30 dni, a Pani zakupy są sprzed dwóch tygodni."),
        ("en", "You can return it for 30 days; two weeks is still under the limit."),
        ("pl", "Na zwrot jest 30 dni, a trzy tygodnie mieszczą się w tym."),
        ("pt", "A devolução é aceite durante 30 dias e três semanas está dentro do prazo."),
    ],
)
def test_a_length_held_against_a_limit_states_none(language: str, text: str) -> None:
    lengths = {claim.topic: claim.value for claim in extract_claims(text, language=language)}
    assert getattr(lengths.get("return.period"), "n", None) == 30


@pytest.mark.parametrize(
    ("language", "text"),
    [("pt", "Chegará às 15:30 h."), ("pt", "O estafeta chega às 15 h."), ("pl", "Przyjedzie o 15:30 h.")],
)
def test_a_time_of_day_is_no_length(language: str, text: str) -> None:
    assert _topics(text, language) == []
