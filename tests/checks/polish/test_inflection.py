"""Polish inflection: what is wrong is marked, what is right is not, in sentences not written for the rules."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from checks.polish.inflection import polish_faults

_SENTENCES: dict[str, list[str]] = YAML(typ="safe").load(Path(__file__).with_name("sentences.yaml"))
_LATER: dict[str, list[str]] = YAML(typ="safe").load(Path(__file__).with_name("sentences-later.yaml"))
_SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"
_EXAMPLES = Path(__file__).resolve().parents[4] / "shared" / "data" / "languagetool_examples" / "pl.jsonl"


def marked(text: str) -> list[str]:
    return [text[span.start : span.end] for span in polish_faults(text)]


@pytest.mark.parametrize("sentence", _SENTENCES["wrong"] + _LATER["wrong"])
def test_a_wrong_form_is_marked(sentence: str) -> None:
    start, end = sentence.index("[["), sentence.index("]]") - 2
    spans = list(polish_faults(sentence.replace("[[", "").replace("]]", "")))
    assert any(span.start < end and start < span.end for span in spans)


@pytest.mark.parametrize("sentence", _SENTENCES["right"] + _LATER["right"])
def test_a_right_sentence_is_not_marked(sentence: str) -> None:
    assert marked(sentence) == []


@pytest.mark.parametrize("sentence", _SENTENCES["missed"])
def test_what_grammar_alone_cannot_tell_is_let_be(sentence: str) -> None:
    assert marked(sentence.replace("[[", "").replace("]]", "")) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        pytest.param("Wpłata za 2 tygodni i przez 5 godziny.", ["tygodni", "godziny"], id="units after figures"),
        pytest.param("Nie ma paczka w systemie.", ["paczka"], id="what is not there"),
        pytest.param("Konsultantka naszego działu odpowiedzą jutro.", ["odpowiedzą"], id="a head before genitives"),
        pytest.param("Przesyłka wysłany dziś rano.", ["wysłany"], id="a participle after its subject"),
        pytest.param("Zapłaci Pan kartą bankowym.", ["bankowym"], id="an adjective of kind"),
        pytest.param("Dla Pan i od Państwo.", ["Pan", "Państwo"], id="the form of address"),
    ],
)
def test_each_rule_marks(text: str, wrong: list[str]) -> None:
    assert marked(text) == wrong


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Od dnia 5 maja, o 5 rano, 24 godziny na dobę, nr 5 paczki, 2 dni.", id="figures"),
        pytest.param("DLA SKLEP, od sklep.pl, przy kolor_2, u AGD.", id="codes"),
        pytest.param("Paczka od Anna Home przez DPX Polska.", id="names"),
        pytest.param("Rozmowa z p. Nowak, ul. Długa, tel. komórkowy.", id="abbreviations"),
    ],
)
def test_codes_names_and_abbreviations_are_let_be(text: str) -> None:
    assert marked(text) == []


@pytest.mark.shared
@pytest.mark.skipif(not _SEEDS.exists(), reason="the articles are not here")
def test_the_articles_have_these_faults() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(_SEEDS.glob("00[01]*"))]
    assert [word for text in texts for word in marked(text)] == ["opinie", "dostarczone opinie", "niedawana"]


@pytest.mark.shared
@pytest.mark.skipif(not _EXAMPLES.exists(), reason="LanguageTool's examples are not here")
def test_no_right_example_of_languagetool_is_marked() -> None:
    examples = [json.loads(line) for line in _EXAMPLES.read_text(encoding="utf-8").splitlines()]
    right = [one["text"] for one in examples if one["kind"] == "correct"]
    found = [word for text in right for word in marked(text)]
    # Right only for the rule they illustrate: "Udzielił na wywiadu", "Polecam ta metodę".
    assert found == ["wywiadu", "ta metodę"]
