"""Finds bank accounts in a text and checks their digits (ISO 13616, mod 97)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_IBAN = re.compile(r"(?<![\w])([A-Z]{2}\d{2}(?:[ \u00a0-]?[A-Z0-9]{1,4}){3,8})(?![\w])")
_POLISH = re.compile(r"(?<![\w])(\d{2}(?:[ \u00a0-]?\d{4}){6})(?![\w])")
_LENGTHS = {
    "PL": 28,
    "DE": 22,
    "GB": 22,
    "PT": 25,
    "ES": 24,
    "FR": 27,
    "CZ": 24,
    "SK": 24,
    "SA": 24,
    "AE": 23,
    "IT": 27,
}
_SHORTEST, _LONGEST = 15, 34


@dataclass(frozen=True, slots=True)
class Account:
    """An account number at offsets of a text; `number` is without spaces, with its country."""

    number: str
    start: int
    end: int
    is_valid: bool


def find_accounts(text: str) -> Iterator[Account]:
    """Yield IBANs and Polish account numbers of 26 digits."""
    for found in _IBAN.finditer(text):
        number = compact(found[1])
        if _SHORTEST <= len(number) <= _LONGEST:
            yield Account(number, *found.span(1), is_valid_iban(number))
    for found in _POLISH.finditer(text):
        before = text[max(0, found.start() - 2) : found.start()].strip()
        if before != "PL":
            number = f"PL{compact(found[1])}"
            yield Account(number, *found.span(1), is_valid_iban(number))


def is_valid_iban(number: str) -> bool:
    """Check length and check digits: the number moved and read in base 36 leaves 1 modulo 97."""
    if len(number) != _LENGTHS.get(number[:2], len(number)):
        return False
    moved = number[4:] + number[:4]
    return int("".join(str(int(sign, 36)) for sign in moved)) % 97 == 1


def compact(number: str) -> str:
    """Leave out everything but letters and digits."""
    return re.sub(r"[^A-Z0-9]", "", number.upper())
