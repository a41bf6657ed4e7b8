"""Which marks of the real server fail in sentences of agents, and which right sentences bring none that does."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from checks.languagetool.client import LanguageToolClient

pytestmark = pytest.mark.languagetool
_SENTENCES = YAML(typ="safe").load(Path(__file__).with_name("certain_sentences.yaml"))
_GOODS = YAML(typ="safe").load(Path(__file__).with_name("goods.yaml"))
_AROUND = {"pl": "Tutaj jest {} dla nas.", "en": "Here it is {} for us.", "pt": "Aqui temos {} para nós."}


@pytest.mark.parametrize(
    ("language", "sentence"), [(language, one) for language, group in _SENTENCES.items() for one in group["right"]]
)
def test_a_right_sentence_does_not_fail(client: LanguageToolClient, language: str, sentence: str) -> None:
    (errors,) = client.errors([sentence], language=language)
    assert [(sentence[error.start : error.end], error.rule) for error in errors if error.is_sure] == []


@pytest.mark.parametrize(
    ("language", "sentence", "words"),
    [(language, *one) for language, group in _SENTENCES.items() for one in group["wrong"]],
)
def test_a_plain_mistake_fails(client: LanguageToolClient, language: str, sentence: str, words: str) -> None:
    (errors,) = client.errors([sentence], language=language)
    start = sentence.index(words)
    assert any(error.is_sure and error.start < start + len(words) and start < error.end for error in errors)


@pytest.mark.parametrize("language", _GOODS)
def test_no_name_of_goods_fails(client: LanguageToolClient, language: str) -> None:
    sentences = [_AROUND[language].format(name) for name in _GOODS[language].split()]
    found = client.errors(sentences, language=language)
    assert [errors for errors in found if any(one.is_sure and one.issue == "spelling" for one in errors)] == []
