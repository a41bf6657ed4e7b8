"""Measures how much of a message stands in a saved reply."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz, process

from checks.hidden import template_spans
from checks.text import quoted_spans, sentences, signature_span, without
from qa.domain.conversation import Message
from qa.domain.fact import Template
from qa.ports import Span

_PLACE = re.compile(r"\{\{?[^{}\n]{1,40}\}?\}|\[[^\[\]\n]{1,40}\]|%\w+%|<\w+>")
_WORD = re.compile(r"\w+")
_ALIKE = 92.0


def own_text(message: Message) -> str:
    """Return what the writer says: without quotes, mail history and signature."""
    signature = signature_span(message.text)
    hidden = (*quoted_spans(message.text), *((signature,) if signature else ()))
    return without(message.text, hidden).text


def saved_words(text: str, templates: tuple[Template, ...]) -> tuple[int, int]:
    """Return how many of a text's words stand in the saved reply that fits it best, and how many it has.

    Sentences that stand there word for word count, and sentences almost alike; what was filled into a
    place counts as the reply's.
    """
    total = len(_WORD.findall(text))
    listed = _sentences_of(templates)
    known = template_spans(text, templates)
    covered = sum(
        len(_WORD.findall(text[one.start : one.end]))
        for one in sentences(text)
        if _is_saved(text[one.start : one.end], one, known, listed)
    )
    if covered < total and templates:
        best = process.extractOne(_bare(text), _texts_of(templates), scorer=fuzz.ratio, score_cutoff=_ALIKE)
        covered = max(covered, round(total * best[1] / 100)) if best else covered
    return covered, total


def _is_saved(text: str, span: Span, known: tuple[Span, ...], listed: tuple[str, ...]) -> bool:
    if any(one.start <= span.start and span.end <= one.end for one in known):
        return True
    return process.extractOne(_bare(text), listed, scorer=fuzz.ratio, score_cutoff=_ALIKE) is not None


@lru_cache(maxsize=8)
def _sentences_of(templates: tuple[Template, ...]) -> tuple[str, ...]:
    found = {_bare(one.text[span.start : span.end]) for one in templates for span in sentences(one.text)}
    return tuple(sorted(found - {""}))


@lru_cache(maxsize=8)
def _texts_of(templates: tuple[Template, ...]) -> tuple[str, ...]:
    return tuple(_bare(one.text) for one in templates)


def _bare(text: str) -> str:
    """Leave the words alone, in lower case and without places to fill in."""
    return " ".join(_WORD.findall(_PLACE.sub(" ", text).casefold()))
