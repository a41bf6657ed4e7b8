"""`qa disputes`: how disputes end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import click

from qa.cli._common import open_migrated, print_json
from qa.settings import Settings
from qa.stages.disputes import DisputeStatistics, OutcomeCount, count_outcomes, terms_of


@click.command("disputes", short_help="Show how disputes end.")
@click.option("--days", type=click.IntRange(min=1), help="Count those opened in the last so many days only.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(*, days: int | None, as_json: bool) -> None:
    """Show how disputes end: in all, by criterion, by reason and by check.

    Overturned are those accepted and those accepted in part; beside the share stands its 95 % interval. No person
    is named.

    Example: qa disputes --days 90
    """
    settings = Settings.from_environment()
    now = datetime.now(UTC)
    with open_migrated(settings).reading() as session:
        found = count_outcomes(
            session, terms=terms_of(session, settings), since=now - timedelta(days=days) if days else None
        )
    if as_json:
        print_json(_as_json(found))
        return
    opened = "1 dispute" if found.total.opened == 1 else f"{found.total.opened} disputes"
    click.echo(
        f"{opened} of {found.published} published feedback, {found.total.decided} decided, "
        f"{found.total.withdrawn} taken back."
    )
    _print("all", [found.total])
    _print("criterion", found.criteria)
    _print("reason", found.reasons)
    _print("check", found.checks)


def _print(heading: str, counts: Iterable[OutcomeCount]) -> None:
    click.echo(f"\n{heading:44} opened  accepted  in part  rejected  overturned")
    for one in counts:
        share = "–"
        if one.interval is not None and one.rate is not None:
            share = f"{one.rate:.0%} ({one.interval.low:.0%} to {one.interval.high:.0%})"
        click.echo(f"{one.name:44} {one.opened:6}  {one.accepted:8}  {one.partly:7}  {one.rejected:8}  {share}")


def _as_json(found: DisputeStatistics) -> dict[str, Any]:
    return {
        "published": found.published,
        "total": _count(found.total),
        "criteria": [_count(one) for one in found.criteria],
        "reasons": [_count(one) for one in found.reasons],
        "checks": [_count(one) for one in found.checks],
    }


def _count(one: OutcomeCount) -> dict[str, Any]:
    return {
        "name": one.name,
        "opened": one.opened,
        "decided": one.decided,
        "accepted": one.accepted,
        "partly": one.partly,
        "rejected": one.rejected,
        "appealed": one.appealed,
        "withdrawn": one.withdrawn,
        "late": one.late,
        "median_days": one.median_days,
        "overturned": one.rate,
        "interval": [one.interval.low, one.interval.high] if one.interval else None,
    }
