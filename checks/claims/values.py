"""What the readers of values share: a value with its place, the bounds before it, and negation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checks.claims.lexicon import Token
from qa.domain.claim import DateClaim, StatusClaim
from qa.domain.fact import Duration, Money, Percent, Relation

_BEFORE = ("lead", "opener", "since", "after", "ago_before", "bound", "compare", "filler")
_LEADS = {"bound", "compare", "opener", "since", "after", "ago_before"}
_BREAKS = frozenset(",;:.!?…()\n–—؛،؟")


@dataclass(frozen=True, slots=True)
class Found:
    """A value at token positions `start` to `end`, end exclusive. `after` are the kinds of words before it."""

    value: Duration | Money | Percent | DateClaim | StatusClaim
    start: int
    end: int
    after: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Bound:
    """What the words right before a value make of it; `start` is the first of them."""

    start: int
    relation: Relation
    is_ago: bool
    words: frozenset[str]


def bound_before(tokens: Sequence[Token], start: int) -> Bound:
    """Read the bound (`do`, `nie dłużej niż`, `at least`) and prepositions right before a value."""
    relation, is_ago = Relation.EXACT, False
    words: set[str] = set()
    position = start
    while position > 0:
        token = tokens[position - 1]
        if token.text == "," and position > 1 and "bound" in tokens[position - 2] and not words:
            position -= 1
            continue
        if relation is Relation.EXACT and "bound" in token:
            relation = Relation(token.terms["bound"])
        elif relation is Relation.EXACT and "compare" in token:
            relation = Relation.AT_MOST if token.terms["compare"] == "less" else Relation.AT_LEAST
        elif not any(kind in token for kind in _BEFORE):
            break
        is_ago = is_ago or "ago_before" in token
        words.update(token.terms)
        position -= 1
    while position < start and "filler" in tokens[position] and not _LEADS & set(tokens[position].terms):
        position += 1
    if relation is Relation.EXACT:
        relation = _bound_afar(tokens, position)
    return Bound(position, relation, is_ago, frozenset(words))


def _bound_afar(tokens: Sequence[Token], position: int) -> Relation:
    """Read a bound whose subject stands between (`لا تتجاوز مدة الرد عشرة أيام`): no other number may."""
    for token in reversed(tokens[:position]):
        if "bound_afar" in token:
            return Relation(token.terms["bound_afar"])
        if token.text in _BREAKS or "breaker" in token or token.number is not None or "number" in token:
            break
    return Relation.EXACT


def relation_of(relation: Relation, *, is_range: bool) -> Relation:
    """A range stays a range, unless it was given as a lower bound."""
    return Relation.RANGE if is_range else relation


def is_negated(tokens: Sequence[Token], start: int, end: int, *, is_limit: bool = False) -> bool:
    """Tell whether the clause denies the value: `nie 30 dni`, `nie odpowiadamy w 30 dni`.

    After a limit (`po 14 dniach zwrot nie jest możliwy`) a denial may also follow.
    """
    for distance, token in enumerate(reversed(tokens[:start])):
        if _breaks(token):
            break
        if "negation" in token or ("negation_near" in token and distance == 0):
            return True
    if not is_limit:
        return False
    for token in tokens[end:]:
        if _breaks(token):
            break
        if "negation" in token:
            return True
    return False


def _breaks(token: Token) -> bool:
    """Tell whether a denial reaches no further: at a sign, a conjunction, and a Thai particle that ends a sentence."""
    return token.text in _BREAKS or "breaker" in token or "particle" in token
