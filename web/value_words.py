"""Says in the reader's words what findings compare: `at most 14 day calendar from goods_received`."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal

from babel.numbers import format_currency
from flask import Flask
from flask_babel import force_locale, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from qa.domain.rubric import text_in
from web import render
from web.insight_grid import reason_title
from web.languages import format_locale

_EVENTS = {
    "order_placed": _l("from ordering"),
    "goods_received": _l("from receiving the goods"),
    "notice_received": _l("from receiving the notice"),
    "complaint_received": _l("from receiving the complaint"),
    "goods_returned": _l("from getting the goods back"),
}
_STATUSES = {
    "paid": _l("paid"),
    "packed": _l("packed"),
    "shipped": _l("shipped"),
    "out_for_delivery": _l("out for delivery"),
    "delivered": _l("delivered"),
    "returned": _l("returned"),
    "refunded": _l("refunded"),
    "cancelled": _l("cancelled"),
}
_CLOCKS = {"clock": _l("by the clock"), "working days": _l("by working days"), "open hours": _l("by opening hours")}

_NUMBER = r"\d+(?:\.\d+)?"
_BOUND = re.compile(r"(at most|at least) (.+)")
_LENGTH = re.compile(rf"({_NUMBER})(?: to ({_NUMBER}))? (hour|day|month|year) (calendar|working)(?: from (\w+))?")
_MINUTES = re.compile(r"(\d+) min(?:, (\d{4}-\d\d-\d\d \d\d:\d\d) to (\d{4}-\d\d-\d\d \d\d:\d\d) by ([a-z ]+))?")
_MONEY = re.compile(rf"({_NUMBER}) ([A-Z]{{3}})")
_PERCENT = re.compile(rf"({_NUMBER}) %")
_STATUS = re.compile(r"([a-z_]+)(?: on (\d{4}-\d\d-\d\d))?")
_DATED = re.compile(r"(\d{4}-\d\d-\d\d)(?:: (.+))?")


def init_app(app: Flask) -> None:
    """Offer the words to templates as filters."""
    app.jinja_env.filters.update(value_words=value_words, reason_title=reason_title, text_for=text_in)


def value_words(text: str | None, language: str | None = None) -> str:
    """Say a value as findings keep it, in the page's language or another; what is written otherwise stays as it is."""
    if not text:
        return ""
    if language:
        with force_locale(language):
            return value_words(text)
    if bound := _BOUND.fullmatch(text):
        value = _plain_value(bound[2])
        if value is None:
            return text
        said = _("at most %(value)s", value=value) if bound[1] == "at most" else _("at least %(value)s", value=value)
        return str(said)
    if (dated := _DATED.fullmatch(text)) and (day := _day(dated[1])):
        return f"{day} ({value_words(dated[2])})" if dated[2] else day
    return _plain_value(text) or text


def _plain_value(text: str) -> str | None:
    """Say a value without a bound; None where it is none that is known."""
    if length := _LENGTH.fullmatch(text):
        return _length(*length.groups())
    if minutes := _MINUTES.fullmatch(text):
        return _minutes(*minutes.groups())
    if money := _MONEY.fullmatch(text):
        return _money(*money.groups())
    if percent := _PERCENT.fullmatch(text):
        return f"{render.score(float(percent[1]))} %"
    if (status := _STATUS.fullmatch(text)) and status[1] in _STATUSES:
        name, day = str(_STATUSES[status[1]]), _day(status[2])
        return f"{name}, {day}" if day else name
    return None


def _length(low: str, high: str | None, unit: str, calendar: str, event: str | None) -> str:
    last = float(high or low)
    number = "–".join(render.score(float(one)) for one in (low, high) if one)
    form = int(last) if last == int(last) and not (high and last < 3) else 3  # 1 and 2 may be words, without a number
    words = _counted(unit, calendar == "working", form, number)
    start = _EVENTS.get(event or "", event)
    return f"{words} {start}" if start else words


def _counted(unit: str, is_working: bool, form: int, number: str) -> str:
    """Say so many units; `form` is the number whose plural is taken."""
    if unit == "hour":
        return str(ngettext("%(count)s hour", "%(count)s hours", form, count=number))
    if unit == "month":
        return str(ngettext("%(count)s month", "%(count)s months", form, count=number))
    if unit == "year":
        return str(ngettext("%(count)s year", "%(count)s years", form, count=number))
    if is_working:
        return str(ngettext("%(count)s working day", "%(count)s working days", form, count=number))
    return str(ngettext("%(count)s day", "%(count)s days", form, count=number))


def _minutes(number: str, first: str | None, last: str | None, clock: str | None) -> str:
    told = str(_("%(minutes)s min", minutes=render.count(int(number))))
    if first is None or last is None:
        return told
    begun, ended = (datetime.strptime(one, "%Y-%m-%d %H:%M") for one in (first, last))
    until = f"{ended:%H:%M}" if begun.date() == ended.date() else f"{_day(last[:10])} {ended:%H:%M}"
    return f"{told} {_CLOCKS.get(clock or '', clock)}: {_day(first[:10])} {begun:%H:%M} – {until}"


def _money(amount: str, currency: str) -> str:
    return format_currency(Decimal(amount), currency, locale=format_locale())


def _day(text: str | None) -> str | None:
    """Write a day of a text in the reader's manner; None for no day of the calendar."""
    try:
        return render.day(datetime.strptime(text, "%Y-%m-%d").date()) if text else None
    except ValueError:
        return None
