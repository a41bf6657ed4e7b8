"""`qa record`: how the checks compare with the people who reviewed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from qa.cli._common import open_migrated, print_json, print_table, say_no
from qa.cli._statistics import estimate_json
from qa.settings import Settings

if TYPE_CHECKING:
    from qa.stages.records import RecordLine
    from qa.statistics.values import Estimate


@click.command("record", short_help="Compare the checks with the people who reviewed.")
@click.option("--by", type=click.Choice(("language", "channel")), help="One row for each check and each of these.")
@click.option("--criterion", help="Only the checks of this criterion.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(*, by: str | None, criterion: str | None, as_json: bool) -> None:
    """Show for every check how often it was right, in the eyes of people who had not seen its verdict.

    Counted are submitted reviews of drawn conversations that nobody has still to rate blind, each weighted by its
    chance to be drawn. precision: of what the check failed, how much people failed. recall: of what people failed,
    how much the check failed. With 95 % intervals. state: as the rubric says, or as a person or drift decided. earned:
    the state the record speaks for; a person decides on the page Checks, or puts it into the rubric (`state:`).

    Example: qa record --by language --criterion no-blame
    """
    from qa.stages.records import records
    from qa.stages.rubrics.versions import present_rubric
    from qa.stages.standing import standings_of, with_standings

    settings = Settings.from_environment()
    database = open_migrated(settings)
    with database.reading() as session:
        rubric = present_rubric(session, settings, now=datetime.now(UTC))
        if criterion and criterion not in {one.id for one in rubric.criteria}:
            raise click.UsageError(f"The rubric has no criterion {criterion!r}.")
        decided = with_standings(rubric, standings_of(session, rubric.name))
        lines = [one for one in records(session, decided, by=by) if criterion in (None, one.criterion)]
    if as_json:
        print_json([_json(one) for one in lines])
        return
    known = [one for one in lines if one.record is not None]
    if not known:
        say_no(
            "No record yet: nobody has submitted a blind review of a drawn conversation. Draw with `qa sample draw`."
        )
    print_table(
        ("criterion", "check", by or "all", "reviews", "fired", "precision", "recall", "agreement", "state", "earned"),
        [_cells(one) for one in known],
    )


def _cells(line: RecordLine) -> tuple[object, ...]:
    record = line.record
    assert record is not None
    shares = (_share(record.precision), _share(record.recall), _share(record.accuracy))
    earned = "" if line.earned is line.state else line.earned.value
    return (line.criterion, line.check, line.group, record.n, record.firings, *shares, line.state.value, earned)


def _share(estimate: Estimate) -> str:
    if estimate.value is None:
        return "-"
    interval = estimate.interval
    ends = f" ({interval.low:.2f}-{interval.high:.2f})" if interval else ""
    return f"{estimate.value:.2f}{ends}"


def _json(line: RecordLine) -> dict[str, object]:
    record = line.record
    names = ("precision", "recall", "specificity", "accuracy", "f1", "kappa", "ac1", "phi")
    counts = ("true_positives", "false_positives", "false_negatives", "true_negatives")
    return {
        "criterion": line.criterion,
        "check": line.check,
        "group": line.group,
        "state": line.state.value,
        "earned": line.earned.value,
        "reviews": record.n if record else 0,
        "counts": {name: getattr(record, name) for name in counts} if record else None,
        "measures": [estimate_json(getattr(record, name)) for name in names] if record else [],
    }
