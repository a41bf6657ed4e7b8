"""Check digits of card numbers, PESEL and IBAN."""

from __future__ import annotations

_COUNTRY_DIGITS = {"PL": 26, "PT": 23, "ES": 22, "DE": 20, "CZ": 22, "SK": 22, "AE": 21, "SA": 22}
_BRANDS = (
    (16, ("4", "51", "52", "53", "54", "55", *(str(prefix) for prefix in range(2221, 2721)))),
    (16, ("60", "62", "64", "65", "35", "50", "56", "57", "58", "63", "67")),
    (15, ("34", "37")),
    (14, ("36", "38", "300", "301", "302", "303", "304", "305")),
)


def passes_luhn(digits: str) -> bool:
    """Tell whether a number has the check digit of ISO/IEC 7812-1, annex B."""
    doubled = [int(one) * (1 + position % 2) for position, one in enumerate(reversed(digits))]
    return sum(one - 9 if one > 9 else one for one in doubled) % 10 == 0 and len(set(digits)) > 1


def is_card(digits: str) -> bool:
    """Tell whether digits are a card number: length and first digits of a brand, and the check digit."""
    has_brand = any(len(digits) == length and digits.startswith(prefixes) for length, prefixes in _BRANDS)
    return has_brand and passes_luhn(digits)


def is_pesel(digits: str) -> bool:
    """Tell whether eleven digits are a PESEL: a day and month that can be, and the check digit."""
    if len(digits) != 11:
        return False
    month, day = int(digits[2:4]) % 20, int(digits[4:6])
    weights = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1)
    total = sum(weight * int(one) for weight, one in zip(weights, digits, strict=True))
    return 1 <= month <= 12 and 1 <= day <= 31 and total % 10 == 0


def is_iban(text: str) -> bool:
    """Tell whether letters and digits without spaces are an IBAN (ISO 13616: remainder 1 of 97)."""
    if not 15 <= len(text) <= 34 or not text[:2].isalpha() or not text[2:4].isdigit():
        return False
    moved = text[4:] + text[:4]
    return int("".join(str(int(one, 36)) for one in moved)) % 97 == 1


def is_account(digits: str) -> bool:
    """Tell whether digits are an IBAN said without its country, of a country whose accounts are all digits."""
    return any(len(digits) == length and is_iban(country + digits) for country, length in _COUNTRY_DIGITS.items())
