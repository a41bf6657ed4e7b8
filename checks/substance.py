"""Tells whether a message says anything beside courtesy: greetings, thanks, regrets and the like."""

from __future__ import annotations

import re

from checks.text import overlaps, quoted_spans, sentence_at, sentences, signature_span
from checks.wording import chosen_spans
from qa.domain.rubric import PhraseChoice
from qa.ports import Reading, Span

COURTESY = PhraseChoice(
    use=(
        "greeting",
        "self-introduction",
        "company-offer-of-help",
        "thanks",
        "farewell",
        "more-help",
        "signature",
        "apology",
        "empathy",
        "hold-request",
        "customer-closing",
    )
)
_FORMULAS = PhraseChoice(use=("thanks", "farewell"))
_BEGINNING, _LAST_LINES = 20, 2
_SHOP = re.compile(
    r"(?i)(?:dział|biuro|zespół) (?:obsługi|wsparcia)|customer (?:service|care|support)|apoio ao cliente|"
    r"atendimento|خدمة (?:ال)?عملاء|บริการลูกค้า"
)
_WORD = re.compile(r"[^\W_]+")
_FEWEST_WORDS = 3


def own_content(reading: Reading, message: int, *, beside: tuple[PhraseChoice, ...] = ()) -> Span | None:
    """Return the first sentence that says something; None where all is courtesy or a phrase of `beside`.

    A sentence says something when three words of it, names aside, belong to no such phrase, or a digit does.
    """
    text = reading.conversation.messages[message].text
    signature = signature_span(text)
    hidden = (*quoted_spans(text), *((signature,) if signature else ()))
    said = [span for choice in (COURTESY, *beside) for span in chosen_spans(reading, message, choice)]
    redirected = [span for choice in beside for span in chosen_spans(reading, message, choice)]
    for sentence in sentences(text):
        if overlaps(sentence, hidden) or overlaps(sentence, redirected):
            continue
        if _says_something(text, sentence, said):
            return sentence
    return None


def is_courteous(reading: Reading, message: int, span: Span) -> bool:
    """Tell whether a span stands in a signature, or in a sentence that begins with thanks or a farewell."""
    text = reading.conversation.messages[message].text
    signature = signature_span(text)
    if signature and overlaps(span, (signature,)):
        return True
    sentence = sentence_at(text, span.start)
    lines = text[sentence.start :].count("\n")
    if _SHOP.search(text, sentence.start, sentence.end) and "\n" in text and lines <= _LAST_LINES:
        return True
    said = chosen_spans(reading, message, _FORMULAS)
    return any(sentence.start <= one.start <= span.start and one.start - sentence.start <= _BEGINNING for one in said)


def _says_something(text: str, sentence: Span, said: list[Span]) -> bool:
    words = 0
    for match in _WORD.finditer(text, sentence.start, sentence.end):
        if overlaps(Span(*match.span()), said):
            continue
        if match.group()[0].isdigit():
            return True
        words += not match.group()[0].isupper() or match.start() == sentence.start
    return words >= _FEWEST_WORDS
