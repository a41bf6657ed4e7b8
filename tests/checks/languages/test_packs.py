"""Every phrase set of every language pack: its sentences are its tests."""

from __future__ import annotations

import pytest

from checks.vocabulary import phrase_book
from qa import registry

NAMES = {
    "greeting", "self-introduction", "company-offer-of-help", "thanks", "farewell", "more-help", "signature",
    "apology", "non-apology", "empathy", "problem-statement", "anger", "blame", "expectation", "dismissal", "rude",
    "pass-the-buck", "refusal", "reason-marker", "alternative-marker", "promise", "absolute-promise",
    "recording-notice", "secret-request", "secret-warning", "rights-denied", "rights-exception", "hold-request",
    "customer-closing", "asks-question", "address-formal", "address-informal", "address-neutral", "complaint",
    "asks-detail", "asks-detail-reason", "asks-other-channel", "channel-move", "channel-reason", "complaint-brushoff",
    "complaint-refused", "complaint-registered", "contact-promise", "dispute-settlement", "due-time", "escalated",
    "escalation-figurative", "escalation-trigger", "handover", "paraphrase", "product-word", "repeat-cue",
    "resolution", "vague-status",
}  # fmt: skip
SETS = [
    (code, phrases) for code in registry.languages() for phrases in registry.language(code)().phrase_sets().values()
]
HITS = [pytest.param(code, one.name, text, id=f"{code}/{one.name}/{text}") for code, one in SETS for text in one.hits]
MISSES = [
    pytest.param(code, one.name, text, id=f"{code}/{one.name}/{text}") for code, one in SETS for text in one.misses
]


@pytest.mark.parametrize(("code", "name", "text"), HITS)
def test_a_sentence_of_the_set_is_found(code: str, name: str, text: str) -> None:
    book = phrase_book(code)
    assert book is not None
    assert book.spans(text, name)


@pytest.mark.parametrize(("code", "name", "text"), MISSES)
def test_a_sentence_that_only_looks_alike_is_not_found(code: str, name: str, text: str) -> None:
    book = phrase_book(code)
    assert book is not None
    assert not book.spans(text, name)


@pytest.mark.parametrize("code", registry.languages())
def test_a_pack_has_every_set(code: str) -> None:
    assert set(registry.language(code)().phrase_sets()) >= NAMES


@pytest.mark.parametrize(
    ("code", "name"), [pytest.param(code, one.name, id=f"{code}/{one.name}") for code, one in SETS]
)
def test_a_set_has_five_hits_and_five_misses(code: str, name: str) -> None:
    phrases = registry.language(code)().phrase_sets()[name]
    assert min(len(phrases.hits), len(phrases.misses)) >= 5
