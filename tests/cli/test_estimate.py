"""`qa estimate` prints three rates with intervals and says what is wrong with a row."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result

from qa.cli import group

HEADER = "unit,machine,human,inclusion_probability\n"


def _rows(machine: str, *, size: int, reviewed: int, failed: int, first: int) -> str:
    humans = ["fail"] * failed + ["pass"] * (reviewed - failed) + [""] * (size - reviewed)
    return "".join(f"u{first + place},{machine},{human},{reviewed / size}\n" for place, human in enumerate(humans))


FRAME = (
    HEADER
    + _rows("fail", size=300, reviewed=15, failed=9, first=0)
    + _rows("pass", size=2700, reviewed=45, failed=1, first=300)
)


def _run(text: str, *options: str) -> Result:
    return CliRunner().invoke(group, ["estimate", "-", *options], input=text)


def _answer(text: str) -> dict[str, Any]:
    result = _run(text, "--json")
    assert result.exit_code == 0, result.output
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


@pytest.mark.parametrize(
    ("way", "value", "low", "high"),
    [
        pytest.param("machine_only", 0.1, 0.0898, 0.1113, id="by the machine"),
        pytest.param("human_only", 0.08, 0.0322, 0.1837, id="by people, weighted"),
        pytest.param("corrected", 0.08, 0.049, 0.150, id="corrected"),
    ],
)
def test_a_rate_has_its_interval(way: str, value: float, low: float, high: float) -> None:
    found = _answer(FRAME)[way]
    assert found["value"] == pytest.approx(value)
    assert found["interval"]["low"] == pytest.approx(low, abs=2e-3)
    assert found["interval"]["high"] == pytest.approx(high, abs=2e-3)


def test_the_frame_is_told_by_machine_verdict() -> None:
    answer = _answer(FRAME)
    assert [(one["machine"], one["units"], one["reviewed"], one["failed"]) for one in answer["strata"]] == [
        ("pass", 2700, 45, 1),
        ("fail", 300, 15, 9),
    ]
    assert (answer["units"], answer["reviewed"]) == (3000, 60)
    assert answer["rectifier"] == pytest.approx(-0.02)


def test_the_same_seed_prints_the_same() -> None:
    assert _run(FRAME, "--json").stdout == _run(FRAME, "--json").stdout


def test_a_review_that_was_picked_on_purpose_enters_no_rate() -> None:
    answer = _answer(FRAME + "".join(f"x{one},pass,fail,\n" for one in range(20)))
    assert (answer["reviewed"], answer["purposive"]) == (60, 20)
    assert answer["human_only"]["value"] == pytest.approx(0.08)


def test_ones_and_zeros_are_verdicts_too() -> None:
    as_numbers = FRAME.replace(",fail", ",1").replace(",pass", ",0")
    assert _answer(as_numbers) == _answer(FRAME)


def test_units_the_criterion_does_not_apply_to_leave_the_rate() -> None:
    answer = _answer(FRAME.replace(",pass,pass,", ",pass,not_applicable,", 22))
    applicable = 300 + 2700 * 23 / 45
    assert answer["corrected"]["value"] == pytest.approx((180 + 60) / applicable)
    assert answer["human_only"]["n"] == 38


def test_without_json_it_is_read_line_by_line() -> None:
    lines = _run(FRAME).stdout.splitlines()
    assert lines[0] == "Failure rate of 3000 units, 60 of them reviewed after a random draw:"
    assert lines[3].startswith("  corrected                               0.0800  0.0")
    assert lines[4] == "People less machine, where both judged: -0.0200."


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        pytest.param("u0,pass,,", "unit 'u0' is in line 2 already; keep one row for each.", id="twice"),
        pytest.param(",pass,,", "unit is empty; write which unit", id="no unit"),
        pytest.param("x,maybe,,", "machine 'maybe' is no verdict. Known: pass, fail", id="unknown machine verdict"),
        pytest.param("x,,,", "machine '' is no verdict. Known: pass, fail", id="no machine verdict"),
        pytest.param("x,pass,needs_human,1", "human 'needs_human' is no verdict of a person", id="a person in doubt"),
        pytest.param("x,pass,pass,0", "inclusion_probability '0' must be a number above 0", id="no chance"),
        pytest.param("x,pass,pass,5%", "inclusion_probability '5%' must be a number above 0", id="per cent"),
        pytest.param("x,pass,pass,nan", "inclusion_probability 'nan' must be a number above 0", id="no number"),
        pytest.param('x,pa"ss,"a"b,1', "the row cannot be read", id="stray quotes"),
    ],
)
def test_a_bad_row_is_left_out_and_told_with_its_place(row: str, problem: str) -> None:
    result = _run(f"{FRAME}{row}\n", "--json")
    assert result.exit_code == 1
    assert f"-:3002: {problem}" in result.stderr
    assert "1 bad row left out" in result.stderr
    assert json.loads(result.stdout)["units"] == 3000


@pytest.mark.parametrize(
    "text",
    [pytest.param(HEADER, id="no rows"), pytest.param(f"{HEADER}u1,fail,,\nu2,pass,fail,\n", id="no random review")],
)
def test_without_random_reviews_there_is_no_estimate(text: str) -> None:
    result = _run(text)
    assert result.exit_code == 1
    assert "No unit was reviewed after a random draw" in str(result.exception)


def test_reviews_without_the_rest_of_the_frame_are_weighted_up() -> None:
    only_reviewed = HEADER + "".join(line for line in FRAME.splitlines(keepends=True)[1:] if ",," not in line)
    answer = _answer(only_reviewed)
    assert [one["units"] for one in answer["strata"]] == [2700, 300]
    assert answer["corrected"]["value"] == pytest.approx(0.08)
