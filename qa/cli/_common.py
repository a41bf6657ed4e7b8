"""What commands share: the settings, the database and how answers are printed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn

import click
from rich.console import Console
from rich.table import Table
from sqlalchemy import Engine

from qa.settings import Settings
from qa.store.migrate import upgrade
from qa.store.session import Sessions, open_database, sessions_of


@dataclass(frozen=True, slots=True)
class Database:
    """An open, migrated database with its reading and its writing sessions."""

    engine: Engine
    reading: Sessions
    writing: Sessions


def open_migrated(settings: Settings) -> Database:
    """Open the database of these settings and bring it to the newest version."""
    settings.home.mkdir(parents=True, exist_ok=True)
    engine = open_database(settings.database_url)
    upgrade(engine)
    return Database(
        engine=engine,
        reading=sessions_of(engine, is_writing=False),
        writing=sessions_of(engine, is_writing=True),
    )


def print_json(answer: object) -> None:
    """Print one JSON document, readable and with letters as they are."""
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2, default=str))


def print_table(columns: Sequence[str], rows: Sequence[Sequence[object]], *, title: str | None = None) -> None:
    """Print a table to the terminal; numbers to the right."""
    table = Table(title=title, title_justify="left")
    for index, column in enumerate(columns):
        is_number = bool(rows) and all(isinstance(row[index], int | float) for row in rows)
        table.add_column(column, justify="right" if is_number else "left")
    for row in rows:
        table.add_row(*("" if cell is None else str(cell) for cell in row))
    Console().print(table)


def say_no(answer: str) -> NoReturn:
    """Print why the answer is no, and end with exit status 1."""
    click.echo(answer, err=True)
    raise SystemExit(1)


def counts_line(counts: Mapping[str, int]) -> str:
    """Say counts in one line, largest first."""
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in ordered) or "nothing"
