"""`qa estimate`: the rate of failures by the machine, by people, and corrected."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qa.cli import _ratings_file
from qa.cli._common import print_json
from qa.cli._statistics import estimate_json, estimate_line
from qa.domain.finding import Verdict
from qa.errors import BadRecordError

if TYPE_CHECKING:
    from qa.statistics.estimate.rates import Rates, ReviewedUnit

_NEEDED = ("unit", "machine", "human", "inclusion_probability")
_WORDS = {verdict.value: verdict for verdict in Verdict} | {
    "1": Verdict.FAIL,
    "1.0": Verdict.FAIL,
    "true": Verdict.FAIL,
    "0": Verdict.PASS,
    "0.0": Verdict.PASS,
    "false": Verdict.PASS,
}


@click.command("estimate", short_help="Estimate failure rates from machine verdicts and a few reviews.")
@click.argument("reviews", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--seed", type=int, default=1, show_default=True, help="Of the posterior draws; the same gives the same.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(*, reviews: Path, seed: int, as_json: bool) -> None:
    """Print the rate of failures by the machine alone, by people alone, and corrected, with 95 % intervals.

    REVIEWS is a CSV file with the columns unit, machine, human and inclusion_probability, one row for each unit of
    the frame. machine: pass, fail, needs_human or not_applicable. human: pass, fail or not_applicable, empty where not
    reviewed. 1 and 0 may stand for fail and pass. inclusion_probability: the chance to be drawn for review, above 0
    and at most 1; a reviewed row without it was picked on purpose and counts for the machine only. - reads from
    standard input. A bad row is reported on stderr as file:line, left out and counted, and makes the exit status 1.

    \b
    Examples:
      qa estimate reviews.csv
      qa estimate reviews.csv --json
    """
    import numpy as np

    from qa.statistics.estimate.rates import estimate_rates

    units: list[ReviewedUnit] = []
    bad = 0
    for found in _read(reviews):
        if isinstance(found, BadRecordError):
            click.echo(str(found), err=True)
            bad += 1
        else:
            units.append(found)
    rates = estimate_rates(units, generator=np.random.default_rng(seed))
    if as_json:
        print_json(_json(rates, seed=seed))
    else:
        click.echo("\n".join(_lines(rates)))
    if bad:
        click.echo(f"qa estimate: {bad} bad {'row' if bad == 1 else 'rows'} left out.", err=True)
        sys.exit(1)


def _read(path: Path) -> Iterator[ReviewedUnit | BadRecordError]:
    from qa.statistics.estimate.rates import ReviewedUnit

    seen: dict[str, int] = {}
    for row in _ratings_file.read_table(path, needed=_NEEDED):
        if isinstance(row, BadRecordError):
            yield row
            continue
        problem = _problem(row.cells, seen)
        if problem:
            yield BadRecordError(str(path), row.line, problem)
            continue
        seen[row.cells["unit"]] = row.line
        human, chance = row.cells["human"], row.cells["inclusion_probability"]
        yield ReviewedUnit(
            machine=_WORDS[row.cells["machine"].lower()],
            human=_WORDS[human.lower()] if human else None,
            inclusion_probability=float(chance) if chance else None,
        )


def _problem(cells: dict[str, str], seen: dict[str, int]) -> str | None:
    unit, machine, human = cells["unit"], cells["machine"], cells["human"]
    if not unit:
        return "unit is empty; write which unit the verdicts are of."
    if unit in seen:
        return f"unit {unit!r} is in line {seen[unit]} already; keep one row for each."
    if machine.lower() not in _WORDS:
        return f"machine {machine!r} is no verdict. Known: {', '.join(verdict.value for verdict in Verdict)}."
    if human and _WORDS.get(human.lower()) in (None, Verdict.NEEDS_HUMAN):
        return (
            f"human {human!r} is no verdict of a person. Known: fail, not_applicable, pass; empty where not reviewed."
        )
    return _chance_problem(cells["inclusion_probability"])


def _chance_problem(text: str) -> str | None:
    if not text:
        return None
    try:
        is_chance = 0 < float(text) <= 1
    except ValueError:
        is_chance = False
    return None if is_chance else f"inclusion_probability {text!r} must be a number above 0 and at most 1, as 0.05."


def _json(rates: Rates, *, seed: int) -> dict[str, object]:
    return {
        "units": rates.units,
        "reviewed": rates.reviewed,
        "purposive": rates.purposive,
        "seed": seed,
        "machine_only": estimate_json(rates.machine_only),
        "human_only": estimate_json(rates.human_only),
        "corrected": estimate_json(rates.corrected),
        "rectifier": rates.rectifier,
        "strata": [
            {"machine": one.name, "units": one.frame_size, "reviewed": one.reviewed, "failed": one.failed}
            | {"not_applicable": one.excluded}
            for one in rates.strata
        ],
    }


def _lines(rates: Rates) -> Iterator[str]:
    yield f"Failure rate of {rates.units} units, {rates.reviewed} of them reviewed after a random draw:"
    for label, found in (
        ("machine only", rates.machine_only),
        ("people only", rates.human_only),
        ("corrected", rates.corrected),
    ):
        yield estimate_line(found, label=label)
    if rates.rectifier is not None:
        yield f"People less machine, where both judged: {rates.rectifier:+.4f}."
    if rates.purposive:
        yield f"{rates.purposive} reviews without an inclusion probability were not drawn at random and are left out."
