"""Reads when each channel is answered: `{chat: {mon-fri: "08:00-20:00", sat: "10:00-14:00"}}`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.domain.fact import OpeningHours
from qa.keys import Keys
from qa.places import Entry, Node, Scalar, Series

_CHANNELS = ("chat", "email", "call", "social", "sms")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HOLIDAYS = "holidays"
_STRETCH = re.compile(r"(\d{1,2}):(\d\d)\s*[-–]\s*(\d{1,2}):(\d\d)")
_CLOSED = "closed"
_WHOLE_DAY = 24 * 60
_EXPECTED_DAY = "a day (mon, tue, wed, thu, fri, sat, sun), days such as mon-fri, or holidays"
_EXPECTED_HOURS = 'hours such as "08:00-20:00", a list of them, or closed; hours after midnight belong to the next day'

Stretches = tuple[tuple[int, int], ...]


def read_opening_hours(keys: Keys) -> dict[str, OpeningHours]:
    """Read the hours of each channel, noting days and times that cannot be."""
    inner = keys.keys("opening_hours", what="'opening_hours'")
    if inner is None:
        return {}
    hours = {
        channel: _read_channel(inner, entry) for channel in _CHANNELS if (entry := inner.entry(channel)) is not None
    }
    inner.close()
    return hours


def render_opening_hours(hours: OpeningHours) -> dict[str, list[str]]:
    """Write hours as the facts language has them, a day at a time."""
    days = {_DAYS[day]: _written(stretches) for day, stretches in sorted(hours.weekdays.items()) if stretches}
    return {**days, _HOLIDAYS: _written(hours.on_holidays)} if hours.on_holidays else days


def _read_channel(keys: Keys, channel: Entry) -> OpeningHours:
    known = len(keys.problems.found)
    inner = Keys(channel.node, keys.problems, what=f"{channel.key!r} of 'opening_hours'")
    weekdays: dict[int, Stretches] = {}
    on_holidays: Stretches = ()
    for entry in inner.rest():
        if entry.key == _HOLIDAYS:
            on_holidays = _read_stretches(entry, inner)
            continue
        days = _days(entry.key)
        if not days:
            inner.problems.add(entry, f"{inner.what} cannot have {entry.key!r}: expected {_EXPECTED_DAY}.")
        double = [_DAYS[day] for day in days if day in weekdays]
        if double:
            inner.problems.add(entry, f"{inner.what} has {', '.join(double)} twice.")
        stretches = _read_stretches(entry, inner)
        weekdays.update(dict.fromkeys(days, stretches))
    if not any(weekdays.values()) and not on_holidays and len(keys.problems.found) == known:
        keys.problems.add(channel, f"{inner.what} is never open: leave it out when the hours are not known.")
    return OpeningHours(weekdays, on_holidays)


def _days(written: str) -> tuple[int, ...]:
    """Return the weekdays of `mon` or `mon-fri`; days may run over the end of a week, as `sun-thu`."""
    names = [name.strip().lower() for name in written.split("-")]
    if len(names) > 2 or any(name not in _DAYS for name in names):
        return ()
    first, last = _DAYS.index(names[0]), _DAYS.index(names[-1])
    return tuple((first + step) % 7 for step in range((last - first) % 7 + 1))


def _read_stretches(entry: Entry, keys: Keys) -> Stretches:
    nodes = entry.node.nodes if isinstance(entry.node, Series) else (entry.node,)
    if len(nodes) == 1 and isinstance(nodes[0], Scalar) and nodes[0].raw.strip().lower() == _CLOSED:
        return ()
    stretches = sorted(_read_each(nodes, entry, keys))
    if any(first[1] > second[0] for first, second in zip(stretches, stretches[1:], strict=False)):
        keys.problems.add(entry, f"the hours of {entry.key!r} in {keys.what} overlap.")
    return tuple(stretches)


def _read_each(nodes: tuple[Node, ...], entry: Entry, keys: Keys) -> Iterator[tuple[int, int]]:
    for node in nodes:
        raw = node.raw.strip() if isinstance(node, Scalar) else None
        match = _STRETCH.fullmatch(raw) if raw else None
        first, last = _minutes(match) if match else (0, 0)
        if first < last <= _WHOLE_DAY:
            yield first, last
        else:
            shown = f"cannot be {raw!r}" if raw else "has a value of another form"
            keys.problems.add(node, f"{entry.key!r} of {keys.what} {shown}: expected {_EXPECTED_HOURS}.")


def _minutes(match: re.Match[str]) -> tuple[int, int]:
    """Return the two times as minutes of the day; (0, 0) for a minute that no hour has."""
    hours = [(int(match[1]), int(match[2])), (int(match[3]), int(match[4]))]
    if any(minute > 59 for _, minute in hours):
        return 0, 0
    first, last = (60 * hour + minute for hour, minute in hours)
    return first, last


def _written(stretches: Stretches) -> list[str]:
    return [f"{first // 60:02}:{first % 60:02}-{last // 60:02}:{last % 60:02}" for first, last in stretches]
