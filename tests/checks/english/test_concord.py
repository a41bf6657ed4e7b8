"""Agreement in English: what is wrong is marked, what is right is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from checks.english.concord import english_faults

_SENTENCES: dict[str, list[str]] = YAML(typ="safe").load(Path(__file__).with_name("sentences.yaml"))
_EXAMPLES = Path(__file__).resolve().parents[4] / "shared" / "data" / "languagetool_examples" / "en.jsonl"


def marked(text: str) -> list[str]:
    return [text[span.start : span.end] for span in english_faults(text)]


@pytest.mark.parametrize("sentence", _SENTENCES["wrong"])
def test_a_wrong_form_is_marked(sentence: str) -> None:
    start, end = sentence.index("[["), sentence.index("]]") - 2
    spans = list(english_faults(sentence.replace("[[", "").replace("]]", "")))
    assert any(span.start < end and start < span.end for span in spans)


@pytest.mark.parametrize("sentence", _SENTENCES["right"])
def test_a_right_sentence_is_not_marked(sentence: str) -> None:
    assert marked(sentence) == []


@pytest.mark.parametrize("sentence", _SENTENCES["missed"])
def test_what_is_left_to_others_is_let_be(sentence: str) -> None:
    assert marked(sentence.replace("[[", "").replace("]]", "")) == []


@pytest.mark.shared
@pytest.mark.skipif(not _EXAMPLES.exists(), reason="LanguageTool's examples are not here")
def test_no_right_example_of_languagetool_is_marked() -> None:
    examples = [json.loads(line) for line in _EXAMPLES.read_text(encoding="utf-8").splitlines()]
    right = {one["text"] for one in examples if one["kind"] == "correct"}
    # Right only for the rules they illustrate: "The main tasks is" twice.
    assert [marked(text) for text in right if marked(text)] == [["is"], ["is"]]
