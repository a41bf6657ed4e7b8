"""`qa facts`: lint, show and load what the company and the law say."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import click
from sqlalchemy import select, update

from qa.cli._common import open_migrated, print_json, say_no
from qa.domain.fact import TOPICS, Fact, FactBase, Scope
from qa.errors import FactsError
from qa.facts.dump import dump_facts, render_fact
from qa.facts.lint import lint_facts
from qa.facts.load import load_facts, parse_facts
from qa.facts.select import find_facts
from qa.facts.words import describe_scope, describe_value
from qa.places import read_text
from qa.settings import Settings
from qa.store import tables

_EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("facts", short_help="Lint, show and load facts.")
def command() -> None:
    """Lint, show and load what the company and the law say.

    Example: qa facts lint shop.yaml
    """


@command.command("lint")
@click.argument("files", nargs=-1, required=True, type=_EXISTING)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def lint(*, files: tuple[Path, ...], as_json: bool) -> None:
    """Say everything that is wrong with facts files, as file:line:column: what is wrong.

    Example: qa facts lint rubrics/facts/example-shop.yaml
    """
    today = datetime.now(UTC).date()
    reports = [lint_facts(read_text(file, FactsError), str(file), today=today) for file in files]
    problems = [problem for report in reports for problem in report.problems]
    notes = [note for report in reports for note in report.notes]
    if as_json:
        rendered = [
            {"file": one.file, "line": one.line, "column": one.column, "problem": one.problem} for one in problems
        ]
        print_json({"problems": rendered, "notes": notes})
    else:
        for note in notes:
            click.echo(f"note: {note}")
    if problems:
        count = f"{len(problems)} {'problem' if len(problems) == 1 else 'problems'}."
        say_no(count if as_json else "\n".join([*(str(problem) for problem in problems), count]))
    if not as_json:
        click.echo(f"Nothing is wrong with {sum(len(report.base.facts) for report in reports)} facts.")


@command.command("show")
@click.argument("topic", type=click.Choice(TOPICS))
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day they must be valid on; today by default.")
@click.option("--country", help="Country such as PL.")
@click.option("--customer", help="Customer such as consumer.")
@click.option("--contract", help="Contract such as distance.")
@click.option("--product", multiple=True, help="Product; can be given again.")
@click.option("--facts", "file", type=_EXISTING, help="A facts file; the loaded facts by default.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def show(  # noqa: PLR0913 (one for each option)
    *,
    topic: str,
    day: datetime | None,
    country: str | None,
    customer: str | None,
    contract: str | None,
    product: tuple[str, ...],
    file: Path | None,
    as_json: bool,
) -> None:
    """Show which facts speak to a topic on a day, most specific first.

    More than one answer means that it depends on something not given here.

    Example: qa facts show complaint.reply --on 2022-06-01 --country PL --facts rubrics/facts/poland.yaml
    """
    base = load_facts(file) if file else _facts_in_force()
    scope = Scope(country=country, customer=customer, contract=contract, product=product)
    found = find_facts(base, topic, on=day.date() if day else datetime.now(UTC).date(), scope=scope)
    if as_json:
        print_json([render_fact(fact) for fact in found])
    for fact in () if as_json else found:
        click.echo(_describe(fact))
    if not found:
        say_no(f"No fact speaks to {topic} there.")


@command.command("load")
@click.argument("file", type=_EXISTING)
def load(*, file: Path) -> None:
    """Load a facts file into the database, in place of the facts loaded before.

    Example: qa facts load shop.yaml
    """
    base = load_facts(file)
    database = open_migrated(Settings.from_environment())
    with database.writing.begin() as session:
        session.execute(update(tables.FactSet).values(is_active=False))
        row = session.scalar(select(tables.FactSet).where(tables.FactSet.content_hash == base.content_hash))
        if row is None:
            row = tables.FactSet(content_hash=base.content_hash)
            session.add(row)
        row.yaml, row.name, row.is_active, row.loaded_at = dump_facts(base), file.name, True, datetime.now(UTC)
    click.echo(f"Loaded {len(base.facts)} facts from {file}.")


def _facts_in_force() -> FactBase:
    database = open_migrated(Settings.from_environment())
    with database.reading() as session:
        row = session.scalar(select(tables.FactSet).where(tables.FactSet.is_active).order_by(tables.FactSet.id.desc()))
    if row is None:
        say_no("No facts are loaded. Load a file with `qa facts load FILE`, or name one with --facts.")
    return parse_facts(row.yaml, row.name)


def _describe(fact: Fact) -> str:
    source = fact.source
    first = f"{fact.id}: {describe_value(fact.value, start_event=fact.start_event)}"
    notes = [note for note in (source.certainty, f"reviewed {source.reviewed}" if source.reviewed else None) if note]
    second = f"  for {describe_scope(fact.scope)}; {_validity(fact.valid_from, fact.valid_to)}"
    third = f"  {source.kind}: {source.ref}" + (f" ({', '.join(notes)})" if notes else "")
    return "\n".join((first, second, third))


def _validity(first: date | None, last: date | None) -> str:
    if first and last:
        return f"from {first} to {last}"
    if first or last:
        return f"from {first}" if first else f"until {last}"
    return "at any time"
