"""`qa plan`: the standing orders for samples, and drawing what is due."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from qa.cli._common import open_migrated, print_json, print_table
from qa.settings import Settings
from qa.stages import planning
from qa.stages.sampling import read_shortfall
from qa.store import tables


@click.group("plan", short_help="See plans, draw what is due.")
def command() -> None:
    """See the plans for samples, and draw what is due.

    Plans are kept on the page. A running worker draws what is due by itself.

    Example: qa plan list --json
    """


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def show_list(*, as_json: bool) -> None:
    """List the plans with what each draws next.

    Example: qa plan list --json
    """
    settings = Settings.from_environment()
    today = datetime.now(UTC).astimezone(settings.zone).date()
    with open_migrated(settings).reading() as session:
        lines = planning.list_plans(session, today=today)
    if as_json:
        print_json([_as_json(line) for line in lines])
        return
    if not lines:
        click.echo("There is no plan yet: add one on the page under Plans.")
        return
    rows = [(line.id, line.name, line.cadence, line.what.design.value, _next(line), line.drawn) for line in lines]
    print_table(("id", "name", "how often", "design", "next draw", "samples"), rows)


@command.command("draw")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def draw(*, as_json: bool) -> None:
    """Draw every period that is over and has no sample yet; what is drawn already stays.

    Example: qa plan draw
    """
    settings = Settings.from_environment()
    with open_migrated(settings).writing.begin() as session:
        ids = planning.draw_due(session, settings, datetime.now(UTC))
        samples = [session.get_one(tables.Sample, one) for one in ids]
        drawn = [_drawn(one) for one in samples]
    if as_json:
        print_json(drawn)
        return
    for one in drawn:
        click.echo(f"Drew {one['size']} of {one['frame_size']} conversations as sample {one['id']}: {one['name']}.")
        if one["shortfall"]:
            click.echo(f"  {one['shortfall']}")
    if not drawn:
        click.echo("Nothing was due.")


def _drawn(sample: tables.Sample) -> dict[str, object]:
    shortfall = read_shortfall(sample)
    return {
        "id": sample.id,
        "name": sample.name,
        "size": sample.size,
        "frame_size": sample.frame_size,
        "shortfall": shortfall.in_words() if shortfall else None,
    }


def _next(line: planning.PlanLine) -> str:
    if not line.is_active:
        return "paused"
    return line.next_on.isoformat() if line.next_on else "done"


def _as_json(line: planning.PlanLine) -> dict[str, object]:
    return {
        "id": line.id,
        "name": line.name,
        "cadence": line.cadence,
        "is_active": line.is_active,
        "next_draw": line.next_on,
        "samples": line.drawn,
        "what": planning.write_order(line.what),
    }
