"""Finds what a language check must not be charged for: quotes, signatures, saved replies, links, codes and names."""

from __future__ import annotations

import re
from functools import lru_cache

from checks.text import quoted_spans, sentences, signature_span
from qa.domain.conversation import Conversation, Message
from qa.domain.fact import Template
from qa.ports import Materials, Span

_PLACEHOLDER = re.compile(r"\{\{?[^{}\n]{1,40}\}?\}|\[[^\[\]\n]{1,40}\]|%\w+%|<\w+>")
_SHORTEST_SAVED_SENTENCE = 12


def hidden_spans(message: Message, templates: tuple[Template, ...]) -> tuple[Span, ...]:
    """Return the parts of a message that its writer did not write: quoted, signature, saved reply."""
    signature = signature_span(message.text)
    own = (signature,) if signature else ()
    return quoted_spans(message.text) + own + template_spans(message.text, templates)


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


def known_words(conversation: Conversation, materials: Materials) -> frozenset[str]:
    """Return words no dictionary needs to know: the people's names, the company's words, the products."""
    people = [one.name for one in (conversation.agent, conversation.customer) if one and one.name]
    company = materials.facts.company
    named = [*people, *([company.name] if company.name else []), *company.spoken_as, *materials.facts.dictionary]
    return frozenset(word.casefold() for name in named for word in re.findall(r"\w+", name)) | _product_words(materials)


_PRODUCTS: dict[str, frozenset[str]] = {}


def _product_words(materials: Materials) -> frozenset[str]:
    """Collect the words of product and carrier names once per version of the orders."""
    key = materials.orders.content_hash
    if not key or key not in _PRODUCTS:
        orders = materials.orders.orders.values()
        names = [product.name for order in orders for product in order.items]
        names += [order.shipping.carrier for order in orders if order.shipping.carrier]
        _PRODUCTS.clear()
        _PRODUCTS[key] = frozenset(word.casefold() for name in names for word in re.findall(r"\w+", name))
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
