"""`qa check`: conversations in, verdicts out, with no database."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import click

from qa import registry
from qa.cli._bar import FileBar
from qa.cli._rubric_file import rubric_file
from qa.domain.conversation import Conversation
from qa.domain.rubric import Rubric
from qa.errors import BadRecordError, QaError
from qa.facts.materials import load_materials
from qa.ports import ImportOptions, Materials
from qa.rubric.judge import Judge
from qa.rubric.load import load_rubric
from qa.rubric.render import render_json
from qa.rubric.render_text import render_text
from qa.settings import Settings

_EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("check", short_help="Judge conversations in a file, without a database.")
@click.argument("conversations", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--rubric", type=_EXISTING, help="The rubric; the one of the settings (QA_RUBRIC) by default.")
@click.option(
    "--facts", type=_EXISTING, multiple=True, help="What the company and the law say (YAML); can be given again."
)
@click.option("--orders", type=_EXISTING, help="What the shop's records say (JSON Lines).")
@click.option("--templates", type=_EXISTING, help="Saved replies (JSON Lines).")
@click.option(
    "--dictionary", type=_EXISTING, help="The company's own words, one a line; a tab and a language may follow."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("json", "text", "full")),
    default="json",
    show_default=True,
    help="full is json with what checks say that do not count yet.",
)
def command(  # noqa: PLR0913 (one for each option)
    *,
    conversations: Path,
    rubric: Path | None,
    facts: tuple[Path, ...],
    orders: Path | None,
    templates: Path | None,
    dictionary: Path | None,
    form: str,
) -> None:
    """Judge the conversations of a JSON Lines file, or of standard input (-).

    Writes one JSON object a line in the order of the input. A bad line is reported on
    stderr as file:line, skipped and counted, and makes the exit status 1.

    Example: qa check conversations.jsonl --facts shop.yaml --format text
    """
    settings = Settings.from_environment()
    materials = load_materials(settings, facts=facts, orders=orders, templates=templates, dictionary=dictionary)
    loaded = load_rubric(rubric_file(settings, rubric))
    run = _Run(loaded, materials, form=form)
    with closing(registry.reader()(settings)) as reader:
        judge = Judge(loaded, reader)
        with FileBar("Judging", total_bytes=_size(conversations)) as bar:
            for index, found in enumerate(_read(conversations, settings, bar)):
                run.take(found, judge)
                bar.answered()
                if index == 0:
                    judge.settle()
    run.end()


class _Run:
    """Writes what is judged, reports what cannot be, and counts."""

    def __init__(self, rubric: Rubric, materials: Materials, *, form: str) -> None:
        self._rubric, self._materials, self._form = rubric, materials, form
        self._bad = 0
        self._waits: str | None = None

    def take(self, found: Conversation | BadRecordError, judge: Judge) -> None:
        """Judge one conversation, or report one bad line."""
        if isinstance(found, BadRecordError):
            self._report(f"{found.file}:{found.line}: {found.problem}")
            return
        try:
            judgement = judge.judge(found, self._materials)
        except Exception as error:  # one conversation that a check cannot take must not stop the rest
            reason = str(error) if isinstance(error, QaError) else f"a check stopped with {type(error).__name__}"
            self._report(f"conversation {found.id!r} cannot be judged: {reason}")
            return
        self._waits = self._waits or judgement.waits
        if self._form == "text":
            click.echo(render_text(found, self._rubric, judgement))
        else:
            click.echo(render_json(found, self._rubric, judgement, with_shadows=self._form == "full"))

    def end(self) -> None:
        """Say what was left out; exit with status 1 when anything was."""
        if self._waits:
            click.echo(f"qa check: some checks could not be run: {self._waits}", err=True)
        if self._bad:
            click.echo(f"qa check: {self._bad} bad {'line' if self._bad == 1 else 'lines'} skipped.", err=True)
            sys.exit(1)

    def _report(self, problem: str) -> None:
        self._bad += 1
        click.echo(problem, err=True)


def _size(path: Path) -> int:
    return 0 if str(path) == "-" else path.stat().st_size


def _read(path: Path, settings: Settings, bar: FileBar) -> Iterator[Conversation | BadRecordError]:
    options = ImportOptions(mail_domains=settings.mail_domains, time_zone=settings.time_zone, report=bar.read)
    with _as_file(path) as (file, name):
        for found in registry.importer("conversations_jsonl")().read(file, options):
            if isinstance(found, BadRecordError) and name != found.file:
                yield BadRecordError(name, found.line, found.problem, column=found.column)
            else:
                yield found


@contextmanager
def _as_file(path: Path) -> Iterator[tuple[Path, str]]:
    """Give the path of the input and the name it has in messages; importers read files, so `-` is spooled to one."""
    if str(path) != "-":
        yield path, str(path)
        return
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as spooled:
        shutil.copyfileobj(sys.stdin.buffer, spooled)
        spooled.flush()
        yield Path(spooled.name), "-"
