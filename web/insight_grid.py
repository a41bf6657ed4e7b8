"""What the page of insights shows of hours and reasons: a grid of the week, and reasons by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from babel.dates import get_day_names
from babel.units import format_unit
from flask_babel import lazy_gettext as _l

from qa.domain.rubric import text_in
from qa.facts.checklists import shipped_checklists
from qa.stages.insights import HourCell
from web.languages import format_locale, page_language

_LEVELS = 4
_REASONS = {
    "account": _l("Account"),
    "availability": _l("Availability"),
    "coupon": _l("Coupon"),
    "other": _l("Other"),
    "payment": _l("Payment"),
    "price": _l("Price"),
    "product-question": _l("Question about a product"),
    "shipping": _l("Shipping"),
    "size": _l("Size and fit"),
    "warranty": _l("Warranty"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One hour of one weekday. `level` is 0 for none to 4 for the busiest."""

    weekday: str
    contacts: int
    level: int
    below: float | None


@dataclass(frozen=True, slots=True)
class Row:
    """One hour of all weekdays."""

    hour: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The hours of the week from the first to the last in which anybody wrote; `busiest` is the largest count."""

    weekdays: tuple[str, ...]
    rows: tuple[Row, ...]
    busiest: int


def grid_of(hours: Sequence[HourCell]) -> Grid:
    """Lay the hours out, one row an hour."""
    known = {(cell.weekday, cell.hour): cell for cell in hours}
    names = get_day_names("abbreviated", context="stand-alone", locale=format_locale())
    weekdays = tuple(names[day] for day in range(7))
    busiest = max((cell.contacts for cell in hours), default=0)
    first, last = min((cell.hour for cell in hours), default=0), max((cell.hour for cell in hours), default=-1)
    rows = tuple(
        Row(f"{hour:02}:00", tuple(_cell(known.get((day, hour)), weekdays[day], busiest) for day in range(7)))
        for hour in range(first, last + 1)
    )
    return Grid(weekdays, rows, busiest)


def reason_title(name: str) -> str:
    """Return what a reason is called: by its checklist or as is usual, else its name written as words."""
    plain = str(_REASONS.get(name) or name.replace("-", " ").capitalize())
    checklist = shipped_checklists().get(name)
    return text_in(checklist.title, page_language(), default=plain) if checklist else plain


def known_reasons() -> tuple[str, ...]:
    """Return the reasons that the shipped phrases and checklists can tell, by what they are called."""
    return tuple(sorted({*_REASONS, *shipped_checklists()}, key=lambda name: reason_title(name).casefold()))


def length_of(seconds: int | None) -> str:
    """Write a length of time in one unit: `45 sec`, `5 min`, `4 hr`."""
    if seconds is None:
        return "–"
    for unit, size in (("second", 1), ("minute", 60), ("hour", 3600)):
        if seconds < 90 * size or unit == "hour":
            value = round(seconds / size, 1 if unit == "hour" else None)
            return str(format_unit(value, f"duration-{unit}", length="short", locale=format_locale()))
    return "–"


def _cell(cell: HourCell | None, weekday: str, busiest: int) -> Cell:
    if cell is None:
        return Cell(weekday, 0, 0, None)
    level = max(1, -(-_LEVELS * cell.contacts // busiest))
    return Cell(weekday, cell.contacts, level, cell.below / cell.scored if cell.scored else None)
