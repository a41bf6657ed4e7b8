"""Numbers are read as people say them, in five languages."""

from __future__ import annotations

import pytest

from qa.redaction.tokens import Digits, read_tokens


@pytest.mark.parametrize(
    ("language", "text", "digits"),
    [
        pytest.param("en", "four zero one two", "4 0 1 2", id="one by one"),
        pytest.param("en", "oh double five triple nine", "0 55 999", id="double and triple"),
        pytest.param("en", "forty-two one hundred and five", "42 105", id="tens and hundreds"),
        pytest.param("en", "two hundred twelve", "212", id="hundred without and"),
        pytest.param("pl", "sto dwadzieścia trzy zero dwanaście", "123 0 12", id="Polish"),
        pytest.param("pl", "pięćdziesiąt i sześć", "50 6", id="i does not join"),
        pytest.param("pt", "vinte e dois meia cento e cinco", "22 6 105", id="Portuguese, meia"),
        pytest.param("ar", "خمسة وعشرون", "25", id="Arabic ones first"),
        pytest.param("ar", "خمسة و عشرون", "25", id="Arabic, و apart"),
        pytest.param("ar", "ثلاثمئة وخمسة", "305", id="Arabic hundreds"),
        pytest.param("ar", "٤٠١٢", "4012", id="Eastern Arabic digits"),
        pytest.param("th", "สี่ศูนย์ยี่สิบเอ็ดค่ะ", "4 0 21", id="Thai without spaces"),
        pytest.param("th", "๔๕", "45", id="Thai digits"),
        pytest.param("xx", "40 one", "40", id="a language without names"),
    ],
)
def test_numbers_are_read(language: str, text: str, digits: str) -> None:
    read = [token.digits for token in read_tokens(text, language=language) if isinstance(token, Digits)]
    assert " ".join(read) == digits


def test_each_number_has_its_place() -> None:
    text = "Tak, to dwadzieścia pięć."
    (found,) = [token for token in read_tokens(text, language="pl") if isinstance(token, Digits)]
    assert text[found.start : found.end] == "dwadzieścia pięć"
