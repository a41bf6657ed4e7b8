"""How a language writes sums and dates; read from locales.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from ruamel.yaml import YAML


@dataclass(frozen=True, slots=True)
class Locale:
    """One language's shop: `code` is what conversations say, `sum_form` and `date_form` have places to fill in."""

    code: str
    country: str
    zone: ZoneInfo
    currency: str
    shipping: Decimal
    free_from: Decimal
    sum_form: str
    decimal: str
    date_form: str
    months: tuple[str, ...]
    cities: tuple[str, ...]

    def number(self, amount: Decimal) -> str:
        """Write a number with two decimals."""
        return f"{amount:.2f}".replace(".", self.decimal)

    def sum(self, amount: Decimal) -> str:
        """Write a sum with its currency."""
        return self.sum_form.format(amount=self.number(amount))

    def day(self, day: date) -> str:
        """Write a day without its year."""
        return self.date_form.format(day=day.day, month=self.months[day.month - 1])


@cache
def locale_of(language: str) -> Locale:
    """Return the locale of a language of the wording files."""
    told = YAML(typ="safe").load(Path(__file__).with_suffix(".yaml"))[language]
    return Locale(
        code=told["code"],
        country=told["country"],
        zone=ZoneInfo(told["zone"]),
        currency=told["currency"],
        shipping=Decimal(told["shipping"]),
        free_from=Decimal(told["free_from"]),
        sum_form=told["sum"],
        decimal=told["decimal"],
        date_form=told["date"],
        months=tuple(told["months"]),
        cities=tuple(told["cities"]),
    )
