from __future__ import annotations

import pytest

from checks.languagetool.units import split_units


@pytest.mark.parametrize(
    ("text", "units"),
    [
        pytest.param("Paczka dotrze jutro. Dziękuję!", ["Paczka dotrze jutro.", "Dziękuję!"], id="sentences"),
        pytest.param("Proszę iść na ul. Długą 5.", ["Proszę iść na ul. Długą 5."], id="abbreviation"),
        pytest.param("Dnia 12. Maja pisze.", ["Dnia 12. Maja pisze."], id="number"),
        pytest.param("Dear Mr. Smith, hello.", ["Dear Mr. Smith, hello."], id="title"),
        pytest.param("It is here. see it", ["It is here. see it"], id="lower case goes on"),
        pytest.param("Hej 😊 Twoja paczka", ["Hej", "Twoja paczka"], id="picture parts"),
        pytest.param("Dzień dobry,\n\ndziękuję.", ["Dzień dobry,", "dziękuję."], id="blank line"),
        pytest.param("Imię:\nAnna", ["Imię:", "Anna"], id="short lines"),
        pytest.param("شكرًا لك. سيصل الطلب غدًا.", ["شكرًا لك.", "سيصل الطلب غدًا."], id="arabic"),
        pytest.param("... 12 :) \n 😊", [], id="nothing to check"),
        pytest.param("", [], id="empty"),
    ],
)
def test_a_message_is_cut_where_the_cut_is_certain(text: str, units: list[str]) -> None:
    assert [unit.text for unit in split_units(text)] == units


def test_a_wrapped_line_goes_on() -> None:
    text = "Dziękujemy za wiadomość w sprawie zwrotu ekspresu do kawy, który dotarł\nuszkodzony do naszego magazynu."
    assert [unit.start for unit in split_units(text)] == [0]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("  Raz. \n\n Dwa! Trzy?  ", id="spaces"),
        pytest.param("𝐇𝐞𝐥𝐥𝐨 Kraków. 😊😊 Zażółć gęślą.\r\nJaźń", id="outside the basic plane"),
    ],
)
def test_a_unit_stands_where_it_says(text: str) -> None:
    for unit in split_units(text):
        original = text[unit.start : unit.start + len(unit.text)]
        assert [a for a, b in zip(original, unit.text, strict=True) if a != b and a <= "\uffff"] == []


def test_a_unit_has_one_utf16_unit_for_each_character() -> None:
    unit = split_units("Hello 𝐖orld dear")[0]
    assert len(unit.text.encode("utf-16-le")) == 2 * len(unit.text)
