"""Finds secrets asked for by what they are like: `the three digits on the back`, `what your bank texts`.

Such words name nothing, so an order to tell them, something that only cards or banks have, and for what stands in an
earlier message a third witness (the agent will log in for the customer, or the customer would rather not) must agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ruamel.yaml import YAML

from checks.asked_to_tell import denies, names_others
from checks.text import overlaps, quoted_spans, spoken_sentences
from qa.domain.conversation import Role
from qa.ports import Reading, Span

_DATA = Path(__file__).with_suffix(".yaml")
_NEAR, _EARLIER = 25, 3
_WHETHER = re.compile(
    r"(?i)\b(?:czy|gdy|jeśli|jeżeli|whether|if|when|once|se|quando)\b|"
    r"(?<!\w)(?:هل|إذا|اذا|لو(?! سمحت)|لما)(?!\w)|ถ้า|หาก|เมื่อ"
)
_PAUSE = re.compile(r"[,;:.!?،؛–—]")


class _Words(NamedTuple):
    """What one language tells a secret by."""

    tell: re.Pattern[str]
    digits: re.Pattern[str]
    code: re.Pattern[str]
    whole: re.Pattern[str]
    plain: re.Pattern[str]
    card: re.Pattern[str]
    side: re.Pattern[str]
    texted: re.Pattern[str]
    bank: re.Pattern[str]
    referring: re.Pattern[str]
    secret: re.Pattern[str]
    instead: re.Pattern[str]
    other: re.Pattern[str]
    denied: re.Pattern[str]
    elsewhere: re.Pattern[str]
    refused: re.Pattern[str]


def described(reading: Reading, index: int) -> Iterator[tuple[Span, bool]]:
    """Yield where a message asks to be told a secret that it describes, and whether that is sure."""
    language = reading.language_of(index)
    words = _words().get(language)
    text = reading.conversation.messages[index].text
    if words is None or not (words.tell.search(text) or words.plain.search(text)):
        return
    quoted = quoted_spans(text)
    for sentence in spoken_sentences(text, language=language):
        said = text[sentence.start : sentence.end]
        if overlaps(sentence, quoted) or words.elsewhere.search(said) or names_others(said):
            continue
        plain = words.plain.search(said)
        told = [one for one in words.tell.finditer(said) if not _is_denied(said, one.start(), words)]
        if plain is not None and not denies(said[: plain.start()]):
            yield Span(sentence.start + plain.start(), sentence.start + plain.end()), True
        elif told and (found := _described(reading, index, said, words)) is not None:
            match, is_sure = found
            order = next((one for one in reversed(told) if one.start() <= match.start()), told[0])
            start, end = min(order.start(), match.start()), max(order.end(), match.end())
            yield Span(sentence.start + start, sentence.start + end), is_sure


def is_refused(reading: Reading, index: int) -> bool:
    """Tell whether the customer's answer to a message would rather not tell it, or asks whether it is safe."""
    words = _words().get(reading.language_of(index))
    for message in reading.conversation.messages[index + 1 :]:
        if message.role is Role.CUSTOMER:
            return words is not None and words.refused.search(message.text) is not None
        if not message.is_internal:
            return False
    return False


def is_of_whether(text: str, span: Span) -> bool:
    """Tell whether a span asks about a secret, and not for it (`tell me whether the password works`)."""
    return _WHETHER.search(text, span.start, span.end) is not None


def _described(reading: Reading, index: int, said: str, words: _Words) -> tuple[re.Match[str], bool] | None:
    text = reading.conversation.messages[index].text
    whole = words.whole.search(said)
    if whole is not None:
        return whole, True
    is_witnessed = words.instead.search(text) is not None or is_refused(reading, index)
    numbers = [one for one in words.digits.finditer(said) if not _is_other(said, one, words)]
    if numbers and words.card.search(said):
        return numbers[0], True
    if numbers and words.side.search(said) and _is_of_payment(reading, index, words):
        return numbers[0], is_witnessed or len(numbers) > 1
    numbers += [one for one in words.code.finditer(said) if not _is_other(said, one, words)]
    if numbers and words.texted.search(said):
        return numbers[0], is_witnessed or words.bank.search(text) is not None
    named = words.secret.search(said)
    is_told = named is not None and not _is_other(said, named, words) and not _WHETHER.search(said)
    if named is not None and is_told and (is_witnessed or words.referring.search(said)):
        return named, is_witnessed
    referring = words.referring.search(said)
    if referring is not None and _is_secret_before(reading, index, words):
        return referring, is_witnessed
    return None


def _is_of_payment(reading: Reading, index: int, words: _Words) -> bool:
    """Tell whether a message or the customer's last ones before it speak of a payment."""
    messages = reading.conversation.messages
    return any(words.bank.search(one.text) for one in messages[max(0, index - _EARLIER) : index + 1])


def _is_other(said: str, number: re.Match[str], words: _Words) -> bool:
    """Tell whether words for another number stand near (`the six digits of your order`)."""
    return words.other.search(said, max(0, number.start() - _NEAR), number.end() + _NEAR) is not None


def _is_denied(said: str, at: int, words: _Words) -> bool:
    """Tell whether a denial, or that the agent does it, stands before an order in its clause."""
    clause = _PAUSE.split(said[max(0, at - _NEAR) : at])[-1]
    return words.denied.search(clause.rstrip()) is not None


def _is_secret_before(reading: Reading, index: int, words: _Words) -> bool:
    """Tell whether one of the customer's last messages names a secret."""
    messages = reading.conversation.messages
    before = [one for one in range(index) if messages[one].role is Role.CUSTOMER][-_EARLIER:]
    return any(words.secret.search(messages[one].text) for one in before)


@cache
def _words() -> dict[str, _Words]:
    loaded = YAML(typ="safe", pure=True).load(_DATA.read_text("utf-8"))
    return {
        language: _Words(**{name: re.compile(pattern, re.IGNORECASE) for name, pattern in one.items()})
        for language, one in loaded.items()
    }
