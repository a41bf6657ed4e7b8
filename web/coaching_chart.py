"""The chart of a goal: a share with its interval for each stretch of time, drawn on the server."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from qa.stages.coaching import Stretch

WIDTH, HEIGHT = 360, 172
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 10, 12, 10


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch with reviews: its middle, its share and the ends of its interval, in units of the drawing."""

    x: float
    y: float
    low_y: float
    high_y: float
    is_after: bool
    stretch: Stretch


@dataclass(frozen=True, slots=True)
class Line:
    """A level of the axis: where it is and the share (0 to 1) it stands for."""

    y: float
    share: float


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn. Time runs from left to right in every language, as figures do."""

    marks: tuple[Mark, ...]
    levels: tuple[Line, ...]
    target_y: float
    start_x: float
    starts_at: datetime
    first: datetime
    last: datetime
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    top: int = _TOP
    bottom: int = HEIGHT - _BOTTOM


def chart_of(stretches: Sequence[Stretch], *, target: float, starts_at: datetime) -> Chart | None:
    """Lay the chart out; None where no stretch has a review."""
    known = [one for one in stretches if one.standing.share is not None]
    if not known:
        return None
    first, last = stretches[0].start, max(stretches[-1].end, starts_at)

    def x_of(moment: datetime) -> float:
        place = (moment - first) / (last - first) if last > first else 0.0
        return round(_LEFT + place * (WIDTH - _LEFT - _RIGHT), 1)

    return Chart(
        marks=tuple(_mark(one, x_of(one.start + (one.end - one.start) / 2), starts_at) for one in known),
        levels=tuple(Line(_y_of(share), share) for share in (0.0, 0.5, 1.0)),
        target_y=_y_of(target),
        start_x=x_of(starts_at),
        starts_at=starts_at,
        first=first,
        last=last,
    )


def _mark(stretch: Stretch, x: float, starts_at: datetime) -> Mark:
    told = stretch.standing
    return Mark(
        x=x,
        y=_y_of(told.share or 0.0),
        low_y=_y_of(told.low or 0.0),
        high_y=_y_of(told.high or 0.0),
        is_after=stretch.start >= starts_at,
        stretch=stretch,
    )


def _y_of(share: float) -> float:
    return round(HEIGHT - _BOTTOM - share * (HEIGHT - _TOP - _BOTTOM), 1)
