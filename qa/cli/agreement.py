"""`qa agreement`: how far raters agree, for any table of ratings."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qa.cli import _ratings_file
from qa.cli._common import print_json
from qa.cli._statistics import estimate_json, estimate_line, interval_json
from qa.errors import BadRecordError

if TYPE_CHECKING:
    from qa.statistics.agreement import AgreementReport, Rating, Ratings
    from qa.statistics.severity import Difference, Severity

_LEVELS = ("nominal", "ordinal", "interval", "ratio")
_NEEDED = ("unit", "rater", "value")


@click.command("agreement", short_help="Measure how far raters agree.")
@click.argument("ratings", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--level", type=click.Choice(_LEVELS), default="nominal", show_default=True, help="What values mean.")
@click.option("--order", help="The values from lowest to highest, with commas: for words at the ordinal level.")
@click.option("--resamples", type=click.IntRange(100), default=2000, show_default=True, help="Of the bootstrap.")
@click.option("--seed", type=int, default=1, show_default=True, help="Of the bootstrap; the same gives the same.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(*, ratings: Path, level: str, order: str | None, resamples: int, seed: int, as_json: bool) -> None:
    """Print every coefficient of agreement, with 95 % intervals, for a CSV file of ratings.

    RATINGS has the columns unit, rater and value, one rating a row, in any order; a rating that is missing or has an
    empty value is a gap. A fourth column, cluster, says what a unit belongs to (its conversation or agent): the
    intervals then draw whole clusters. - reads from standard input. A bad row is reported on stderr as file:line, left
    out and counted, and makes the exit status 1.

    \b
    Examples:
      qa agreement ratings.csv
      qa agreement scores.csv --level interval --json
      qa agreement tone.csv --level ordinal --order poor,fair,good
    """
    import numpy as np

    from qa.statistics.agreement import Level, measure_agreement, tabulate

    chosen = Level(level)
    words = [one.strip() for one in order.split(",") if one.strip()] if order else []
    rows, bad = _read(ratings, level=level, words=words)
    table = tabulate(rows, level=chosen, order=words)
    generator = np.random.default_rng(seed)
    report = measure_agreement(table, level=chosen, generator=generator, resamples=resamples)
    severity, differences = _severity(table, level=level)
    if as_json:
        print_json(_json(report, severity, differences, seed=seed, resamples=resamples))
    else:
        click.echo("\n".join(_lines(report, severity, differences)))
    if bad:
        click.echo(f"qa agreement: {bad} bad {'row' if bad == 1 else 'rows'} left out.", err=True)
        sys.exit(1)


def _read(path: Path, *, level: str, words: Sequence[str]) -> tuple[list[Rating], int]:
    """Return the ratings and the number of bad rows, which are told on stderr."""
    rows: list[Rating] = []
    bad = 0
    for found in _ratings(path, level=level, words=words):
        if isinstance(found, BadRecordError):
            click.echo(str(found), err=True)
            bad += 1
        else:
            rows.append(found)
    return rows, bad


def _ratings(path: Path, *, level: str, words: Sequence[str]) -> Iterator[Rating | BadRecordError]:
    from qa.statistics.agreement import Rating

    seen: dict[tuple[str, str], int] = {}
    clusters: dict[str, tuple[str, int]] = {}
    for row in _ratings_file.read_table(path, needed=_NEEDED, optional=("cluster",)):
        if isinstance(row, BadRecordError):
            yield row
            continue
        unit, rater, value = (row.cells[name] for name in _NEEDED)
        cluster = row.cells.get("cluster") or None
        problem = _problem(unit, rater, seen=seen, cluster=cluster, clusters=clusters)
        problem = problem or _value_problem(value, level=level, words=words)
        if problem:
            yield BadRecordError(str(path), row.line, problem)
        elif value:
            seen[unit, rater] = row.line
            if cluster:
                clusters.setdefault(unit, (cluster, row.line))
            yield Rating(unit, rater, value, cluster)


def _problem(
    unit: str,
    rater: str,
    *,
    seen: dict[tuple[str, str], int],
    cluster: str | None,
    clusters: dict[str, tuple[str, int]],
) -> str | None:
    for name, cell in (("unit", unit), ("rater", rater)):
        if not cell:
            return f"{name} is empty; write which {name} the rating is of."
    if (unit, rater) in seen:
        return f"rater {rater!r} rated unit {unit!r} already in line {seen[unit, rater]}; keep one rating."
    known = clusters.get(unit)
    if cluster and known and known[0] != cluster:
        return f"unit {unit!r} is in cluster {known[0]!r} in line {known[1]}, not {cluster!r}; give it one."
    return None


def _value_problem(value: str, *, level: str, words: Sequence[str]) -> str | None:
    if words and value and not _is_among(value, words):
        return f"value {value!r} is not in the order given. Known: {', '.join(words)}."
    if not value or words or level == "nominal":
        return None
    number = _number(value)
    if number is None:
        hint = "; or give the order of the words with --order" if level == "ordinal" else ""
        return f"value {value!r} is not a number, which the {level} level needs, as 4 or 4.5{hint}."
    return f"value {value!r} is below zero; use --level interval." if level == "ratio" and number < 0 else None


def _is_among(value: str, words: Sequence[str]) -> bool:
    number = _number(value)
    return value in words or (number is not None and number in map(_number, words))


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) and "_" not in text else None


def _severity(table: Ratings, *, level: str) -> tuple[Severity | None, list[tuple[str, str, Difference]]]:
    """Return the severity of raters and the differences of the pairs, where values are numbers on a scale."""
    from qa.errors import StatisticsError
    from qa.statistics.severity import compare_raters, fit_severity

    if level not in ("interval", "ratio"):
        return None, []
    is_there = table.codes >= 0
    places = range(len(table.raters))
    pairs = [(a, b) for a in places for b in places if a < b and (is_there[:, a] & is_there[:, b]).any()]
    names = [(table.raters[a], table.raters[b]) for a, b in pairs]
    differences = [(a, b, compare_raters(table, a, b)) for a, b in names]
    try:
        return fit_severity(table), differences
    except StatisticsError as error:
        click.echo(f"qa agreement: no severity: {error}", err=True)
        return None, differences


def _json(
    report: AgreementReport,
    severity: Severity | None,
    differences: Sequence[tuple[str, str, Difference]],
    *,
    seed: int,
    resamples: int,
) -> dict[str, object]:
    answer: dict[str, object] = {
        name: getattr(report, name)
        for name in ("units", "raters", "ratings", "paired", "complete", "disagreements", "clusters")
    }
    answer |= {"level": report.level.value, "seed": seed, "resamples": resamples}
    answer["coefficients"] = [estimate_json(one) for one in report.coefficients]
    answer["prevalence"] = [estimate_json(one) for one in report.prevalence]
    if severity:
        answer["severity"] = {
            "mean": severity.mean,
            "residual_sd": severity.residual_sd,
            "raters": [
                {"rater": one.rater, "effect": one.effect, "interval": interval_json(one.interval), "units": one.units}
                for one in severity.raters
            ],
        }
    if differences:
        answer["differences"] = [_difference(a, b, found) for a, b, found in differences]
    return answer | {"note": report.note}


def _difference(first: str, second: str, found: Difference) -> dict[str, object]:
    return {
        "first": first,
        "second": second,
        "bias": found.bias,
        "interval": interval_json(found.interval),
        "mean_absolute": found.mean_absolute,
        "sd": found.sd,
        "limits": interval_json(found.limits),
        "n": found.n,
    }


def _lines(
    report: AgreementReport, severity: Severity | None, differences: Sequence[tuple[str, str, Difference]]
) -> Iterator[str]:
    grouped = f" in {report.clusters} clusters" if report.clusters else ""
    yield (
        f"{report.ratings} ratings of {report.units} units{grouped} by {report.raters} raters; "
        f"{report.paired} units rated twice or more, raters differ on {report.disagreements}."
    )
    yield from (estimate_line(one) for one in report.coefficients)
    if report.prevalence:
        yield "Share of each value:"
        yield from (estimate_line(one) for one in report.prevalence)
    if severity:
        yield "Severity of raters, in points above the mean rater:"
        for one in severity.raters:
            ends = f"{one.interval.low:+.2f} to {one.interval.high:+.2f}" if one.interval else "no interval"
            yield f"  {one.rater:<38} {one.effect:+.2f}  {ends}  ({one.units} units)"
    for first, second, found in differences:
        limits = f", limits {found.limits.low:+.2f} to {found.limits.high:+.2f}" if found.limits else ""
        means = f"{found.bias:+.2f}, mean absolute {found.mean_absolute:.2f}"
        yield f"{second} minus {first}: {means}{limits} (n={found.n})"
    if report.note:
        yield report.note
