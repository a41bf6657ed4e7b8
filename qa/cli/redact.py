"""`qa redact`: masks secrets in what is stored already."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from qa.cli._common import open_migrated, print_json
from qa.settings import Settings
from qa.stages.redacting_again import conversation_ids, redact_stored

_AT_ONCE = 500


@click.command("redact", short_help="Mask secrets in stored conversations.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(*, as_json: bool) -> None:
    """Mask secrets in conversations that are stored already, and have those judged again.

    New conversations are masked before they are stored. Run this after naming more to mask in QA_REDACT_PATTERNS, or
    after an update that finds more. What is masked already stays masked.

    Example: qa redact
    """
    settings = Settings.from_environment()
    database = open_migrated(settings)
    last, read, masked = 0, 0, 0
    while True:
        with database.writing.begin() as session:
            ids = conversation_ids(session, after=last, limit=_AT_ONCE)
            if not ids:
                break
            masked += redact_stored(session, ids, settings=settings, now=datetime.now(UTC))
        last, read = ids[-1], read + len(ids)
    if as_json:
        print_json({"conversations": read, "masked": masked})
        return
    click.echo(f"Read {read} conversations; something was masked in {masked} of them.")
