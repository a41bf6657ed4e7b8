"""Tells what stands around a claim: whether its own clause names its topic, and what other values stand beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from checks.claims.clauses import Stretch, clauses, sentences
from checks.claims.durations import read_durations
from checks.claims.lexicon import Lexicon, Token, languages, lexicon
from checks.claims.money import read_money
from checks.claims.topics import Trigger, find_answered, find_conjoined, find_triggers, section_of
from checks.claims.values import Found
from checks.normal import NormalText, normalise
from qa.domain.claim import Claim
from qa.domain.fact import Duration, Money, Relation

_FREE_FROM, _SHIPPING = "shipping.free_from", "shipping.price"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a claim: whether words of its topic stand in its own clause, and whether `free` does.

    `in_clause` and `in_sentence` count the other values of its kind, bounded sums (`above 199 zł`) left out; `topics`
    are those that words of the sentence name; `is_led`: those of its topic stand before the value; `is_duty`: all that
    softens the clause is a word of duty (`the parcel should leave within ten days`).
    """

    is_named: bool
    in_clause: int
    in_sentence: int
    is_free: bool
    topics: frozenset[str] = frozenset()
    is_led: bool = False
    is_duty: bool = False

    @property
    def is_alone(self) -> bool:
        """Tell whether the topic is named in the clause, and no other value of the kind stands in it."""
        return self.is_named and not self.in_clause


_NOTHING = Surroundings(False, 0, 0, False)


@dataclass(frozen=True, slots=True)
class _Text:
    """A text as compared, cut into tokens and sentences."""

    words: Lexicon
    normal: NormalText
    compared: str
    tokens: tuple[Token, ...]
    cut: tuple[Stretch, ...]

    def span(self, stretch: Stretch) -> tuple[int, int]:
        """Return where a stretch stands in the original."""
        return self.normal.original(stretch.start, stretch.end)


def surroundings_of(text: str, claim: Claim, *, topic: str | None, language: str) -> Surroundings:
    """Return what stands around a claim of a text; `topic` is that of the claim, or the one it was taken for."""
    read = _read(text, language) if language in languages() else None
    if read is None:
        return _NOTHING
    for sentence in read.cut:
        if read.span(sentence)[1] <= claim.start:
            continue
        parts = [one for one in clauses(read.tokens, sentence) if read.span(one)[1] > claim.start]
        if parts:
            clause = _clause_of_value(read, parts, claim)
            return _describe(read, sentence, clause, topic=topic, claim=claim)
    return _NOTHING


def sentence_around(text: str, at: int, *, language: str) -> str:
    """Return the sentence at an offset, cut as claims are read: in Thai after a polite particle, too."""
    read = _read(text, language) if language in languages() else None
    spans = map(read.span, read.cut) if read else ()
    return next((text[start:end] for start, end in spans if end > at), "")


@lru_cache(maxsize=32)
def _read(text: str, language: str) -> _Text:
    words = lexicon(language)
    normal = normalise(text, language=language)
    compared = words.signs(normal.text)
    tokens = words.tokens(compared)
    cut = sentences(tokens, text if normal.offsets is None else compared, language=language)
    return _Text(words, normal, compared, tokens, cut)


def _clause_of_value(read: _Text, parts: Sequence[Stretch], claim: Claim) -> Stretch:
    """Return the clause that holds the value: the one in which a claim begins, or the next where words lead to it."""
    kind = type(claim.value)
    is_led_to = len(parts) > 1 and not any(isinstance(one.value, kind) for one in _values(read.tokens, parts[0]))
    return parts[1] if is_led_to else parts[0]


def _values(tokens: Sequence[Token], stretch: Stretch) -> Iterator[Found]:
    within = tokens[stretch.first : stretch.last]
    yield from read_money(within, country=None)
    yield from read_durations(within)


def _describe(read: _Text, sentence: Stretch, clause: Stretch, *, topic: str | None, claim: Claim) -> Surroundings:
    beside = [_kin(_values(read.tokens, one), claim) for one in (clause, sentence)]
    wanted = _SHIPPING if topic == _FREE_FROM else topic
    named = [one for one in _triggers(read, clause, claim) if one.topic == wanted]
    return Surroundings(
        is_named=bool(named),
        in_clause=max(beside[0] - 1, 0),
        in_sentence=max(beside[1] - 1, 0),
        is_free=read.words.has("free", read.compared[clause.start : clause.end]),
        topics=frozenset(one.topic for one in _triggers(read, sentence, claim)),
        is_duty=_is_duty(read.words, read.compared[clause.start : clause.end]),
        is_led=any(read.normal.original(one.start, one.end)[0] < claim.start for one in named),
    )


def _is_duty(words: Lexicon, clause: str) -> bool:
    for _, duty in words.patterns("duty"):
        clause = duty.sub(" ", clause)
    return not words.has("hedge", clause)


def _kin(values: Iterator[Found], claim: Claim) -> int:
    """Count the values of a claim's kind; where it is a plain sum, the bounded ones are only for which orders."""
    found = [one.value for one in values if type(one.value) is type(claim.value)]
    plain = [one for one in found if not isinstance(one, Money) or one.relation is Relation.EXACT]
    is_plain = isinstance(claim.value, Money) and claim.value.relation is Relation.EXACT
    return len(plain if is_plain else found)


def _triggers(read: _Text, stretch: Stretch, claim: Claim) -> tuple[Trigger, ...]:
    section = section_of(claim.value)
    found = find_triggers(read.words, read.compared, stretch, section=section)
    found += find_conjoined(read.words, read.compared, stretch, section=section)
    return found + (find_answered(read.words, read.compared, stretch) if isinstance(claim.value, Duration) else ())
