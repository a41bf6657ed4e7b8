"""Reads how many: digits, number words in any case, halves and ranges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from checks.claims.lexicon import Token

_HALF = Decimal("0.5")
_ARTICLES = frozenset({"a", "an"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number, or a range from `low` to `high`; `start` and `end` are token positions, end exclusive."""

    low: Decimal
    high: Decimal
    start: int
    end: int

    @property
    def is_range(self) -> bool:
        """Tell whether two numbers were given."""
        return self.low != self.high


def read_quantity(tokens: Sequence[Token], index: int) -> Quantity | None:
    """Read a number or a range (`3-5`, `od 3 do 5`, `trzy, cztery`) that begins at a token."""
    first = read_number(tokens, index)
    if first is None:
        return None
    low, end = first
    second = _read_second(tokens, end)
    if second is not None and second[0] > low:
        return Quantity(low, second[0], index, second[1])
    return Quantity(low, low, index, end)


def read_number(tokens: Sequence[Token], index: int) -> tuple[Decimal, int] | None:
    """Read one number at a token; returns it with the position after it."""
    if index >= len(tokens):
        return None
    token = tokens[index]
    if token.text in _ARTICLES and index + 1 < len(tokens) and _is_number(tokens[index + 1]):
        return None
    if token.number is not None:
        value, end = token.number, _after_echo(tokens, index + 1)
    elif "half" in token:
        return Decimal(str(token.terms["half"])), index + 1
    elif "number" in token:
        value, end = _read_words(tokens, index)
        end = _after_echo(tokens, end)
    else:
        return None
    if end < len(tokens) and "and_half" in tokens[end]:
        return value + _HALF, end + 1
    return value, end


def _is_number(token: Token) -> bool:
    return token.number is not None or "number" in token


def _read_words(tokens: Sequence[Token], index: int) -> tuple[Decimal, int]:
    """Add up number words: `sto dwadzieścia jeden`, `twenty-one`, `خمسة وعشرون`."""
    total = last = int(tokens[index].terms["number"])
    end = index + 1
    while end < len(tokens):
        step = 2 if "joiner" in tokens[end] else 1
        following = tokens[end + step - 1] if end + step - 1 < len(tokens) else None
        if following is None or "number" not in following:
            break
        word = int(following.terms["number"])
        if word in (100, 1000) and last < word and last < 10:
            total = total - last + last * word
        elif _adds(last, word):
            total += word
        else:
            break
        last, end = word, end + step
    return Decimal(total), end


def _adds(last: int, word: int) -> bool:
    """Tell whether the next word continues the number: a smaller rank, or Arabic units before tens."""
    if last >= 100:
        return word < last
    if last >= 20 and last % 10 == 0:
        return word < 10
    return last < 10 and word >= 20 and word % 10 == 0


def _read_second(tokens: Sequence[Token], index: int) -> tuple[Decimal, int] | None:
    if index >= len(tokens):
        return None
    token = tokens[index]
    if "range" in token or "range_word" in token:
        is_filled = index + 1 < len(tokens) and ("until" in tokens[index + 1] or "bound" in tokens[index + 1])
        return read_number(tokens, index + 2 if is_filled else index + 1)
    if token.text == "/" and index + 1 < len(tokens) and tokens[index + 1].number is not None:
        return read_number(tokens, index + 1)
    if token.text == "," and index + 1 < len(tokens) and "number" in tokens[index + 1]:
        return read_number(tokens, index + 1)
    if "number" in token:
        return read_number(tokens, index)
    return None


def _after_echo(tokens: Sequence[Token], index: int) -> int:
    """Step over the same number in brackets: `14 (czternaście) dni`, `thirty (30) days`."""
    if index + 2 < len(tokens) and tokens[index].text == "(" and tokens[index + 2].text == ")":
        return index + 3 if tokens[index + 1].number is not None or "number" in tokens[index + 1] else index
    has_echo = index + 1 < len(tokens) and tokens[index].text == "(" and "number" in tokens[index + 1]
    if has_echo:
        _, end = _read_words(tokens, index + 1)
        if end < len(tokens) and tokens[end].text == ")":
            return end + 1
    return index
