"""Charts are safe SVG, drawn in the direction the page is read."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from web.charts import NARROW, WIDE, FunnelDot, Limit, Look, Mark, TrendDot, funnel, span, trend

DOTS = [TrendDot(f"week {n}", 80.0 + n, 75.0 + n, 85.0 + n, 82.0, f"<b>{n}</b>") for n in range(4)]
LIMITS = [Limit(n, (0.1, 0.4), (0.0, 0.6)) for n in (1, 10, 20)]


def _look(*, is_rtl: bool = False, narrow: bool = False) -> Look:
    return Look(NARROW if narrow else WIDE, 'Score & "more"', is_rtl, "{:g}".format)


def _places(svg: str, kind: str, name: str) -> list[float]:
    found = re.findall(rf'<{kind} class="dot[^"]*"[^>]*{name}="([\d.]+)"', svg)
    return [float(one) for one in found]


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("is_rtl", [False, True])
def test_a_chart_is_well_formed_and_stays_within_its_frame(narrow: bool, is_rtl: bool) -> None:
    look = _look(is_rtl=is_rtl, narrow=narrow)
    for svg in (
        trend(DOTS, [Mark(2, "v2")], look),
        funnel([FunnelDot(5, 0.3, "Anna")], LIMITS, 0.2, look, axis="Reviews"),
    ):
        root = ElementTree.fromstring(svg)
        assert root.attrib["aria-label"] == 'Score & "more"'
        places = [float(one.attrib["cx"]) for one in root.iter("circle")]
        assert all(0 <= place <= look.size.width for place in places)


def test_words_are_escaped() -> None:
    svg = trend(DOTS, [Mark(1, "<script>")], _look())
    assert "&lt;b&gt;0&lt;/b&gt;" in svg
    assert "<script>" not in svg


def test_no_drawing_carries_a_style() -> None:
    assert "style=" not in trend(DOTS, [], _look()) + span(0.5, 0.2, 0.8, scale=(0, 1))


def test_time_runs_with_the_reading_direction() -> None:
    ahead, back = (_places(trend(DOTS, [], _look(is_rtl=is_rtl)), "circle", "cx") for is_rtl in (False, True))
    assert ahead == sorted(ahead)
    assert back == sorted(back, reverse=True)


def test_a_higher_value_stands_higher() -> None:
    heights = _places(trend(DOTS, [], _look()), "circle", "cy")
    assert heights == sorted(heights, reverse=True)


def test_a_point_without_value_is_a_gap() -> None:
    gap = TrendDot("week", None, None, None, None, "")
    assert trend([DOTS[0], gap, DOTS[2]], [], _look()).count("<circle") == 2


def test_no_points_make_an_empty_chart() -> None:
    ElementTree.fromstring(trend([], [], _look()))


@pytest.mark.parametrize(
    ("dot", "kind"),
    [
        pytest.param(FunnelDot(5, 0.3, "x", is_out=True), "dot out", id="outside"),
        pytest.param(FunnelDot(5, 0.3, "x", is_few=True), "dot few", id="too few"),
        pytest.param(FunnelDot(5, 0.3, "x"), "dot", id="inside"),
    ],
)
def test_an_agent_is_drawn_by_what_is_known(dot: FunnelDot, kind: str) -> None:
    assert f'<circle class="{kind}"' in funnel([dot], LIMITS, 0.2, _look(), axis="n")


@pytest.mark.parametrize(
    ("value", "low", "high", "place"),
    [(0.0, None, None, "0"), (0.5, 0.2, 0.8, "49.2"), (2.0, None, None, "98.4")],
)
def test_a_row_draws_its_value_within_the_track(
    value: float, low: float | None, high: float | None, place: str
) -> None:
    assert f'<rect class="point" x="{place}"' in span(value, low, high, scale=(0, 1))


def test_a_row_around_zero_marks_it() -> None:
    assert '<rect class="zero" x="50"' in span(0.1, -0.1, 0.3, scale=(-0.5, 0.5), kind="zero")


def test_a_row_without_a_value_is_an_empty_track() -> None:
    assert "point" not in span(None, None, None, scale=(0, 1))
