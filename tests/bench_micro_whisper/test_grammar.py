"""The grammar makes sentences of both languages, and keeps the same tenth of them out of training."""

from __future__ import annotations

import random

import pytest

from bench.micro_whisper.grammar import (
    LANGUAGES,
    ROLES,
    Unit,
    is_text_held_out,
    load_grammar,
    splice,
    text_of,
    to_sentences,
    to_units,
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_template_becomes_a_sentence_without_marks(language: str) -> None:
    grammar = load_grammar(language)
    for template in grammar.templates:
        text = text_of(grammar.make(template, random.Random(1)))
        assert not set(text) & set("{}[]|/_"), text
        assert text[0].isupper()
        assert text[-1] in ".?"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_role_greets_or_opens_and_closes(language: str) -> None:
    grammar = load_grammar(language)
    assert [grammar.uses(role)[0] for role in ROLES] == ["greeting", "opening"]
    assert {grammar.uses(role)[-1] for role in ROLES} == {"closing"}


@pytest.mark.parametrize(
    ("text", "units"),
    [
        pytest.param("it is 48|4_8.", [("It", "it"), ("is", "is"), ("48.", "4 8.")], id="spelled"),
        pytest.param("po 7|siedmiu dniach", [("Po", "po"), ("7", "siedmiu"), ("dniach", "dniach")], id="inflected"),
        pytest.param("Mr.|mister King", [("Mr.", "mister"), ("King", "King")], id="title"),
        pytest.param("adres mailowy|mejlowy.", [("Adres", "adres"), ("mailowy.", "mejlowy.")], id="full stop"),
    ],
)
def test_what_is_written_and_what_is_said_are_told_apart(text: str, units: list[tuple[str, str]]) -> None:
    found = [(unit.written, unit.spoken) for unit in to_units(text)]
    assert found[1:] == units[1:]
    assert found[0][0] == units[0][0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("is_held_out", [True, False])
def test_a_sentence_is_trained_on_or_held_out(language: str, is_held_out: bool) -> None:
    grammar, rng = load_grammar(language), random.Random(2)
    large = {one.text for one in grammar.templates if one.is_held_out}
    assert large
    texts = [text_of(grammar.draw(rng, is_held_out=True)) for _ in range(100)]
    assert all(is_text_held_out(text) for text in texts)
    trained = [text_of(grammar.draw(rng, is_held_out=False)) for _ in range(100)]
    assert not set(trained) & set(texts)


def test_the_held_out_tenth_is_the_one_the_models_figures_rest_on() -> None:
    assert is_text_held_out("The delivery fee is 300 dollars.")
    assert not is_text_held_out("The delivery fee is 25 dollars.")


def test_a_fixed_slot_keeps_its_value() -> None:
    grammar = load_grammar("en")
    template = next(one for one in grammar.templates if one.text == "My order number is {order}.")
    sentence = grammar.make(template, random.Random(1), fixed={"order": "12345|1_2_3_4_5"})
    assert sentence[-1] == Unit("12345.", "1 2 3 4 5.")


def test_spliced_sentences_begin_large_and_end_once() -> None:
    for seed in range(50):
        text = text_of(splice(load_grammar("pl"), random.Random(seed)))
        assert not text[0].islower()
        assert text.endswith(".")
        assert "?" not in text


def test_several_sentences_are_parted_but_not_behind_a_title() -> None:
    texts = [text_of(one) for one in to_sentences("Thank you, Mr. King. It is 48213.")]
    assert texts == ["Thank you, Mr. King.", "It is 48213."]
