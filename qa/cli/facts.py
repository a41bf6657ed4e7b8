"""`qa facts`: lint, show and load what the company and the law say."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path

import click
from sqlalchemy import select, update

from qa.cli._common import open_migrated, print_json, say_no
from qa.domain.fact import NOTES, TOPICS, Fact, FactBase, Scope
from qa.errors import FactsError, LocatedError
from qa.facts.dump import dump_facts, render_fact
from qa.facts.lint import lint_facts
from qa.facts.load import load_facts, parse_facts
from qa.facts.select import find_facts
from qa.facts.words import describe_scope, describe_value
from qa.places import read_text
from qa.settings import Settings
from qa.stages import facts
from qa.store import tables

_DAY = click.DateTime(["%Y-%m-%d"])
_EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("facts", short_help="Lint, show and load facts.")
def command() -> None:
    """Lint, show and load what the company and the law say.

    Example: qa facts lint shop.yaml
    """


@command.command("lint")
@click.argument("files", nargs=-1, required=True, type=_EXISTING)
@click.option("--on", "day", type=_DAY, help="The day on which reviews are judged old; today by default.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def lint(*, files: tuple[Path, ...], day: datetime | None, as_json: bool) -> None:
    """Say everything that is wrong with facts files, as file:line:column: what is wrong.

    Notes what is not wrong but worth a look: facts nobody has reviewed for six months, law that
    was not verified, topics without a fact. Several files are also checked against each other.

    Example: qa facts lint rubrics/facts/example-shop.yaml --on 2027-05-01
    """
    today = _on(day)
    reports = [lint_facts(read_text(file, FactsError), str(file), today=today) for file in files]
    problems = [problem for report in reports for problem in report.problems]
    if len(files) > 1 and not problems:
        problems = _between(files)
    notes = list(dict.fromkeys(note for report in reports for note in report.notes))
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


def _between(files: tuple[Path, ...]) -> list[LocatedError]:
    """Return the first conflict between files that are each right by themselves."""
    try:
        load_facts(*files)
    except FactsError as error:
        return [error]
    return []


@command.command("show")
@click.argument("topic", type=click.Choice((*TOPICS, *NOTES)))
@click.option("--on", "day", type=_DAY, help="The day they must be valid on; today by default.")
@click.option("--country", help="Country such as PL.")
@click.option("--customer", help="Customer such as consumer.")
@click.option("--contract", help="Contract such as distance.")
@click.option("--product", multiple=True, help="Product; can be given again.")
@click.option(
    "--facts", "files", type=_EXISTING, multiple=True, help="A facts file, can be given again; else the loaded facts."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def show(  # noqa: PLR0913 (one for each option)
    *,
    topic: str,
    day: datetime | None,
    country: str | None,
    customer: str | None,
    contract: str | None,
    product: tuple[str, ...],
    files: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Show which facts speak to a topic on a day, most specific first.

    More than one answer means that it depends on something not given here.

    Example: qa facts show complaint.reply --on 2022-06-01 --country PL --facts rubrics/facts/poland.yaml
    """
    base = load_facts(*files) if files else _facts_in_force()
    scope = Scope(country=country, customer=customer, contract=contract, product=product)
    found = find_facts(base, topic, on=_on(day), scope=scope)
    if as_json:
        print_json([render_fact(fact) for fact in found])
    for fact in () if as_json else found:
        click.echo(_describe(fact))
    if not found:
        say_no(f"No fact speaks to {topic} there.")


@command.command("load")
@click.argument("files", nargs=-1, required=True, type=_EXISTING)
def load(*, files: tuple[Path, ...]) -> None:
    """Load facts files as one into the database, in place of the facts loaded before.

    Example: qa facts load shop.yaml
    """
    base, names = load_facts(*files), ", ".join(file.name for file in files)
    database = open_migrated(Settings.from_environment())
    with database.writing.begin() as session:
        session.execute(update(tables.FactSet).values(is_active=False))
        row = session.scalar(select(tables.FactSet).where(tables.FactSet.content_hash == base.content_hash))
        if row is None:
            row = tables.FactSet(content_hash=base.content_hash)
            session.add(row)
        row.yaml, row.name, row.is_active, row.loaded_at = dump_facts(base), names, True, datetime.now(UTC)
    click.echo(f"Loaded {len(base.facts)} facts from {names}.")


@command.command("missing")
@click.option("--examples", type=click.IntRange(0, 50), default=3, show_default=True, help="Sentences of each topic.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def missing(*, examples: int, as_json: bool) -> None:
    """Show on which topics agents state something that no fact speaks to, with the newest sentences.

    Such claims are never wrong; they are left out of the score and counted in its coverage.

    Example: qa facts missing --json
    """
    database = open_migrated(Settings.from_environment())
    with database.reading() as session:
        found, coverage = facts.missing_facts(session, examples=examples), facts.read_coverage(session)
    if as_json:
        rendered = [asdict(one) for one in found]
        print_json({"claims": coverage.claims, "covered": coverage.covered, "missing": rendered})
        return
    told = "" if coverage.share is None else f" Facts speak to {coverage.share:.0%} of {coverage.claims} claims."
    for one in found:
        click.echo(f"{one.topic}: {one.claims} claims in {one.conversations} conversations")
        for sentence in one.sentences:
            click.echo(f"  {sentence.external_id}: {' '.join(sentence.text.split())}")
    if not found:
        click.echo(f"No fact is missing.{told}")
    elif told:
        click.echo(told.strip())


def _on(day: datetime | None) -> date:
    return day.date() if day else datetime.now(UTC).date()


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
