"""`qa agreement` measures any table of ratings and says what is wrong with one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from qa.cli import group
from tests.statistics.agreement import tables

SCORES = "unit,rater,value\n" + "".join(
    f"u{unit},{rater},{value}\n"
    for rater, line in zip("abc", tables.SEVERITY.splitlines(), strict=True)
    for unit, value in enumerate(line.split())
)
GOOD = "unit,rater,value\nu1,a,pass\nu1,b,pass\nu2,a,fail\nu2,b,pass\n"


def _run(text: str, *options: str) -> Result:
    return CliRunner().invoke(group, ["agreement", "-", "--resamples", "200", *options], input=text)


def _measured(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0, result.output
    return {one["name"]: one for one in json.loads(result.stdout)["coefficients"]}


def test_gaps_are_allowed_and_rows_may_stand_in_any_order() -> None:
    cells = [line.split() for line in tables.KRIPPENDORFF_C.strip().splitlines()]
    rows = [
        f"{unit};{rater};{'' if value == '-' else value}"
        for rater, line in enumerate(cells)
        for unit, value in enumerate(line)
    ]
    result = _run("\n".join(["Unit;Rater;Value", *reversed(rows)]), "--level", "ordinal", "--json")
    found = _measured(result)
    assert found["Krippendorff's alpha (ordinal)"]["value"] == pytest.approx(0.8154, abs=5e-5)
    assert found["Gwet's AC1"]["value"] == pytest.approx(0.7754, abs=5e-5)
    assert found["Gwet's AC2 (ordinal)"]["interval"]["confidence"] == 0.95
    assert json.loads(result.stdout)["paired"] == 11
    assert found["Krippendorff's alpha (ordinal)"]["id"] == "krippendorff_alpha_ordinal"
    assert found["Fleiss' kappa"]["id"] == "fleiss_kappa"


def test_scores_have_correlations_and_the_severity_of_raters() -> None:
    result = _run(SCORES, "--level", "interval", "--json")
    assert _measured(result)["ICC(2,1)"]["value"] == pytest.approx(0.925, abs=5e-4)
    severity = json.loads(result.stdout)["severity"]
    assert [one["effect"] for one in severity["raters"]] == pytest.approx([4.5833, -5.4167, 0.8333], abs=5e-5)
    assert json.loads(result.stdout)["differences"][0]["bias"] == -10


def test_the_same_seed_prints_the_same() -> None:
    assert _run(GOOD, "--json").stdout == _run(GOOD, "--json").stdout


def test_words_have_the_order_that_is_given() -> None:
    text = "unit,rater,value\n1,a,poor\n1,b,fair\n2,a,good\n2,b,good\n3,a,poor\n3,b,poor\n"
    found = _measured(_run(text, "--level", "ordinal", "--order", "poor,fair,good", "--json"))
    assert found["Cohen's kappa (linear)"]["value"] == pytest.approx(2 / 3)


def test_clusters_are_drawn_whole() -> None:
    rows = [
        f"{unit},{rater},{int(rater == 'b' and unit < 20)},agent-{unit // 10}" for unit in range(60) for rater in "ab"
    ]
    alone = [row.rpartition(",")[0] for row in rows]
    clustered = _run("\n".join(["unit,rater,value,cluster", *rows]), "--json")
    apart = _measured(_run("\n".join(["unit,rater,value", *alone]), "--json"))["percent agreement"]["interval"]
    whole = _measured(clustered)["percent agreement"]["interval"]
    assert json.loads(clustered.stdout)["clusters"] == 6
    assert whole["high"] - whole["low"] > 2 * (apart["high"] - apart["low"])


def test_without_json_it_is_a_table_to_read() -> None:
    rows = "".join(
        f"u{unit},{rater},{'fail' if (unit, rater) == (3, 'b') else 'pass'}\n" for unit in range(40) for rater in "ab"
    )
    lines = _run(f"unit,rater,value\n{rows}").stdout.splitlines()
    assert lines[0] == "80 ratings of 40 units by 2 raters; 40 units rated twice or more, raters differ on 1."
    assert any(line.startswith("  percent agreement                       0.9750  ") for line in lines)
    assert lines[-1].endswith("kappa and alpha say little here. Raters differed on 1 of 40 units.")


@pytest.mark.parametrize(
    ("row", "options", "problem"),
    [
        pytest.param("u1,a,fail", (), "-:6: rater 'a' rated unit 'u1' already in line 2; keep one rating.", id="twice"),
        pytest.param(",a,fail", (), "-:6: unit is empty; write which unit", id="no unit"),
        pytest.param("u3,,fail", (), "-:6: rater is empty; write which rater", id="no rater"),
        pytest.param("u3,a,fail,x", (), "-:6: 4 cells under 3 columns; put a cell", id="too many cells"),
        pytest.param("u3,a,bad", ("--order", "fail,pass"), "-:6: value 'bad' is not in the order given", id="unknown"),
    ],
)
def test_a_bad_row_is_left_out_and_told_with_its_place(row: str, options: tuple[str, ...], problem: str) -> None:
    result = _run(f"{GOOD}{row}\n", *options)
    assert result.exit_code == 1
    assert problem in result.stderr
    assert "1 bad row left out" in result.stderr
    assert "4 ratings of 2 units" in result.stdout


@pytest.mark.parametrize(
    ("value", "level", "problem"),
    [
        pytest.param("much", "interval", "value 'much' is not a number, which the interval level needs", id="a word"),
        pytest.param("4,5", "ordinal", "value '4,5' is not a number", id="a decimal comma"),
        pytest.param("nan", "interval", "value 'nan' is not a number", id="not a number"),
        pytest.param("-1", "ratio", "value '-1' is below zero; use --level interval", id="below zero"),
    ],
)
def test_a_value_that_does_not_fit_the_level_is_told_with_its_line(value: str, level: str, problem: str) -> None:
    result = _run(f'{SCORES}u9,a,"{value}"\n', "--level", level)
    assert result.exit_code == 1
    assert f"-:14: {problem}" in result.stderr


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("", "-:1: the first line must name the columns unit, rater, value", id="empty"),
        pytest.param("unit,value\n1,2\n", "missing: rater; found: unit, value", id="no rater column"),
        pytest.param(
            "unit,rater,value,clutser\n1,a,2,3\n", "unknown column 'clutser'. Known: unit", id="unknown column"
        ),
        pytest.param("unit,rater,value,unit\n1,a,2,3\n", "column 'unit' is there twice", id="column twice"),
        pytest.param("unit,rater,value\n", "There are no ratings", id="no rows"),
        pytest.param("unit,rater,value\n1,a,2\n2,a,3\n", "Only 'a' rated", id="one rater"),
        pytest.param("unit,rater,value\n1,a,2\n2,b,3\n", "No unit was rated by two raters", id="no unit in common"),
    ],
)
def test_a_table_that_cannot_be_measured_says_why(text: str, problem: str) -> None:
    result = CliRunner().invoke(group, ["agreement", "-"], input=text)
    assert result.exit_code == 1
    assert problem in f"{result.stderr}{result.exception}"


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    file = tmp_path / "ratings.csv"
    file.write_bytes("unit,rater,value\nu1,Łukasz,1\n".encode("cp1250"))
    result = CliRunner().invoke(group, ["agreement", str(file)])
    assert f"{file}:2: not UTF-8 text" in str(result.exception)


def test_an_unknown_level_is_misuse() -> None:
    assert _run(GOOD, "--level", "cardinal").exit_code == 2
