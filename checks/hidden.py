"""Finds what a language check must not be charged for: quotes, signatures, saved replies, links, codes and names."""

from __future__ import annotations

import re
from functools import lru_cache

from checks.text import quoted_spans, sentences, signature_span
from qa.domain.conversation import Conversation, Message, Role
from qa.domain.dictionary import DictionaryWord
from qa.domain.fact import Template
from qa.ports import Materials, Span

_PLACEHOLDER = re.compile(r"\{\{?[^{}\n]{1,40}\}?\}|\[[^\[\]\n]{1,40}\]|%\w+%|<\w+>")
_MASKED = re.compile(r" ?\[masked: [^\]\n]{1,60}\]")
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_NAME_INSIDE = re.compile(r"(?<=[\w,] )[^\W\d_a-ząćęłńóśźż][^\W\d_]{2,}(?:-[^\W\d_]+)?")
_SHORTEST_SAVED_SENTENCE = 12


def hidden_spans(message: Message, templates: tuple[Template, ...]) -> tuple[Span, ...]:
    """Return the parts of a message that its writer did not write: quoted, signature, saved reply, masked secrets."""
    signature = signature_span(message.text)
    own = (signature,) if signature else ()
    masked = tuple(Span(match.start(), match.end()) for match in _MASKED.finditer(message.text))
    return quoted_spans(message.text) + own + template_spans(message.text, templates) + masked


def template_spans(text: str, templates: tuple[Template, ...]) -> tuple[Span, ...]:
    """Return the sentences that stand word for word in a saved reply; places to fill in match anything."""
    if not templates:
        return ()
    plain, filled = _sentences_of(templates)
    return tuple(
        span
        for span in sentences(text)
        if _squeezed(text[span.start : span.end]) in plain
        or any(one.fullmatch(_squeezed(text[span.start : span.end])) for one in filled)
    )


def known_words(conversation: Conversation, materials: Materials, *, language: str) -> frozenset[str]:
    """Return words no dictionary needs to know: names of people, streets and towns, the company's words, the products.

    What a customer writes with a capital inside a sentence is a name the agent may repeat.
    """
    people = [one.name for one in (conversation.agent, conversation.customer) if one and one.name]
    company = materials.facts.company
    named = [*people, *([company.name] if company.name else []), *company.spoken_as, *materials.facts.dictionary]
    said = (message.text for message in conversation.messages if message.role is Role.CUSTOMER)
    named += [match.group() for text in said for match in _NAME_INSIDE.finditer(text)]
    named += [value for value in conversation.metadata.values() if isinstance(value, str)]
    words = frozenset(word.casefold() for name in named for word in _WORD.findall(name))
    return words | _product_words(materials) | _own_words(materials.dictionary, language)


@lru_cache(maxsize=16)
def _own_words(dictionary: tuple[DictionaryWord, ...], language: str) -> frozenset[str]:
    """Return the words of the company's dictionary that are right in this language."""
    return frozenset(
        part.casefold() for word in dictionary if word.is_for(language) for part in _WORD.findall(word.text)
    )


_PRODUCTS: dict[str, frozenset[str]] = {}


def _product_words(materials: Materials) -> frozenset[str]:
    """Collect the words of product and carrier names once per version of the orders."""
    key = materials.orders.content_hash
    if not key or key not in _PRODUCTS:
        orders = materials.orders.orders.values()
        names = [product.name for order in orders for product in order.items]
        names += [order.shipping.carrier for order in orders if order.shipping.carrier]
        _PRODUCTS.clear()
        _PRODUCTS[key] = frozenset(word.casefold() for name in names for word in _WORD.findall(name))
    return _PRODUCTS[key]


@lru_cache(maxsize=8)
def _sentences_of(templates: tuple[Template, ...]) -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    plain: set[str] = set()
    filled: list[re.Pattern[str]] = []
    for template in templates:
        for span in sentences(template.text):
            sentence = _squeezed(template.text[span.start : span.end])
            if len(sentence) < _SHORTEST_SAVED_SENTENCE:
                continue
            if _PLACEHOLDER.search(sentence):
                pieces = [re.escape(piece) for piece in _PLACEHOLDER.split(sentence)]
                filled.append(re.compile(".{1,80}?".join(pieces)))
            else:
                plain.add(sentence)
    return frozenset(plain), tuple(filled)


def _squeezed(text: str) -> str:
    return " ".join(text.split())
