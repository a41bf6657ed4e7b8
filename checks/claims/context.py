"""Answers small questions about a text around a claim, from the same tables the claims are read with."""

from __future__ import annotations

from checks.claims.clauses import Stretch
from checks.claims.lexicon import languages, lexicon
from checks.claims.topics import find_triggers, section_of
from checks.normal import normalise
from qa.domain.claim import Claim
from qa.domain.fact import Duration

_BARE_WORDS, _BARE_LETTERS = 4, 15
_OF_MONTHS = frozenset(("guarantee.period", "conformity.period"))


def says(text: str, section: str, *, language: str) -> bool:
    """Tell whether a text holds words of a section of the language's table (`always`, `variant`, `correction`)."""
    if language not in languages():
        return False
    words = lexicon(language)
    return words.has(section, words.signs(normalise(text, language=language).text))


def topic_asked(text: str, claim: Claim, *, language: str) -> str | None:
    """Return the one topic a customer's message is about, for a value like that of the claim; None when in doubt."""
    if language not in languages():
        return None
    words = lexicon(language)
    compared = words.signs(normalise(text, language=language).text)
    whole = Stretch(0, 0, 0, len(compared))
    topics = {one.topic for one in find_triggers(words, compared, whole, section=section_of(claim.value))}
    topic = topics.pop() if len(topics) == 1 else None
    return None if topic in _OF_MONTHS and _is_of_days(claim) else topic


def is_bare(sentence: str, quote: str, *, language: str) -> bool:
    """Tell whether a sentence says little beside a value; Thai is counted in letters, for it has no spaces."""
    if language == "th":
        return len(sentence) <= len(quote) + _BARE_LETTERS
    return len(sentence.split()) <= len(quote.split()) + _BARE_WORDS


def _is_of_days(claim: Claim) -> bool:
    """Tell whether a value is counted in days or hours: who asks of a guarantee is told so when somebody answers."""
    return isinstance(claim.value, Duration) and claim.value.unit in ("hour", "day", "week")
