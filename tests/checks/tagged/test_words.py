"""The tagger dictionaries say what a word can be."""

from __future__ import annotations

import pytest

from checks.tagged.automaton import TagAutomaton
from checks.tagged.runs import runs
from checks.tagged.words import tags


@pytest.mark.parametrize(
    ("word", "language", "found"),
    [
        pytest.param("encomenda", "pt", {"NCFS000", "VMIP3S0", "VMM02S0"}, id="a noun and a verb"),
        pytest.param("à", "pt", {"SPS00:DA0FS0"}, id="a preposition with its article"),
        pytest.param("shoes", "en", {"NNS", "VBZ"}, id="English"),
        pytest.param("plumbexu", "pt", set(), id="an unknown word"),
        pytest.param("", "en", set(), id="no word"),
    ],
)
def test_a_word_has_these_tags(word: str, language: str, found: set[str]) -> None:
    assert tags(word, language) == found


def test_another_file_is_refused() -> None:
    with pytest.raises(ValueError, match="tagger dictionary"):
        TagAutomaton(b"PK\x03\x04 and so on", separator="_")


def test_names_have_no_text_in_a_run_and_a_comma_ends_it() -> None:
    first, second = runs("The Acme parcel, again")
    assert [first.text(place) for place in range(len(first))] == ["the", "", "parcel"]
    assert (first.opens_sentence, second.opens_sentence) == (True, False)
