"""The lists of slips: every entry finds what it is for, and nothing beside it."""

from __future__ import annotations

import pytest

from checks.slips import ISSUES, Slip, slip_spans, slips

_ENTRIES = [
    pytest.param(language, issue, slip, id=f"{language} {slip.name}")
    for language in ("pl", "en", "pt", "ar")
    for issue in ISSUES
    for slip in slips(language, issue)
]


@pytest.mark.parametrize(("language", "issue", "slip"), _ENTRIES)
def test_an_entry_marks_its_slips_and_nothing_right(language: str, issue: str, slip: Slip) -> None:
    found = [text for text in slip.hits if any(one is slip for _, one in slip_spans(text, language, issue))]
    marked = {text: [one.name for _, one in slip_spans(text, language, issue)] for text in slip.misses}
    assert slip.hits and slip.misses
    assert found == list(slip.hits)
    assert marked == dict.fromkeys(slip.misses, [])


def test_a_language_without_a_list_has_no_slips() -> None:
    assert list(slip_spans("นะค่ะ", "th", "spelling")) == []


def test_a_word_with_marked_vowels_is_not_cut_by_them() -> None:
    assert list(slip_spans("لطفل متحسّس لا أنصح بهذه.", "ar", "grammar")) == []
