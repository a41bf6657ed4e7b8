"""Says what a notice says: its words by language, filled with its details."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from functools import cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from ruamel.yaml import YAML

LANGUAGES = ("en", "pl", "pt", "ar", "th")

_FOLDER = Path(__file__).parent / "words"
_FORMATS = {"pt": "pt_PT"}
_PLACE = re.compile(r"\{(\w+)\}")
_MONTH = re.compile(r"\d{4}-\d\d")
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:[T ][0-9:.+Z-]+)?")
_UNKNOWN = "unknown"
_ENDS = frozenset({"due"})
_LAST_MINUTES = ((0, 0), (23, 59))
_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"


@dataclass(frozen=True, slots=True)
class _KindWords:
    """`texts` are tried in order: the first all of whose places are among the details is used, else the name."""

    name: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    kinds: Mapping[str, _KindWords]
    phrases: Mapping[str, str]


def kind_name(kind: str, language: str) -> str:
    """Name a kind of notice."""
    return _kind(kind, language).name


def notice_text(kind: str, details: Mapping[str, object], *, language: str, zone: tzinfo) -> str:
    """Return the sentence of a notice, filled with its details.

    A detail that is missing never breaks a notice: a sentence that needs it gives way to a shorter one. Months,
    days and moments (ISO 8601) are written as the language does, in `zone`; a term (`due`) that ends with a day, as
    that day.
    """
    words = _kind(kind, language)
    given = {name: value for name, value in details.items() if value not in (None, "")}
    for text in words.texts:
        if set(_PLACE.findall(text)) <= given.keys():
            return _PLACE.sub(
                lambda place: _written(given[place[1]], language=language, zone=zone, is_end=place[1] in _ENDS), text
            )
    return words.name


def phrase(name: str, language: str, /, **values: object) -> str:
    """Return one of the phrases that stand around notices, with its places filled."""
    text = _words(language).phrases[name]
    return _PLACE.sub(lambda place: str(values[place[1]]), text)


def direction(language: str) -> str:
    """Return `rtl` or `ltr`."""
    return Locale(_known(language)).text_direction


def _kind(kind: str, language: str) -> _KindWords:
    kinds = _words(language).kinds
    return kinds.get(kind) or kinds[_UNKNOWN]


def _written(value: object, *, language: str, zone: tzinfo, is_end: bool) -> str:
    locale = _FORMATS.get(_known(language), _known(language))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(format_decimal(value, locale=locale))
    text = str(value)
    if _DAY.fullmatch(text) or _MONTH.fullmatch(text):
        try:
            return _day(text, locale=locale, zone=zone, is_end=is_end)
        except ValueError:  # it looks like a day and is none
            return text
    return _apart(text) if direction(language) == "rtl" or _is_right_to_left(text) else text


def _day(text: str, *, locale: str, zone: tzinfo, is_end: bool) -> str:
    if len(text) == 7:
        return str(format_date(date.fromisoformat(f"{text}-01"), "LLLL y", locale=locale))
    if len(text) == 10:
        return str(format_date(date.fromisoformat(text), "medium", locale=locale))
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is not None:
        moment = moment.astimezone(zone)
    if is_end and (moment.hour, moment.minute) in _LAST_MINUTES:
        return str(format_date((moment - timedelta(minutes=1)).date(), "medium", locale=locale))
    comma = "،" if locale == "ar" else ","
    return f"{format_date(moment.date(), 'medium', locale=locale)}{comma} {moment:%H:%M}"


def _apart(text: str) -> str:
    """Keep a name from mixing its direction with that of the sentence."""
    return f"{_ISOLATE}{text}{_END_ISOLATE}"


def _is_right_to_left(text: str) -> bool:
    return any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in text)


def _known(language: str) -> str:
    return language if language in LANGUAGES else "en"


def _words(language: str) -> _Words:
    return _read(_known(language))


@cache
def _read(language: str) -> _Words:
    given = YAML(typ="safe", pure=True).load((_FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))
    kinds = {name: _KindWords(one["name"], tuple(one.get("texts", ()))) for name, one in given["kinds"].items()}
    return _Words(kinds, dict(given["phrases"]))
