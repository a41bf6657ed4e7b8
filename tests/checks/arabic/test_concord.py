"""Agreement in Arabic: what is marked, and what is let be."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from checks.arabic.concord import arabic_faults

_SENTENCES = YAML(typ="safe").load(Path(__file__).with_name("sentences.yaml"))


@pytest.mark.parametrize("sentence", _SENTENCES["wrong"], ids=lambda sentence: sentence["text"])
def test_a_fault_is_marked(sentence: dict[str, str]) -> None:
    marked = [sentence["text"][span.start : span.end] for span in arabic_faults(sentence["text"])]
    assert marked == [sentence["marked"]]


@pytest.mark.parametrize("text", _SENTENCES["right"])
def test_a_right_sentence_is_let_be(text: str) -> None:
    assert list(arabic_faults(text)) == []
