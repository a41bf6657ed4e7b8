from __future__ import annotations

import pytest

from checks.languagetool.words import is_common_slip, is_known, looks_like_a_name, plainer_words


@pytest.mark.parametrize(
    ("word", "at_start", "suggestions", "expected"),
    [
        pytest.param("Vantero", False, ("Pantero",), True, id="brand inside a sentence"),
        pytest.param("Vantero", True, ("Lantern",), True, id="brand at the start"),
        pytest.param("InPostu", False, ("inpostu",), True, id="inner capitals"),
        pytest.param("RMA", False, ("MA",), True, id="capitals only"),
        pytest.param("Panstwa", False, ("Państwa",), False, id="only diacritics"),
        pytest.param("Recieved", True, ("Received",), False, id="slip at the start"),
        pytest.param("Dzisjaj", True, ("Dzisiaj",), False, id="one letter at the start"),
        pytest.param("dzisjaj", False, ("dzisiaj",), False, id="lower case"),
    ],
)
def test_a_name_is_told_from_a_slip(word: str, at_start: bool, suggestions: tuple[str, ...], expected: bool) -> None:
    assert looks_like_a_name(word, at_start=at_start, suggestions=suggestions) is expected


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        pytest.param("Plumbexu", ("plumbex",), True, id="ending"),
        pytest.param("plumbex", ("Plumbex",), True, id="case"),
        pytest.param("Zielińskiej", ("Zielińska",), True, id="inflected name"),
        pytest.param("Dudkowi", ("Dudek",), True, id="a fleeting vowel"),
        pytest.param("Kimonowa", ("Kim",), False, id="short names take no endings"),
        pytest.param("plumbowanie", ("plumbex",), False, id="another word"),
        pytest.param("plumbexowskiego", ("plumbex",), False, id="too long an ending"),
    ],
)
def test_a_known_word_is_known_in_its_forms(word: str, known: tuple[str, ...], expected: bool) -> None:
    assert is_known(word, known) is expected


@pytest.mark.parametrize(
    ("word", "suggestions", "expected"),
    [
        pytest.param("الالكترونى", ("الإلكتروني",), True, id="hamza and ya"),
        pytest.param("المدرسه", ("المدرسة",), True, id="ta marbuta"),
        pytest.param("أتمتة", ("أتمته",), False, id="the other way round"),
        pytest.param("زيلوني", ("يزلوني",), False, id="a name"),
        pytest.param("بما يرونه", ("بماي رونه",), False, id="only a space moved"),
    ],
)
def test_only_common_arabic_slips_are_believed(word: str, suggestions: tuple[str, ...], expected: bool) -> None:
    assert bool(is_common_slip(word, suggestions)) is expected


def test_an_arabic_word_is_tried_without_its_article() -> None:
    assert "بلوتوث" in plainer_words("البلوتوث", language="ar")


def test_other_languages_have_no_prefixes() -> None:
    assert plainer_words("البلوتوث", language="pl") == ()
