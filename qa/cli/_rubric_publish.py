"""`qa rubric publish`, `export` and `versions`: rubrics as the database keeps them."""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from qa import registry
from qa.cli._common import open_migrated, print_json, print_table, say_no
from qa.errors import RubricError
from qa.facts.materials import load_example_materials
from qa.places import read_text
from qa.rubric.examples import ExampleResult, ExampleRunner
from qa.rubric.lint import lint_rubric
from qa.rubric.load import parse_rubric
from qa.settings import Settings
from qa.stages.rubrics.publishing import Publication, publish_text
from qa.stages.rubrics.versions import list_versions, read_yaml

_EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("publish")
@click.argument("file", type=_EXISTING)
@click.option("--from", "from_day", type=click.DateTime(["%Y-%m-%d"]), help="First day in force; now by default.")
@click.option("--note", default="", help="Why, in a sentence that reviewers will read.")
@click.option("--recheck/--no-recheck", default=True, help="Judge conversations that nobody has reviewed anew.")
def publish(*, file: Path, from_day: datetime | None, note: str, recheck: bool) -> None:
    """Lint a rubric, run its examples, store it for ever under its version and put it in force.

    What is published takes the place of the settings' file (QA_RUBRIC). Reviews keep the version they were made
    with. Refused while anything is wrong; examples that cannot be run here are wrong too.

    Example: qa rubric publish rubrics/ecommerce-support.yaml --note "Return times follow the new policy"
    """
    settings = Settings.from_environment()
    text = _read_clean(file, settings)
    database = open_migrated(settings)
    now = datetime.now(UTC)
    publication = Publication(
        note=note, from_at=from_day.replace(tzinfo=settings.zone) if from_day else None, rechecks=recheck
    )
    with database.writing.begin() as session:
        row = publish_text(session, text, publication, user_id=None, settings=settings, now=now)
    since = f"from {from_day:%Y-%m-%d}" if publication.from_at and publication.from_at > now else "now"
    click.echo(f"{row.name}, version {row.version}, is in force {since}.")


@click.command("export")
@click.argument("name")
@click.option("--version", type=click.IntRange(min=1), help="Which version; the newest by default.")
def export(*, name: str, version: int | None) -> None:
    """Write the text of a stored rubric to standard output, byte for byte.

    Example: qa rubric export ecommerce-support --version 1 > old.yaml
    """
    database = open_migrated(Settings.from_environment())
    with database.reading() as session:
        click.echo(read_yaml(session, name, version), nl=False)


@click.command("versions")
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def versions(*, name: str | None, as_json: bool) -> None:
    """Show the stored versions of rubrics, which is in force, and how many reviews were made with each.

    Example: qa rubric versions --json
    """
    database = open_migrated(Settings.from_environment())
    with database.reading() as session:
        lines = list_versions(session, now=datetime.now(UTC), name=name)
    if as_json:
        print_json([asdict(line) for line in lines])
        return
    rows = [
        (
            line.name,
            line.version,
            "in force" if line.is_in_force else "",
            f"{line.since:%Y-%m-%d}",
            line.reviews,
            line.terms[-1].note if line.terms else "from the settings' file",
        )
        for line in lines
    ]
    print_table(("rubric", "version", "", "since", "reviews", "why"), rows)


def _read_clean(file: Path, settings: Settings) -> str:
    """Return the text of a file in which nothing is wrong; say what is, and end, otherwise."""
    text = read_text(file, RubricError)
    found = lint_rubric(text, str(file))
    if found:
        say_no("\n".join(str(one) for one in found))
    rubric = parse_rubric(text, str(file))
    materials = load_example_materials(settings, rubric.example_materials)
    with closing(registry.reader()(settings)) as reader:
        found = lint_rubric(text, str(file), reader=reader, materials=materials)
        results = ExampleRunner(rubric, reader, materials).run_all()
    wrong = [*(str(one) for one in found), *_wrong(results)]
    if wrong:
        say_no("\n".join([*wrong, "Nothing was published."]))
    return text


def _wrong(results: tuple[ExampleResult, ...]) -> list[str]:
    missing = [one.missing for one in results if one.missing]
    misses = [one.miss for one in results if one.miss]
    return [*misses, f"{len(missing)} examples could not be run: {missing[0]}"] if missing else misses
