"""Cuts tokens into sentences and clauses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checks.claims.lexicon import Token

_ENDS = frozenset(".!?…؟;؛\n•*>")
_LONGEST = 120
_COMMAS = frozenset(",،:–—()")
_TITLES = frozenset(
    {"tel", "nr", "ul", "np", "tj", "no", "dr", "art", "pkt", "mr", "mrs", "ms", "st", "sr", "sra", "ok"}
)
_SHORT = _TITLES | frozenset(
    {"godz", "max", "maks", "min", "r", "br", "approx", "gr", "ca", "dn", "ww", "itp", "itd", "tzw", "vs", "zl", "rob"}
    | {"tyg", "ext", "est", "incl", "rekl", "zam", "etc", "ref"}
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence or a clause: token positions `first` to `last`, end exclusive, and its offsets in the text.

    `is_new_thought`: it begins with a word that turns to something else (`ale`, `but`).
    """

    first: int
    last: int
    start: int
    end: int
    is_new_thought: bool = False

    def holds(self, position: int) -> bool:
        """Tell whether a token stands in it."""
        return self.first <= position < self.last


def sentences(tokens: Sequence[Token], original: str, *, language: str) -> tuple[Stretch, ...]:
    """Cut at full stops, question marks, lines and, in Thai, after a polite particle.

    `original` is the text before its case was lowered: a capital after `zł.` begins a sentence.
    What nobody says in one breath (`_LONGEST` tokens) is cut, so that time stays in proportion to the text.
    """
    found: list[Stretch] = []
    first = 0
    for index, token in enumerate(tokens):
        is_end = token.text in _ENDS and not _is_inner(tokens, index, original)
        is_particle = language == "th" and "particle" in token and not _is_end(tokens, index + 1)
        if is_end or is_particle or index + 1 - first == _LONGEST:
            _add(found, tokens, first, index + 1)
            first = index + 1
    _add(found, tokens, first, len(tokens))
    return tuple(found)


def clauses(tokens: Sequence[Token], sentence: Stretch) -> tuple[Stretch, ...]:
    """Cut a sentence at commas, dashes, brackets and words that begin a new clause."""
    found: list[Stretch] = []
    first = sentence.first
    for index in range(sentence.first, sentence.last):
        token = tokens[index]
        if token.text in _COMMAS and not _is_between_numbers(tokens, index):
            _add(found, tokens, first, index + 1)
            first = index + 1
        elif "breaker" in token and index > first and not _is_between_numbers(tokens, index):
            _add(found, tokens, first, index)
            first = index
    _add(found, tokens, first, sentence.last)
    return tuple(found)


def _add(found: list[Stretch], tokens: Sequence[Token], first: int, last: int) -> None:
    if first < last:
        is_new = tokens[first].terms.get("breaker") == "turn"
        found.append(Stretch(first, last, tokens[first].start, tokens[last - 1].end, is_new))


def _is_inner(tokens: Sequence[Token], index: int, original: str) -> bool:
    """A full stop inside a name or an address, after an abbreviation or before a hyphen ends nothing."""
    if tokens[index].text != "." or index == 0 or index + 1 == len(tokens):
        return False
    before, after = tokens[index - 1], tokens[index + 1]
    touches = after.start == tokens[index].end and after.text not in _ENDS
    is_short = before.text in _SHORT and before.end == tokens[index].start and after.text != "\n"
    return touches or (is_short and (before.text in _TITLES or not original[after.start].isupper()))


def _is_end(tokens: Sequence[Token], index: int) -> bool:
    return index < len(tokens) and tokens[index].text in _ENDS


def _is_between_numbers(tokens: Sequence[Token], index: int) -> bool:
    """`3–5 dni`, `3 a 5`, `Friday, 15 May`: a sign or word between numbers, or in a date, parts no clauses."""
    if index == 0 or index + 1 >= len(tokens):
        return False
    is_year = tokens[index + 1].number is not None and len(tokens[index + 1].text) == 4
    if is_year and ("ordinal_mark" in tokens[index - 1] or tokens[index - 1].number is not None):
        return True
    if "weekday" in tokens[index - 1] or "weekday_short" in tokens[index - 1]:
        following = tokens[index + 1]
        if _is_numeric(following) or "month" in following or "ordinal" in following:
            return True
        if "asks_date" in following and index + 2 < len(tokens) and _is_numeric(tokens[index + 2]):
            return True
    return _is_numeric(tokens[index - 1]) and _is_numeric(tokens[index + 1])


def _is_numeric(token: Token) -> bool:
    return token.number is not None or "number" in token
