"""Answers small questions about a text around a claim, from the same tables the claims are read with."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from checks.claims.clauses import Stretch
from checks.claims.lexicon import languages, lexicon
from checks.claims.money import read_money
from checks.claims.numbers import read_quantity
from checks.claims.topics import find_triggers, section_of
from checks.normal import normalise
from qa.domain.claim import Claim
from qa.domain.fact import Duration, Money

_BARE_WORDS, _BARE_LETTERS = 4, 15
_UNITS = {"week": (7, "day"), "fortnight": (14, "day"), "full_day": (24, "hour")}
_CODE_SIZE = 1000
_QUESTIONS = re.compile(r"[^.!?؟\n]*[?؟]")
_OF_MONTHS = frozenset(("guarantee.period", "conformity.period"))


def says(text: str, section: str, *, language: str) -> bool:
    """Tell whether a text holds words of a section of the language's table (`always`, `variant`, `correction`)."""
    if language not in languages():
        return False
    words = lexicon(language)
    return words.has(section, words.signs(normalise(text, language=language).text))


def tells(text: str, concept: str, *, language: str) -> bool:
    """Tell whether a text holds words of a concept of the language's table (`replies`)."""
    if language not in languages():
        return False
    words = lexicon(language)
    return words.tells(concept, words.signs(normalise(text, language=language).text))


def begins_with(quote: str, kind: str, *, language: str) -> bool:
    """Tell whether the first word of a value's quote is of a kind of the language's table (`reaching`)."""
    if language not in languages():
        return False
    words = lexicon(language)
    first = next(iter(words.tokens(words.signs(normalise(quote, language=language).text))), None)
    return first is not None and kind in first


def topic_asked(text: str, claim: Claim, *, language: str) -> str | None:
    """Return the one topic a customer's message is about, for a value like that of the claim; None when in doubt."""
    if language not in languages():
        return None
    asked = [one for one in _QUESTIONS.findall(text) if len(one) < len(text.strip())]
    found = [_topics(one, claim, language=language) for one in (text, *asked)]
    topic = next((next(iter(one)) for one in found if len(one) == 1), None)
    return None if topic in _OF_MONTHS and _is_of_days(claim) else topic


@lru_cache(maxsize=256)
def topics_named(text: str, *, language: str) -> frozenset[str]:
    """Return the topics of lengths of time and of sums that words of a text name."""
    if language not in languages():
        return frozenset()
    words = lexicon(language)
    compared = words.signs(normalise(text, language=language).text)
    whole = Stretch(0, 0, 0, len(compared))
    sections = ("topics_duration", "topics_money")
    return frozenset(one.topic for name in sections for one in find_triggers(words, compared, whole, section=name))


def _topics(text: str, claim: Claim, *, language: str) -> frozenset[str]:
    words = lexicon(language)
    compared = words.signs(normalise(text, language=language).text)
    whole = Stretch(0, 0, 0, len(compared))
    return frozenset(one.topic for one in find_triggers(words, compared, whole, section=section_of(claim.value)))


def is_bare(sentence: str, quote: str, *, language: str) -> bool:
    """Tell whether a sentence says little beside a value; Thai is counted in letters, for it has no spaces."""
    if language == "th":
        return len(sentence) <= len(quote) + _BARE_LETTERS
    return len(sentence.split()) <= len(quote.split()) + _BARE_WORDS


@lru_cache(maxsize=256)
def lengths_said(text: str, *, language: str) -> frozenset[tuple[float, str]]:
    """Return every (number, unit) of time a text names, also where it says when something was (`8 months ago`)."""
    if language not in languages():
        return frozenset()
    words = lexicon(language)
    tokens = words.tokens(words.signs(normalise(text, language=language).text))
    found: set[tuple[float, str]] = set()
    for index in range(len(tokens)):
        quantity = read_quantity(tokens, index)
        unit = tokens[quantity.end].terms if quantity and quantity.end < len(tokens) else {}
        name = unit.get("unit") or ("day" if "ago_unit" in unit else None)
        if quantity and name and quantity.high < _CODE_SIZE:
            factor, plain = _UNITS.get(str(name), (1, str(name)))
            found.add((float(quantity.high) * factor, plain))
    return frozenset(found)


@lru_cache(maxsize=256)
def sums_said(text: str, *, language: str) -> frozenset[Decimal]:
    """Return every sum a text names, whatever it is of."""
    if language not in languages():
        return frozenset()
    words = lexicon(language)
    tokens = words.tokens(words.signs(normalise(text, language=language).text))
    values = (found.value for found in read_money(tokens, country=None))
    return frozenset(value.amount for value in values if isinstance(value, Money))


def _is_of_days(claim: Claim) -> bool:
    """Tell whether a value is counted in days or hours: who asks of a guarantee is told so when somebody answers."""
    return isinstance(claim.value, Duration) and claim.value.unit in ("hour", "day", "week")
