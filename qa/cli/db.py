"""`qa db`: the database itself."""

from __future__ import annotations

import click

from qa.cli._common import open_migrated, print_json
from qa.settings import Settings
from qa.store import tables


@click.group("db", short_help="Make and look after the database.")
def command() -> None:
    """Make and look after the database.

    Example: qa db upgrade
    """


@command.command("upgrade")
def upgrade() -> None:
    """Make the database, or bring it to the newest version.

    Example: qa db upgrade
    """
    settings = Settings.from_environment()
    open_migrated(settings)
    click.echo("The database is up to date.")


@command.command("revision")
@click.argument("message")
def revision(*, message: str) -> None:
    """Write a migration from the difference between the tables and the database.

    Example: qa db revision "Add the tone of a message"
    """
    from qa.store.migrate import revision as write_revision

    write_revision(open_migrated(Settings.from_environment()).engine, message)


@command.command("show")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def show(*, as_json: bool) -> None:
    """Show how many rows each table holds.

    Example: qa db show --json
    """
    from sqlalchemy import func, select

    database = open_migrated(Settings.from_environment())
    with database.reading() as session:
        counts = {
            table.name: session.scalar(select(func.count()).select_from(table)) or 0
            for table in tables.Base.metadata.sorted_tables
        }
    if as_json:
        print_json(counts)
        return
    for name, count in counts.items():
        click.echo(f"{name:24} {count}")
