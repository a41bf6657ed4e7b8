"""Charts as SVG made on the server: plain text in, safe markup out, colours by class.

Every chart exists in two sizes, one for wide and one for narrow screens, so that its letters stay readable. From
right to left, time and counts run from the right, as the text does.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

_PLAIN = "{:g}".format


@dataclass(frozen=True, slots=True)
class Size:
    """The drawing area in units; letters are 12 units high."""

    name: str
    width: int
    height: int
    start: int = 46
    end: int = 14
    top: int = 16
    bottom: int = 34


WIDE, NARROW = Size("wide", 760, 280), Size("narrow", 350, 250, start=40, end=10)


@dataclass(frozen=True, slots=True)
class Look:
    """How a chart is drawn: its size, the name read aloud, which way it runs, and how values are written."""

    size: Size
    name: str
    is_rtl: bool
    written: Callable[[float], str]


@dataclass(frozen=True, slots=True)
class TrendDot:
    """One point in time: `low` and `high` are its interval, `tip` what it says when pointed at."""

    label: str
    value: float | None
    low: float | None
    high: float | None
    second: float | None
    tip: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A line across a trend before the point of that index, with its words."""

    index: int
    words: str


@dataclass(frozen=True, slots=True)
class FunnelDot:
    """One agent: `n` reviews and their rate; `is_out` where chance does not explain it."""

    n: int
    rate: float
    tip: str
    is_out: bool = False
    is_few: bool = False


@dataclass(frozen=True, slots=True)
class Limit:
    """The limits of the funnel at n reviews: 95 % and 99.8 %."""

    n: int
    warn: tuple[float, float]
    alarm: tuple[float, float]


class _Plane:
    """Turns values into places of a drawing, mirrored where the page is written from right to left."""

    def __init__(self, size: Size, *, x: tuple[float, float], y: tuple[float, float], is_rtl: bool) -> None:
        self.size, self._x, self._y, self.is_rtl = size, x, y, is_rtl
        self.left = size.end if is_rtl else size.start
        self.right = size.width - (size.start if is_rtl else size.end)

    def x(self, value: float) -> str:
        """Return the place of a value along the reading direction."""
        share = (value - self._x[0]) / ((self._x[1] - self._x[0]) or 1)
        return _short(self.right - share * self._wide if self.is_rtl else self.left + share * self._wide)

    def y(self, value: float) -> str:
        """Return the height of a value."""
        share = (value - self._y[0]) / ((self._y[1] - self._y[0]) or 1)
        tall = self.size.height - self.size.top - self.size.bottom
        return _short(self.size.top + (1 - min(1.0, max(0.0, share))) * tall)

    @property
    def _wide(self) -> int:
        return self.right - self.left


def trend(dots: Sequence[TrendDot], marks: Sequence[Mark], look: Look) -> Markup:
    """Draw values over time with their intervals, a second line beside them, and marks across."""
    size = look.size
    known = [one for dot in dots for one in (dot.value, dot.low, dot.high, dot.second) if one is not None]
    low, high = _range(known)
    plane = _Plane(size, x=(-0.5, max(0.5, len(dots) - 0.5)), y=(low, high), is_rtl=look.is_rtl)
    parts = _levels(plane, low, high, look.written)
    step = max(1, math.ceil(len(dots) / (6 if size is WIDE else 4)))
    for index, dot in enumerate(dots):
        if index % step == (len(dots) - 1) % step:
            parts.append(_text(plane.x(index), size.height - 12, dot.label, "middle", "label"))
    for mark in marks:
        x = plane.x(mark.index - 0.5)
        line = Markup('<line class="mark" x1="{0}" x2="{0}" y1="{1}" y2="{2}"><title>{3}</title></line>')
        parts.append(line.format(x, size.top, size.height - size.bottom, mark.words))
        parts.append(_text(x, size.top - 4, mark.words, "middle", "mark-label"))
    seconds = [(index, dot.second) for index, dot in enumerate(dots) if dot.second is not None]
    parts.append(_line(plane, [(index, value) for index, value in seconds], "second"))
    values = [(index, dot.value) for index, dot in enumerate(dots) if dot.value is not None]
    parts.append(_line(plane, values, "first"))
    parts += [_dot(plane, index, dot) for index, dot in enumerate(dots)]
    return _drawing(look, parts)


def funnel(dots: Sequence[FunnelDot], limits: Sequence[Limit], common: float, look: Look, *, axis: str) -> Markup:
    """Draw agents by number of reviews between the limits of chance (Spiegelhalter 2005)."""
    size = look.size
    most = max([limit.n for limit in limits] + [dot.n for dot in dots]) + 0.5
    top = max([dot.rate for dot in dots] + [min(1.0, 3 * common), 0.1])
    top = min(1.0, math.ceil(top * 10 + 0.5) / 10)
    plane = _Plane(size, x=(0, most), y=(0, top), is_rtl=look.is_rtl)
    parts = _levels(plane, 0, top, look.written)
    parts += [_area(plane, limits, "alarm"), _area(plane, limits, "warn")]
    parts.append(_line(plane, [(0, common), (most, common)], "common"))
    for count in [one for one in _ticks(0, most, 5 if size is WIDE else 3) if one and one == int(one)]:
        parts.append(_text(plane.x(count), size.height - 18, _PLAIN(count), "middle", "label"))
    parts.append(_text(str((plane.left + plane.right) // 2), size.height - 3, axis, "middle", "label"))
    circle = Markup('<circle class="dot{0}" cx="{1}" cy="{2}" r="5"><title>{3}</title></circle>')
    for dot in dots:
        kind = " out" if dot.is_out else " few" if dot.is_few else ""
        parts.append(circle.format(kind, plane.x(dot.n), plane.y(dot.rate), dot.tip))
    return _drawing(look, parts)


def span(
    value: float | None, low: float | None, high: float | None, *, scale: tuple[float, float], kind: str = ""
) -> Markup:  # fmt: skip
    """Draw one value with its interval as a row; it stretches with its cell and mirrors by the style sheet.

    `kind` is `bar` for a bar from the start, `zero` for a line at zero, else a point.
    """
    begin, end = scale
    whole = (end - begin) or 1

    def place(one: float) -> float:
        return min(100.0, max(0.0, 100 * (one - begin) / whole))

    parts = [Markup('<rect class="track" x="0" y="0" width="100" height="12"></rect>')]
    if value is not None and kind == "bar":
        parts.append(
            Markup('<rect class="bar" x="0" y="0" width="{0}" height="12"></rect>').format(_short(place(value)))
        )
    if low is not None and high is not None:
        width = max(0.8, place(high) - place(low))
        rect = Markup('<rect class="range" x="{0}" y="3" width="{1}" height="6"></rect>')
        parts.append(rect.format(_short(min(place(low), 100 - width)), _short(width)))
    if kind == "zero":
        parts.append(
            Markup('<rect class="zero" x="{0}" y="0" width="0.6" height="12"></rect>').format(_short(place(0)))
        )
    if value is not None:
        rect = Markup('<rect class="point" x="{0}" y="0" width="1.6" height="12"></rect>')
        parts.append(rect.format(_short(min(98.4, max(0.0, place(value) - 0.8)))))
    drawing = Markup('<svg class="span" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">{0}</svg>')
    return drawing.format(Markup("").join(parts))


def _drawing(look: Look, parts: Sequence[Markup]) -> Markup:
    drawing = Markup('<svg class="chart {0}" viewBox="0 0 {1} {2}" role="img" aria-label="{3}">{4}</svg>')
    return drawing.format(look.size.name, look.size.width, look.size.height, look.name, Markup("").join(parts))


def _levels(plane: _Plane, low: float, high: float, written: Callable[[float], str]) -> list[Markup]:
    parts = []
    line = Markup('<line class="level" x1="{0}" x2="{1}" y1="{2}" y2="{2}"></line>')
    place, anchor = (plane.right + 6, "start") if plane.is_rtl else (plane.left - 6, "end")
    for value in _ticks(low, high, 5):
        parts.append(line.format(plane.left, plane.right, plane.y(value)))
        parts.append(_text(place, float(plane.y(value)) + 4, written(value), anchor, "label"))
    return parts


def _dot(plane: _Plane, index: int, dot: TrendDot) -> Markup:
    if dot.value is None:
        return Markup("")
    whisker = Markup("")
    if dot.low is not None and dot.high is not None:
        line = Markup('<line class="whisker" x1="{0}" x2="{0}" y1="{1}" y2="{2}"></line>')
        whisker = line.format(plane.x(index), plane.y(dot.low), plane.y(dot.high))
    circle = Markup('<circle class="dot" cx="{0}" cy="{1}" r="4.5"><title>{2}</title></circle>')
    return whisker + circle.format(plane.x(index), plane.y(dot.value), dot.tip)


def _line(plane: _Plane, points: Sequence[tuple[float, float]], kind: str) -> Markup:
    if len(points) < 2:
        return Markup("")
    places = " ".join(f"{plane.x(x)},{plane.y(y)}" for x, y in points)
    return Markup('<polyline class="{0}" points="{1}"></polyline>').format(kind, places)


def _area(plane: _Plane, limits: Sequence[Limit], kind: str) -> Markup:
    there = [(limit.n, getattr(limit, kind)[1]) for limit in limits]
    back = [(limit.n, getattr(limit, kind)[0]) for limit in reversed(limits)]
    places = " ".join(f"{plane.x(n)},{plane.y(rate)}" for n, rate in [*there, *back])
    return Markup('<polygon class="{0}" points="{1}"></polygon>').format(kind, places)


def _text(x: object, y: object, words: str, anchor: str, kind: str) -> Markup:
    # From right to left `start` of a text is its right end: places are of the drawing, so the direction is fixed.
    text = Markup('<text class="{0}" x="{1}" y="{2}" text-anchor="{3}" direction="ltr">{4}</text>')
    return text.format(kind, x, y, anchor, words)


def _range(values: Sequence[float]) -> tuple[float, float]:
    if not values:
        return 0.0, 1.0
    low, high = min(values), max(values)
    room = (high - low or abs(high) or 1.0) * 0.1
    return (0.0 if 0 <= low <= 2 * room else low - room), high + room


def _ticks(low: float, high: float, wanted: int) -> list[float]:
    """Return round values from low to high, about as many as wanted."""
    span_ = (high - low) or 1.0
    raw = span_ / wanted
    size = 10 ** math.floor(math.log10(raw))
    step = next(size * times for times in (1, 2, 2.5, 5, 10) if size * times >= raw * 0.999)
    first = math.ceil(low / step - 1e-9)
    return [round(step * place, 10) for place in range(first, math.floor(high / step + 1e-9) + 1)]


def _short(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
