from __future__ import annotations

import pytest

from qa.rubric.samples import sample_of


@pytest.mark.parametrize(
    ("pattern", "sample"),
    [
        pytest.param("you people", "you people", id="plain words"),
        pytest.param("apolog* for", "apolog for", id="a stem"),
        pytest.param("(sorry|very sorry) about", "sorry about", id="alternatives"),
        pytest.param("(so )?sorry", "sorry", id="an optional word"),
        pytest.param("(a (b|c)|d)?e", "e", id="nested groups"),
        pytest.param("<przepraszać> za", "przepraszać za", id="a lemma"),
        pytest.param("_ late", "word late", id="one word"),
        pytest.param("will ... tomorrow", "will tomorrow", id="a gap"),
        pytest.param("^hello$", "hello", id="ends of a sentence"),
        pytest.param("(late)?", "", id="nothing that must be there"),
    ],
)
def test_a_sample_is_what_a_pattern_must_match(pattern: str, sample: str) -> None:
    assert sample_of(pattern) == sample
