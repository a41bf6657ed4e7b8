"""`qa export`: everything stored, for other programs."""

from __future__ import annotations

import json
from typing import IO

import click

from qa.cli._common import open_migrated
from qa.settings import Settings
from qa.stages import exporting

_KINDS = {
    "conversations": exporting.export_conversations,
    "outcomes": exporting.export_outcomes,
    "reviews": exporting.export_reviews,
}


@click.command("export", short_help="Write conversations, outcomes or reviews as JSON Lines.")
@click.argument("kind", type=click.Choice(sorted(_KINDS)))
@click.option("--output", "-o", type=click.File("w", encoding="utf-8", atomic=True), default="-", help="File.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines; it is the only form.")
def command(*, kind: str, output: IO[str], as_json: bool) -> None:
    """Write everything stored of one kind, one JSON object a line.

    Conversations come in the form they are imported in. Reviews come with the design
    and the inclusion probability they were drawn with.

    Example: qa export reviews -o reviews.jsonl
    """
    database = open_migrated(Settings.from_environment())
    count = 0
    with database.reading() as session:
        for record in _KINDS[kind](session):
            output.write(json.dumps(record, ensure_ascii=False) + "\n")
            count += 1
    click.echo(f"{count} {kind} written.", err=True)
