"""Reads by when something is due: `jutro`, `do piątku`, `do 15:00`, `within 24 hours`, `by 3 pm`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from checks.claims.calendar import Calendar
from checks.claims.dates import read_dates
from checks.claims.durations import read_durations
from checks.claims.lexicon import languages, lexicon
from checks.claims.spoken_hours import LANGUAGES as SPOKEN
from checks.claims.spoken_hours import spoken_hour
from checks.normal import normalise
from checks.working_time import WorkingDays
from qa.domain.claim import DateClaim
from qa.domain.fact import Duration

_CLOCK = {
    "pl": re.compile(
        r"\b(?:do|przed|o|okolo) (?:godziny |godz\.? )?(\d{1,2})[:.](\d\d)\b(?!\.?\d)"
        r"|\b(?:do|przed|o) godz(?:iny|\.)? ?(\d{1,2})\b(?![:.]\d)"
    ),
    "en": re.compile(
        r"\b(?:by|before|at|until) (\d{1,2})(?::(\d\d))? ?([ap])\.?m\b"
        r"|\b(?:by|before|at|until) (\d{1,2}):(\d\d)\b"
    ),
    "pt": re.compile(
        r"\b(?:at[ée] |antes d|pel|por volta d)?(?:à|[àa]s) (\d{1,2})"
        r"(?:(?:[:.]|h ?)(\d\d)\b(?!\.?\d)| ?h(?:rs?|s)?\b| horas?\b)"
        r"|\b(?:at[ée]|antes d[ao]s?) (\d{1,2}) ?(?:h(?:rs?|s)?\b| horas\b)"
    ),
}
_WHOLE = (
    (
        1,
        re.compile(
            r"jutrzejsz\w+|end of tomorrow|(?:fim|final) do dia de amanh|نهاي[ةه] (?:الغد|يوم غد|بكره|بكرة)|"
            r"สิ้นวันพรุ่งนี้"
        ),
    ),
    (
        0,
        re.compile(
            r"(?:ko[ńn]ca|koniec|schy[łl]ku) (?:dzisiejszego )?dnia|do wieczora|wieczorem|dzi[śs] wieczor\w*|"
            r"end of (?:the|this|my|today|business|play)\b(?! (?:week|month|year))|"
            r"this (?:evening|afternoon)|tonight|later today|(?:by|before|at|around|after) (?:lunch|noon|midday|"
            r"tea ?time)|"
            r"close of (?:business|play)|\b(?:by|before) (?:eod|cob|close)\b|the day is (?:out|over)|"
            r"before (?:i|we) (?:finish|close)|"
            r"(?:next|within a|in a) (?:couple of|few) hours|\b(?:by|before) (?:half past |quarter (?:to|past) )?"
            r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})(?: o'clock)?(?=[.,;!?]|$)|"
            r"po po[łl]udniu|(?:do|przed|w) po[łl]udni\w*|przed obiadem|kilku godzin|godzink\w|"
            r"\b(?:do|o|przed) (?:pierwsz|drug|trzec|czwart|pi[ąa]t|sz[óo]st|si[óo]dm|[óo]sm|dziewi[ąa]t|"
            r"dziesi[ąa]t|jedenast|dwunast|"
            r"trzynast|czternast|pi[ęe]tnast|szesnast|siedemnast|osiemnast|dziewi[ęe]tnast|"
            r"dwudziest)\w{2,3}(?=[.,;!?]|$)|"
            r"\b(?:do|o|przed) \d{1,2}(?=[.;!?]|$)|"
            r"esta tarde|(?:antes d|até a)o almo[çc]o|pr[óo]ximas horas|"
            r"[àa]s (?:uma|duas|tr[êe]s|quatro|cinco|seis|sete|oito|nove|dez|onze|\d{1,2})(?=[.,;!?]|$)|"
            r"(?:بعد|قبل) (?:الظهر|العصر|المغرب)|\b(?:العصر|المغرب|الليل[ةه])\b|(?:เย็น|บ่าย|คืน|ค่ำ)นี้|"
            r"(?:fim|final) (?:do|deste|da) (?:dia|tarde|expediente|turno)|"
            r"نهاي[ةه] (?:اليوم|الدوام|هذا اليوم)|آخر (?:اليوم|النهار)|اخر (?:اليوم|النهار)|(?:สิ้น|หมด|ภายใน|"
            r"จบ)วัน(?!พรุ่ง|ที่|ศุกร์|จันทร์)"
        ),
    ),
)
"""Words for the whole of a day, with how many days ahead it is."""
_WEEKS = (
    (
        1,
        re.compile(
            r"next week|przysz[łl]ym tygodniu|pocz[ąa]tku tygodnia|pr[óo]xima semana|semana que vem|"
            r"الاسبوع (?:القادم|المقبل|الجاي)|الأسبوع (?:القادم|المقبل|الجاي)|(?:สัปดาห์|อาทิตย์)หน้า"
        ),
    ),
    (
        0,
        re.compile(
            r"end of (?:the|this) week|later this week|weekend|ko[ńn]ca tygodnia|w tym tygodniu|"
            r"(?:fim|final) d[ae] semana|نهاي[ةه] ال[أا]سبوع|(?:สิ้น|สุด)สัปดาห์"
        ),
    ),
)
"""Words for a week as a whole, with how many weeks ahead it is."""
_DAY_ENDS = time(23, 59, 59)
_LONGEST_DAYS = 400


@dataclass(frozen=True, slots=True)
class Due:
    """A moment by which something is due, and whether only its day was said."""

    at: datetime
    is_day: bool


def due_in(text: str, *, language: str, sent_at: datetime, zone: ZoneInfo, country: str | None = None) -> Due | None:
    """Return the latest moment a sentence said at `sent_at` names; None where it names none.

    Working days are those of the `country`.
    """
    if language not in languages():
        return None
    words = lexicon(language)
    compared = words.signs(normalise(text, language=language).text)
    local = sent_at.astimezone(zone)
    tokens = words.tokens(compared)
    days = [
        found.value.date
        for found, _ in read_dates(tokens, Calendar.at(local, language=language, country=None), is_past=False)
        if isinstance(found.value, DateClaim)
    ]
    day = max(days, default=None)
    clock = _clock(compared, language)
    if clock is not None:
        return _at_clock(clock, day=day, local=local)
    lengths = [found.value for found in read_durations(tokens) if isinstance(found.value, Duration)]
    if day is None and not lengths:
        day = next((local.date() + timedelta(days=ahead) for ahead, said in _WHOLE if said.search(compared)), None)
    if day is None and not lengths:
        weeks = next((ahead for ahead, said in _WEEKS if said.search(compared)), None)
        day = None if weeks is None else local.date() + timedelta(days=6 - local.weekday() + 7 * weeks)
    moments = [_day_end(day, zone)] if day else []
    moments += [one for length in lengths for one in _after(length, local, WorkingDays(country))]
    return max(moments, key=lambda one: one.at, default=None)


def _clock(compared: str, language: str) -> time | None:
    if language in SPOKEN:
        return spoken_hour(compared, language=language)
    pattern = _CLOCK.get(language)
    match = pattern.search(compared) if pattern else None
    if match is None:
        return None
    if language != "en":
        hour, minute = int(match[1] or match[3]), int(match[2] or 0)
    else:
        hour, minute = int(match[1] or match[4]), int(match[2] or match[5] or 0)
        hour = hour % 12 + (12 if match[3] == "p" else 0) if match[3] else hour
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _at_clock(clock: time, *, day: date | None, local: datetime) -> Due | None:
    """An hour without a day is today's, if it is still to come."""
    at = datetime.combine(day or local.date(), clock, tzinfo=local.tzinfo)
    return Due(at, is_day=False) if at > local else None


def _day_end(day: date, zone: ZoneInfo) -> Due:
    return Due(datetime.combine(day, _DAY_ENDS, tzinfo=zone), is_day=True)


def _after(length: Duration, local: datetime, days: WorkingDays) -> Iterator[Due]:
    count = length.max if length.max is not None else length.n
    if count is None or count > _LONGEST_DAYS:
        return
    if length.unit in ("minute", "hour"):
        yield Due(local + timedelta(**{f"{length.unit}s": count}), is_day=False)
    elif length.unit == "day":
        left = round(count)
        is_working = length.calendar == "working"
        day = days.after(local.date(), left) if is_working else local.date() + timedelta(days=left)
        yield Due(datetime.combine(day, _DAY_ENDS, tzinfo=local.tzinfo), is_day=True)
