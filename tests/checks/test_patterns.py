"""What each sign of the phrase pattern language matches, and what it refuses."""

from __future__ import annotations

import pytest

from checks.patterns import read_pattern
from checks.phrases import PhraseBook
from qa.errors import PatternError


def found(pattern: str, text: str, *, language: str = "pl") -> list[str]:
    """Return what a pattern matches in a text."""
    book = PhraseBook({"set": [pattern]}, language=language)
    return [text[span.start : span.end] for span in book.spans(text, "set")]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        pytest.param("سعدنا بك", "شكرا وسعدنا بك", ["وسعدنا بك"], id="and written before"),
        pytest.param("^سأتصل", "فسأتصل غدا", ["فسأتصل"], id="so written at the beginning"),
        pytest.param("!لا نعتذر", "لا نعتذر ونعتذر", ["ونعتذر"], id="and after what is not counted"),
        pytest.param("رد", "وردة فرد ورد", ["فرد", "ورد"], id="whole words all the same"),
    ],
)
def test_an_arabic_conjunction_belongs_to_no_pattern(pattern: str, text: str, expected: list[str]) -> None:
    assert found(pattern, text, language="ar") == expected


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        pytest.param("dzień dobry", "DZIEŃ  Dobry!", ["DZIEŃ  Dobry"], id="any case, any white space"),
        pytest.param("dzień dobry", "dzien dobry", ["dzien dobry"], id="Polish marks left out"),
        pytest.param("przykro mi że", "Przykro mi, że tak.", ["Przykro mi, że"], id="a comma is passed over"),
        pytest.param("bo", "bony, obok, bo tak", ["bo"], id="whole words only"),
        pytest.param("reklamacj*", "Reklamacja i reklamacje", ["Reklamacja", "reklamacje"], id="any ending"),
        pytest.param("(nie|wcale nie) mogę", "Wcale nie mogę.", ["Wcale nie mogę"], id="alternatives"),
        pytest.param("(bardzo)? przepraszam", "Bardzo przepraszam", ["Bardzo przepraszam"], id="optional there"),
        pytest.param("(bardzo)? przepraszam", "przepraszam", ["przepraszam"], id="optional absent"),
        pytest.param("jak już <pisać>", "Jak już pisałam wczoraj", ["Jak już pisałam"], id="a past form of a lemma"),
        pytest.param("<móc> pomóc", "Czy mógłbym pomóc?", ["mógłbym pomóc"], id="a conditional form of a lemma"),
        pytest.param("mam _ pytanie", "Mam jedno pytanie, mam pytanie", ["Mam jedno pytanie"], id="exactly one word"),
        pytest.param("czy ... pomóc", "Czy mogę w czymś pomóc?", ["Czy mogę w czymś pomóc"], id="a gap"),
        pytest.param("czy ... pomóc", "Czy tak. Chcę pomóc", [], id="no gap over a sentence end"),
        pytest.param("czy ... pomóc", "Czy a b c d e f pomóc", [], id="a gap of six words is too long"),
        pytest.param("^słucham", "Nie, słucham. Słucham?", ["Słucham"], id="at the beginning of a sentence"),
        pytest.param("słucham$", "Słucham Pana. Tak, słucham!", ["słucham"], id="at the end of a sentence"),
        pytest.param("!nie mogę", "Nie mogę. Ja mogę.", ["mogę"], id="not after a word"),
        pytest.param("!(nie|już nie) mogę", "Już nie mogę", [], id="not after one of several words"),
    ],
)
def test_a_pattern_matches_what_its_signs_say(pattern: str, text: str, expected: list[str]) -> None:
    assert found(pattern, text) == expected


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        pytest.param("السلام عليكم", "السَّلامُ عليكم", ["السَّلامُ عليكم"], id="tashkeel is passed over"),
        pytest.param("اهلا", "أهـــلا بك", ["أهـــلا"], id="tatweel and alif forms"),
        pytest.param("(و)?شكرا", "وشكرًا لك", ["وشكرًا"], id="a prefix written together"),
        pytest.param("شكرا", "شكرانا", [], id="whole words only"),
    ],
)
def test_arabic_is_compared_after_normalisation(pattern: str, text: str, expected: list[str]) -> None:
    assert found(pattern, text, language="ar") == expected


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        pytest.param("ขอบคุณ", "ทางร้านขอบคุณค่ะ", ["ขอบคุณ"], id="inside a run of letters"),
        pytest.param("^สวัสดี", "ค่ะ สวัสดีค่ะ", ["สวัสดี"], id="a space begins a sentence"),
        pytest.param("ใจเย็น ๆ", "ใจเย็นๆนะ", ["ใจเย็นๆ"], id="white space may be absent"),
        pytest.param("!ไม่ รับรอง", "ไม่รับรองค่ะ", [], id="not after a word"),
        pytest.param("!ไม่ รับรอง", "ค่ะ รับรองค่ะ", ["รับรอง"], id="after another word"),
    ],
)
def test_thai_matches_inside_words(pattern: str, text: str, expected: list[str]) -> None:
    assert found(pattern, text, language="th") == expected


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        pytest.param("(a|b", "not closed", id="open bracket"),
        pytest.param("a) b", r"no '\('", id="lone closing bracket"),
        pytest.param("(tak)?", "nothing at all", id="only an optional word"),
        pytest.param("", "nothing at all", id="empty"),
        pytest.param("<xyzabcq>", "basic form", id="unknown lemma"),
        pytest.param("... tak", "between words", id="a gap at an end"),
    ],
)
def test_a_pattern_that_cannot_be_read_says_why(pattern: str, problem: str) -> None:
    with pytest.raises(PatternError, match=problem):
        read_pattern(pattern, language="pl")


def test_an_inflected_form_is_for_polish_only() -> None:
    with pytest.raises(PatternError, match="Polish only"):
        read_pattern("<be> sorry", language="en")


def test_overlapping_phrases_are_joined_to_the_longest() -> None:
    book = PhraseBook({"set": ["you should have", "you should have read"]}, language="en")
    (span,) = book.spans("You should have read it.", "set")
    assert (span.start, span.end) == (0, 20)


def test_a_match_leads_back_to_the_original_text() -> None:
    text = "\U0001f600 İstanbul: DZIEŃ DOBRY"
    assert found("dzień dobry", text) == ["DZIEŃ DOBRY"]


@pytest.mark.parametrize(
    ("pattern", "language", "text", "expected"),
    [
        pytest.param("ani", "pl", "Dla Pani", False, id="within a word"),
        pytest.param("ani", "pl", "Ani jutro", True, id="a word"),
        pytest.param("reklamacj*", "pl", "Reklamacje!", True, id="a stem"),
        pytest.param("can't", "en", "I can't.", True, id="with an apostrophe"),
        pytest.param("e-mail", "en", "by e-mail, please", True, id="with a hyphen"),
        pytest.param("10%", "en", "take 10% off", True, id="with a sign"),
        pytest.param("(في|ب)?البريد", "ar", "بالبريد", True, id="written together"),
        pytest.param("شكرا", "ar", "وشكرا", True, id="behind an Arabic and"),
        pytest.param("ขอบคุณ", "th", "ต้องขอบคุณมาก", True, id="within a Thai line"),
    ],
)
def test_a_text_may_hold_a_set_where_a_word_of_it_stands(
    pattern: str, language: str, text: str, expected: bool
) -> None:
    read = PhraseBook({"it": [pattern]}, language=language).read(text)
    assert read.may_hold(frozenset(["it"])) is expected
    assert bool(read.spans("it")) is expected
