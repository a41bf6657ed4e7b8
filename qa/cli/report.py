"""`qa report`: the report of a period, on the terminal or in files."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click
from sqlalchemy import select

from qa.cli._common import open_migrated, print_json, print_table, say_no
from qa.domain.conversation import Channel
from qa.errors import ReportError
from qa.settings import Settings
from qa.stages.reporting import Figure, Report, Scope, make_report, newest_month, parse_period
from qa.stages.reporting.files import report_json, workbook, write_csv_folder
from qa.store import tables


@click.command("report", short_help="Compute the report of a month, a quarter or some days.")
@click.option("--period", metavar="PERIOD", help="2026-10, 2026-Q4 or 2026-10-03..2026-10-17; else the newest month.")
@click.option("--team", help="Only this team's agents.")
@click.option("--channel", type=click.Choice([one.value for one in Channel]), help="Only this channel.")
@click.option("--language", metavar="CODE", help="Only this language, as pl.")
@click.option("--reason", help="Only of this reason of contact, such as return; not-known: not told yet.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option(
    "--csv", "folder", type=click.Path(file_okay=False, path_type=Path), help="Write a CSV file a table here."
)
@click.option("--xlsx", "book", type=click.Path(dir_okay=False, path_type=Path), help="Write a workbook.")
def command(  # noqa: PLR0913 (one for each option)
    *,
    period: str | None,
    team: str | None,
    channel: str | None,
    language: str | None,
    reason: str | None,
    as_json: bool,
    folder: Path | None,
    book: Path | None,
) -> None:
    """Compute every figure of a report from what is stored, and print or write it.

    Rates and scores come three ways: by the machine alone, by people alone, and by the machine set right by
    people. Only blind reviews of conversations that chance drew enter an estimate. Text that a spreadsheet would
    take for a formula is written as text.

    \b
    Examples:
      qa report --period 2026-10
      qa report --period 2026-Q4 --team Polska --json
      qa report --period 2026-10 --csv october --xlsx october.xlsx
    """
    settings = Settings.from_environment()
    database = open_migrated(settings)
    now = datetime.now(UTC)
    with database.reading() as session:
        try:
            scope = parse_period(period, settings.zone) if period else newest_month(session, settings.zone, now=now)
        except ReportError as error:
            raise click.BadParameter(str(error), param_hint="--period") from error
        team_id = session.scalar(select(tables.Team.id).where(tables.Team.name == team)) if team else None
        if team and team_id is None:
            known = session.scalars(select(tables.Team.name).order_by(tables.Team.name)).all()
            say_no(f"There is no team {team!r}. Known: {', '.join(known) or 'none'}.")
        scope = replace(scope, team_id=team_id, channel=channel, language=language, reason=reason)
        report = make_report(session, scope, settings=settings, now=now)
    if folder is not None:
        click.echo(f"{len(write_csv_folder(report, folder))} files written to {folder}.", err=True)
    if book is not None:
        book.write_bytes(workbook(report))
        click.echo(f"{book} written.", err=True)
    if as_json:
        print_json(report_json(report, scope, made_at=now.isoformat()))
    elif folder is None and book is None:
        _print(report, scope)


def _print(report: Report, scope: Scope) -> None:
    overview = report.overview
    click.echo(f"{scope.period}: {overview.conversations} conversations, {overview.scored} judged by the machine.")
    counted = f"{overview.counted} of {overview.submitted} reviews count (blind, drawn by chance)"
    click.echo(f"{counted}; they stand for about {overview.represented:.0f} conversations.")
    ways = [("mean score", overview.score, 1), ("critical fails, %", overview.critical, 100)]
    ways.append((f"below {overview.pass_mark:g}, %", overview.below, 100))
    print_table(
        ("", "machine alone", "people alone", "corrected"),
        [
            (name, _told(way.machine, times), _told(way.human, times), _told(way.corrected, times))
            for name, way, times in ways
        ],
        title="How good conversations are",
    )
    print_table(
        ("criterion", "lost points", "fails, machine, %", "fails, corrected, %"),
        [
            (
                line.criterion,
                _told(line.lost, 1) if line.lost.value is not None else f"{line.lost_by_machine or 0:.2f}",
                _told(line.rate.machine, 100),
                _told(line.rate.corrected, 100),
            )
            for line in report.criteria.lines[:12]
        ],
        title="Where points are lost",
    )
    print_table(
        ("agent", "reviews", "mean score", "failed, %", "drawn to the mean, %", "beside chance"),
        [
            (
                line.name,
                line.n,
                _told(line.score, 1),
                _told(line.rate, 100),
                "-" if line.shrunk is None else f"{100 * line.shrunk:.1f}",
                "too few to compare" if line.place == "few" else line.place,
            )
            for line in report.agents.lines
        ],
        title="Agents, by name",
    )
    click.echo("Everything: --json, --csv FOLDER, --xlsx FILE, or the page Reports.")


def _told(figure: Figure, times: float) -> str:
    if figure.value is None:
        return figure.note or "-"
    value = f"{times * figure.value:.1f}"
    if figure.low is None or figure.high is None:
        return value
    return f"{value} ({times * figure.low:.1f} to {times * figure.high:.1f})"
