"""Text as phrases see it, and the way back to where each character stood."""

from __future__ import annotations

import pytest

from checks.normal import normalise
from checks.phrases import PhraseBook

NIKHAHIT, ZERO_WIDTH_SPACE = "\u0e4d", "\u200b"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"ค{NIKHAHIT}าสั่งซื้อ", "คำสั่งซื้อ", id="sara am in two pieces"),
        pytest.param(f"น{NIKHAHIT}้า", "น้ำ", id="a tone between the pieces"),
        pytest.param(f"น้{NIKHAHIT}า", "น้ำ", id="a tone before the pieces"),
        pytest.param("เเจ้งเลข", "แจ้งเลข", id="two sara e for sara ae"),
        pytest.param("ค่่ะะะ", "ค่ะ", id="marks repeated"),
        pytest.param("มากกกกกเลยยย", "มากเลย", id="consonants repeated"),
        pytest.param("กรรมการ บริษัทการค้า", "กรรมการ บริษัทการค้า", id="a double consonant is a word's own"),
        pytest.param(f"ขอบคุณ{ZERO_WIDTH_SPACE}ค่ะ", "ขอบคุณค่ะ", id="zero width between words"),
        pytest.param("ORDER สวัสดี", "order สวัสดี", id="nothing else moves"),
    ],
)
def test_thai_is_compared_in_one_form(text: str, expected: str) -> None:
    assert normalise(text, language="th").text == expected


@pytest.mark.parametrize(
    ("text", "letter", "at"),
    [
        pytest.param("เเจ้งเลข", "จ", 2, id="after a joined vowel"),
        pytest.param(f"น{NIKHAHIT}้า ร้อน", "ร", 5, id="after a tone between pieces"),
        pytest.param("มากกกก ครับ", "ค", 7, id="after repeated consonants"),
        pytest.param(f"ก{ZERO_WIDTH_SPACE}ข", "ข", 2, id="after a sign without width"),
    ],
)
def test_a_thai_character_leads_back_to_where_it_stood(text: str, letter: str, at: int) -> None:
    normal = normalise(text, language="th")
    place = normal.text.index(letter)
    assert normal.original(place, place + 1)[0] == at
    assert normal.original(0, len(normal.text)) == (0, len(text))


@pytest.mark.parametrize("language", ["th", "ar"])
def test_text_that_needs_no_change_keeps_its_offsets(language: str) -> None:
    assert normalise("12 abc", language=language).offsets is None


@pytest.mark.parametrize(
    ("language", "phrase", "text", "expected"),
    [
        pytest.param("th", "แจ้งเลขคำสั่งซื้อ", f"รบกวนเเจ้งเลขค{NIKHAHIT}าสั่งซื้อค่ะ", f"เเจ้งเลขค{NIKHAHIT}าสั่งซื้อ", id="Thai"),
        pytest.param("th", f"เเจ้งเลขค{NIKHAHIT}าสั่งซื้อ", "รบกวนแจ้งเลขคำสั่งซื้อค่ะ", "แจ้งเลขคำสั่งซื้อ", id="a Thai pattern"),
        pytest.param("ar", "في الطريق", "طلبك فی الطریق", "فی الطریق", id="Arabic typed on a Persian keyboard"),
    ],
)
def test_a_phrase_is_quoted_as_it_was_written(language: str, phrase: str, text: str, expected: str) -> None:
    spans = PhraseBook({"set": [phrase]}, language=language).spans(text, "set")
    assert [text[span.start : span.end] for span in spans] == [expected]
