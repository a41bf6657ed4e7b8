"""`qa score`: the scores of conversations, teams and agents."""

from __future__ import annotations

from dataclasses import asdict

import click

from qa.cli._common import open_migrated, print_json, print_table, say_no
from qa.settings import Settings
from qa.stages import scoring


@click.command("score", short_help="Show machine scores.")
@click.option(
    "--by",
    type=click.Choice(scoring.GROUPINGS),
    default="conversation",
    show_default=True,
    help="One row for each of these.",
)
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="Rows at most.")
@click.option("--below", type=click.FloatRange(0, 100), help="Only conversations that score less.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(*, by: str, limit: int, below: float | None, as_json: bool) -> None:
    """Show machine scores with their coverage, worst first.

    Coverage is the share of the weight that was judged, facts the share of claims some fact speaks to.
    Groups show the mean score with the number of conversations behind it, and the rate
    of critical fails beside it; neither is a ranking of people.

    Example: qa score --by channel --json
    """
    database = open_migrated(Settings.from_environment())
    with database.reading() as session:
        rows = scoring.scores_by(session, by, limit=limit, below=below)
    if as_json:
        print_json([asdict(row) for row in rows])
        return
    if not rows:
        say_no("No scores yet. Import conversations with `qa import`, then run `qa work --drain`.")
    print_table(
        (by, "conversations", "score", "coverage", "facts", "critical"),
        [(row.name, row.conversations, row.score, row.coverage, row.fact_coverage, row.critical) for row in rows],
    )
