"""`qa rubric`: lint, test, show and publish rubrics."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import click
from sqlalchemy import inspect as inspect_database
from sqlalchemy import make_url, select

from qa import registry
from qa.cli._common import print_json, print_table, say_no
from qa.cli._rubric_file import rubric_file
from qa.cli._rubric_publish import export, publish, versions
from qa.domain.rubric import Rubric, text_in
from qa.errors import LocatedError, RubricError
from qa.facts.materials import load_example_materials
from qa.places import read_text
from qa.ports import Check, Reader
from qa.rubric.examples import ExampleResult, ExampleRunner
from qa.rubric.lint import lint_rubric
from qa.rubric.load import load_rubric, parse_rubric
from qa.settings import Settings
from qa.store import tables
from qa.store.session import open_database, sessions_of

_EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("rubric", short_help="Lint, test, show and publish rubrics.")
def command() -> None:
    """Lint, test, show and publish rubrics.

    Example: qa rubric lint rubrics/ecommerce-support.yaml
    """


for _stored in (publish, export, versions):
    command.add_command(_stored)


@command.command("lint")
@click.argument("files", nargs=-1, type=_EXISTING)
@click.option("--against", type=_EXISTING, help="An older version: a changed text must have a higher version.")
@click.option("--fast", is_flag=True, help="Only read the rubric; try no patterns and no examples.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def lint(*, files: tuple[Path, ...], against: Path | None, fast: bool, as_json: bool) -> None:
    """Say everything that is wrong with rubrics, as file:line:column: what is wrong.

    Without a file it is the rubric of the settings (QA_RUBRIC). A text that differs from what
    the database holds under that name must have a higher version.

    Example: qa rubric lint rubrics/ecommerce-support.yaml --against old.yaml
    """
    settings = Settings.from_environment()
    older = [load_rubric(against)] if against else _stored_rubrics(settings)
    found: list[LocatedError] = []
    for file in files or (rubric_file(settings),):
        found += _lint_file(file, settings, older=older, fast=fast)
    if as_json:
        print_json([_as_dict(problem) for problem in found])
    if found:
        say_no(_count(found) if as_json else "\n".join([*(str(problem) for problem in found), _count(found)]))
    if not as_json:
        click.echo("Nothing is wrong.")


@command.command("test")
@click.argument("files", nargs=-1, type=_EXISTING)
@click.option("--criterion", "only", multiple=True, help="Only this criterion; can be given again.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def test(*, files: tuple[Path, ...], only: tuple[str, ...], as_json: bool) -> None:
    """Run the examples of rubrics; one line for each that is not as it should be, with carets under the text.

    Example: qa rubric test rubrics/ecommerce-support.yaml --criterion no-blame
    """
    settings = Settings.from_environment()
    results: list[ExampleResult] = []
    with _open_reader(settings) as reader:
        for file in files or (rubric_file(settings),):
            rubric = load_rubric(file)
            _refuse_unknown(rubric, only)
            runner = ExampleRunner(rubric, reader, load_example_materials(settings, rubric.example_materials))
            results += runner.run_all(only=only)
    _print_results(results, as_json=as_json)


@command.command("show")
@click.argument("file", required=False, type=_EXISTING)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--language", default="en", show_default=True, help="Language of titles.")
def show(*, file: Path | None, as_json: bool, language: str) -> None:
    """Show the criteria of a rubric with their weights, checks and numbers of examples.

    Example: qa rubric show --language pl
    """
    rubric = load_rubric(rubric_file(Settings.from_environment(), file))
    if as_json:
        print_json(_rubric_as_dict(rubric, language))
        return
    rows = [
        (
            criterion.id + (" (critical)" if criterion.is_critical else ""),
            criterion.dimension,
            criterion.weight,
            text_in(criterion.title, language),
            ", ".join(check.kind for check in criterion.checks) or "people only",
            len(criterion.examples),
        )
        for criterion in rubric.criteria
    ]
    title = f"{rubric.name}, version {rubric.version}: {text_in(rubric.title, language)}"
    print_table(("criterion", "dimension", "weight", "title", "checks", "examples"), rows, title=title)


@command.command("kinds")
@click.argument("names", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def kinds(*, names: tuple[str, ...], as_json: bool) -> None:
    """Show the kinds of checks a rubric can use, with their options; all without a name.

    Example: qa rubric kinds phrase
    """
    found = {name: registry.check_kind(name) for name in names or registry.check_kinds()}
    if as_json:
        print_json({name: _kind_as_dict(kind) for name, kind in found.items()})
        return
    for name, kind in found.items():
        click.echo(f"{name}: {inspect.cleandoc(kind.__doc__ or '')}")
        for option, spec in sorted(kind.options.items()):
            choices = f" One of: {', '.join(spec.choices)}." if spec.choices else ""
            needed = " Required." if spec.is_required else ""
            click.echo(f"    {option}: {spec.purpose}{choices}{needed}")
        click.echo()


@contextmanager
def _open_reader(settings: Settings) -> Iterator[Reader]:
    with closing(registry.reader()(settings)) as reader:
        yield reader


def _lint_file(file: Path, settings: Settings, *, older: list[Rubric], fast: bool) -> list[LocatedError]:
    try:
        text = read_text(file, RubricError)
    except RubricError as error:
        return [error]
    problems = lint_rubric(text, str(file), older=older)
    if problems or fast:
        return problems
    materials = load_example_materials(settings, load_rubric(file).example_materials)
    with _open_reader(settings) as reader:
        return lint_rubric(text, str(file), reader=reader, materials=materials)


def _stored_rubrics(settings: Settings) -> list[Rubric]:
    """Return the rubrics in force in the database; none when there is no database yet."""
    path = make_url(settings.database_url).database
    if settings.database_url.startswith("sqlite") and not (path and Path(path).exists()):
        return []
    engine = open_database(settings.database_url)
    try:
        if not inspect_database(engine).has_table(tables.Rubric.__tablename__):
            return []
        with sessions_of(engine, is_writing=False)() as session:
            rows = session.scalars(select(tables.Rubric).where(tables.Rubric.is_active)).all()
    finally:
        engine.dispose()
    parsed = (_parse_stored(row) for row in rows)
    return [rubric for rubric in parsed if rubric]


def _parse_stored(row: tables.Rubric) -> Rubric | None:
    """Read a stored rubric; None when a kind it was written for is not installed any more."""
    try:
        return parse_rubric(row.yaml, f"{row.name}@{row.version} in the database")
    except RubricError:
        return None


def _refuse_unknown(rubric: Rubric, only: tuple[str, ...]) -> None:
    known = [criterion.id for criterion in rubric.criteria]
    for name in only:
        if name not in known:
            raise click.BadParameter(f"{rubric.name} has no criterion {name!r}. Known: {', '.join(known)}.")


def _print_results(results: list[ExampleResult], *, as_json: bool) -> None:
    misses = [result for result in results if result.miss]
    missing = [result for result in results if result.missing]
    todo = sum(result.is_todo for result in results)
    if as_json:
        print_json([{"example": one.name, "miss": one.miss, "not_run": one.missing} for one in results])
    else:
        for result in misses:
            click.echo(result.miss)
    summary = f"{len(results)} examples, {len(misses)} missed, {todo} known mistakes, {len(missing)} not run"
    if missing:
        summary += f": {missing[0].missing}"
    click.echo(summary, err=as_json)
    if misses:
        raise SystemExit(1)


def _as_dict(problem: LocatedError) -> dict[str, object]:
    return {"file": problem.file, "line": problem.line, "column": problem.column, "problem": problem.problem}


def _count(problems: list[LocatedError]) -> str:
    return f"{len(problems)} {'problem' if len(problems) == 1 else 'problems'}."


def _kind_as_dict(kind: type[Check]) -> dict[str, object]:
    return {
        "about": inspect.cleandoc(kind.__doc__ or ""),
        "version": kind.version,
        "options": {
            name: {"purpose": spec.purpose, "required": spec.is_required, "choices": list(spec.choices)}
            for name, spec in sorted(kind.options.items())
        },
    }


def _rubric_as_dict(rubric: Rubric, language: str) -> dict[str, object]:
    return {
        "rubric": rubric.name,
        "version": rubric.version,
        "title": text_in(rubric.title, language),
        "pass_mark": rubric.pass_mark,
        "content_hash": rubric.content_hash,
        "criteria": [
            {
                "id": criterion.id,
                "dimension": criterion.dimension,
                "weight": criterion.weight,
                "critical": criterion.is_critical,
                "title": text_in(criterion.title, language),
                "question": text_in(criterion.question, language),
                "scale": list(criterion.scale),
                "checks": [{"id": check.id, "kind": check.kind} for check in criterion.checks],
                "examples": len(criterion.examples),
            }
            for criterion in rubric.criteria
        ],
    }
