"""The charts of reports: figures in, drawings in both sizes out."""

from __future__ import annotations

from collections.abc import Sequence

from babel.dates import format_skeleton
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

from qa.stages.reporting.agents import AgentLine, Agents
from qa.stages.reporting.trend import Trend, TrendPoint
from web import charts, render, report_words
from web.languages import direction, format_locale


def trend_chart(trend: Trend, *, name: str, unit: str) -> Markup:
    """Draw people's figure over time with the machine's mean beside the score."""
    is_score = unit == "score"
    dots = [
        charts.TrendDot(
            label=_short_day(point),
            value=(point.score if is_score else point.critical).value,
            low=(point.score if is_score else point.critical).low,
            high=(point.score if is_score else point.critical).high,
            second=point.machine if is_score else None,
            tip=_tip(point, unit),
        )
        for point in trend.points
    ]
    marks = [
        charts.Mark(index, mark.version)
        for mark in trend.marks
        for index, point in enumerate(trend.points)
        if point.date_from <= mark.day <= point.date_to
    ]
    return Markup("").join(
        charts.trend(dots, marks, charts.Look(size, name, _is_rtl(), lambda value: report_words.written(value, unit)))
        for size in (charts.WIDE, charts.NARROW)
    )


def funnel_chart(agents: Agents, *, name: str, axis: str) -> Markup:
    """Draw agents with reviews between the limits of chance; nothing where there are too few to draw."""
    common = agents.common.value
    if not agents.curve or common is None:
        return Markup("")
    limits = [
        charts.Limit(one.n, (one.warn_low, one.warn_high), (one.alarm_low, one.alarm_high)) for one in agents.curve
    ]
    places: dict[tuple[int, int], list[AgentLine]] = {}
    for line in agents.lines:
        if line.n:
            places.setdefault((line.n, line.failed), []).append(line)
    dots = [_funnel_dot(lines) for lines in places.values()]
    return Markup("").join(
        charts.funnel(dots, limits, common, charts.Look(size, name, _is_rtl(), _written_share), axis=axis)
        for size in (charts.WIDE, charts.NARROW)
    )


def _funnel_dot(lines: Sequence[AgentLine]) -> charts.FunnelDot:
    """Draw agents of the same figures as one dot that names them all."""
    first = lines[0]
    tips = [
        ngettext(
            "%(name)s: %(count)s of %(num)s review failed, %(place)s",
            "%(name)s: %(count)s of %(num)s reviews failed, %(place)s",
            line.n,
            name=line.name,
            count=line.failed,
            place=report_words.place(line.place),
        )
        for line in lines
    ]
    return charts.FunnelDot(
        n=first.n,
        rate=first.failed / first.n,
        tip="\n".join(tips),
        is_out=first.place not in ("few", "within"),
        is_few=first.place == "few",
    )


def scale_of(values: list[float | None], *, around_zero: bool = False, full: float = 0.0) -> tuple[float, float]:
    """Return from where to where bars are drawn so that all values find room: from 0, or the same both ways."""
    known = [abs(one) for one in values if one is not None]
    most = max([*known, full]) or 1.0
    return (-most, most) if around_zero else (0.0, most)


def _tip(point: TrendPoint, unit: str) -> str:
    figure = point.score if unit == "score" else point.critical
    words = _(
        "%(days)s: %(value)s (%(between)s), n = %(n)s",
        days=f"{render.day(point.date_from)} – {render.day(point.date_to)}",
        value=report_words.written(figure.value, unit),
        between=report_words.between(figure, unit),
        n=point.reviews,
    )
    return str(words)


def _short_day(point: TrendPoint) -> str:
    is_month = (point.date_to - point.date_from).days > 7
    return str(format_skeleton("yMMM" if is_month else "MMMd", point.date_from, locale=format_locale()))


def _written_share(value: float) -> str:
    return report_words.written(value, "share")


def _is_rtl() -> bool:
    return direction() == "rtl"
