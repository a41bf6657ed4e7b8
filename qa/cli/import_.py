"""`qa import`: brings conversations and the shop's records into the database."""

from __future__ import annotations

import dataclasses
import re
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from qa.cli._common import Database, open_migrated, print_json, print_table
from qa.cli._importing import import_durably
from qa.errors import BadRecordError
from qa.ports import ImportOptions
from qa.settings import Settings
from qa.stages.importing import (
    ImportCount,
    ImportProgress,
    RecordCount,
    store_facts,
    store_orders,
    store_templates,
)

_QUIET_SECONDS = 2.0

_File = click.Path(exists=True, dir_okay=False, path_type=Path)


def _check_zone(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise click.BadParameter(f"{value!r} is no time zone; expected one such as Europe/Warsaw.") from error
    return value


def _check_pattern(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    try:
        if value and "id" not in re.compile(value).groupindex:
            raise click.BadParameter("the pattern needs a group named id: (?P<id>...).")
    except re.error as error:
        raise click.BadParameter(f"{value!r} is no regular expression: {error}.") from error
    return value


def _check_encoding(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    try:
        "".encode(value or "utf-8")
    except LookupError as error:
        raise click.BadParameter(f"{value!r} is no encoding; expected one such as windows-1250.") from error
    return value


@click.command("import", short_help="Import conversations.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--source", default="default", show_default=True, help="Name of the system the conversations are from.")
@click.option("--mail-domain", "mail_domains", multiple=True, help="A mail domain of the company; may be repeated.")
@click.option("--time-zone", callback=_check_zone, help="Zone of times without an offset.  [default: QA_TIME_ZONE]")
@click.option("--encoding", callback=_check_encoding, help="Encoding of CSV files that are not UTF-8.")
@click.option("--pattern", callback=_check_pattern, help="Regular expression for names of recordings, groups named.")
@click.option("--consent", help="Name of the recording notice the callers heard.")
@click.option("--agent-channel", type=click.IntRange(min=0), help="Channel of recordings the agent speaks on.")
@click.option("--orders", type=_File, help="Orders, JSON Lines.")
@click.option("--templates", type=_File, help="Saved replies, JSON Lines.")
@click.option("--facts", type=_File, help="Facts, YAML; they replace the facts before.")
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
def command(
    *,
    paths: tuple[Path, ...],
    orders: Path | None,
    templates: Path | None,
    facts: Path | None,
    as_json: bool,
    **given: object,
) -> None:
    """Import conversations: JSON Lines, CSV, mail (.eml, .mbox), recordings, or folders of them.

    The same source and id again updates, never doubles. A bad record is reported as
    file:line, skipped and counted; the rest is imported and the exit status is 1.

    Example: qa import chats.jsonl mail/ --mail-domain acme.example --facts facts.yaml
    """
    files = {"orders": orders, "saved replies": templates, "facts": facts}
    if not paths and not any(files.values()):
        raise click.UsageError("Nothing to import: name files or folders, or give --orders, --templates or --facts.")
    settings = Settings.from_environment()
    database = open_migrated(settings)
    domains = _store_facts(database, facts) if facts else ()
    records = _store_records(database, orders=orders, templates=templates)
    options = _options(given, settings, domains)
    began = time.monotonic()
    with _Terminal() as terminal:
        for count in records.values():
            for error in count.problems:
                terminal.problem(error)
        besides = [path for path in files.values() if path]
        stored = import_durably(settings, database, paths, options=options, besides=besides, report=terminal)
    _print_summary(stored, records, seconds=time.monotonic() - began, as_json=as_json)
    sys.exit(1 if stored.bad or any(count.problems for count in records.values()) else 0)


def _options(given: dict[str, object], settings: Settings, domains: tuple[str, ...]) -> ImportOptions:
    """Join what was given with the settings and the mail domains of the facts."""
    chosen = {name: value for name, value in given.items() if value is not None}
    chosen["time_zone"] = given["time_zone"] or settings.time_zone
    chosen["mail_domains"] = given["mail_domains"] or settings.mail_domains or domains
    return dataclasses.replace(ImportOptions(), **chosen)  # type: ignore[arg-type]


def _store_facts(database: Database, path: Path) -> tuple[str, ...]:
    with database.writing.begin() as session:
        return store_facts(session, path, now=datetime.now(UTC)).contacts.email_domains


def _store_records(database: Database, *, orders: Path | None, templates: Path | None) -> dict[str, RecordCount]:
    counts = {}
    with database.writing.begin() as session:
        if orders:
            counts["orders"] = store_orders(session, orders)
        if templates:
            counts["templates"] = store_templates(session, templates)
    return counts


def _print_summary(stored: ImportCount, records: dict[str, RecordCount], *, seconds: float, as_json: bool) -> None:
    count = stored.stored
    if as_json:
        answer = dataclasses.asdict(count) | {"bad": stored.bad, "skipped": stored.skipped}
        for name, kept in records.items():
            answer[name] = {
                "new": kept.new,
                "updated": kept.updated,
                "unchanged": kept.unchanged,
                "bad": len(kept.problems),
            }
        print_json(answer | {"seconds": round(seconds, 3)})
        return
    rows: list[tuple[object, ...]] = [
        ("conversations", count.new, count.updated, count.unchanged, count.repeated, stored.bad)
    ]
    for name, kept in records.items():
        rows.append(
            (name.replace("templates", "saved replies"), kept.new, kept.updated, kept.unchanged, 0, len(kept.problems))
        )
    print_table(("", "new", "updated", "unchanged", "repeated", "bad"), rows)
    if count.without_sound:
        click.echo(f"{count.without_sound} calls wait for their recording; `qa status` says why.")
    if stored.skipped:
        click.echo(f"{stored.skipped} files in folders were left out: nothing reads them.")


class _Terminal:
    """Shows progress on stderr once an import takes longer than two seconds, and every problem at once."""

    def __init__(self) -> None:
        self._console = Console(stderr=True)
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            DownloadColumn(),
            TextColumn("{task.fields[count]} conversations"),
            TimeRemainingColumn(),
        )
        self._bar = Progress(*columns, console=self._console, transient=True)
        self._task: TaskID | None = None
        self._began = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._task is not None:
            self._bar.stop()

    def progress(self, progress: ImportProgress) -> None:
        """Show how far it is."""
        if time.monotonic() - self._began < _QUIET_SECONDS:
            return
        if self._task is None:
            self._task = self._bar.add_task("Importing", total=progress.total_bytes or None, count=0)
            self._bar.start()
        self._bar.update(
            self._task,
            description=f"Importing {Path(progress.file).name}",
            total=progress.total_bytes or None,
            completed=progress.done_bytes,
            count=progress.count.conversations,
        )

    def problem(self, error: BadRecordError) -> None:
        """Print what is wrong with a record that was skipped."""
        place = _as_named(error.file)
        line = str(error).replace(error.file, place, 1)
        self._console.print(line, markup=False, highlight=False, soft_wrap=True)

    def skipped(self, file: str) -> None:
        """Print which file nobody reads."""
        said = f"{_as_named(file)}: left out, no importer reads it."
        self._console.print(said, markup=False, highlight=False, soft_wrap=True)


def _as_named(file: str) -> str:
    """Return a path as people name it here: relative where it lies below this folder."""
    path = Path(file)
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else file
