"""A secret is replaced in the text and its words, and its sound is named for silencing."""

from __future__ import annotations

from dataclasses import replace

from qa.domain.call import Stretch
from qa.domain.conversation import Conversation
from qa.domain.transcript import Word
from qa.redaction.mask import mask
from tests.build import conversation


def call() -> Conversation:
    """Build a call in which a card number is said, a word every half second."""
    said = conversation(("customer", "My card is 4111 1111 1111 1111 okay?"), channel="call")
    texts = said.messages[0].text.split()
    words = tuple(Word(text, 500 * place, 500 * place + 400, 0.9) for place, text in enumerate(texts))
    message = replace(said.messages[0], start_ms=0, end_ms=4_000, words=words)
    return replace(said, messages=(message,))


def test_the_text_holds_a_label_instead() -> None:
    assert mask(call()).conversation.messages[0].text == "My card is [masked: card number] okay?"


def test_the_words_of_a_secret_are_one_with_their_times() -> None:
    words = mask(call()).conversation.messages[0].words
    assert [(word.text, word.start_ms, word.end_ms) for word in words[3:]] == [
        ("[masked: card number]", 1_500, 3_400),
        ("okay?", 3_500, 3_900),
    ]


def test_its_sound_is_named_with_margins() -> None:
    assert mask(call()).silenced == (Stretch(1_250, 3_650),)


def test_what_is_masked_is_not_masked_again() -> None:
    assert mask(mask(call()).conversation).secrets == ()


def test_a_conversation_without_secrets_stays_as_it_is() -> None:
    said = conversation(("customer", "My order is 48213."))
    assert mask(said).conversation is said
