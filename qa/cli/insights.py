"""`qa insights`: what all conversations together say: reasons, self-service, times, hours, channels, saved replies."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime

import click

from qa.cli._common import open_migrated, print_json, print_table, say_no
from qa.settings import Settings
from qa.stages.insights import Insights, Period, Share, read_insights

_DAY = click.DateTime(["%Y-%m-%d"])
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@click.command("insights", short_help="Show why customers write and what it costs.")
@click.option("--from", "date_from", type=_DAY, help="Only conversations from this day on.")
@click.option("--to", "date_to", type=_DAY, help="Only conversations to this day, included.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(*, date_from: datetime | None, date_to: datetime | None, as_json: bool) -> None:
    """Show why customers write, what they could have found themselves, how long it takes, and when it is busy.

    Every share has its count and a 95 % interval (Wilson). Nothing here is a measure of an agent,
    and nothing of it enters a score. A contact is solved at once when the same customer does not
    write again about the same reason within seven days.

    Example: qa insights --from 2026-10-01 --to 2026-10-31 --json
    """
    settings = Settings.from_environment()
    period = Period(_day(date_from), _day(date_to), settings.zone)
    database = open_migrated(settings)
    with database.reading() as session:
        found = read_insights(session, period)
    if as_json:
        print_json(asdict(found))
        return
    if not found.contacts:
        say_no("No insights yet. Import conversations with `qa import`, then run `qa work --drain`.")
    _print(found)


def _print(found: Insights) -> None:
    click.echo(f"{found.contacts} conversations; {found.waiting} more were not judged since insights are kept.")
    click.echo(f"Could be answered by self-service: {_share(found.self_service)}")
    click.echo(f"Solved at the first contact: {_share(found.first_contact)}")
    times = f"{_time(found.handling_median)}, 90 % within {_time(found.handling_p90)} ({found.handling_n} timed)"
    click.echo(f"Handling time: half within {times}")
    print_table(
        ("reason", "contacts", "share", "self-service", "handling", "p90", "first contact"),
        [
            (
                line.name or "not told",
                line.share.count,
                _share(line.share, is_counted=False),
                _share(line.self_service),
                _time(line.handling_median),
                _time(line.handling_p90),
                _share(line.first_contact),
            )
            for line in found.reasons
        ],
        title="Reasons",
    )
    print_table(
        ("channel", "contacts", "mean score", "passed", "critical", "handling", "first answer"),
        [
            (
                line.name,
                line.contacts,
                line.mean_score,
                _share(line.passed),
                _share(line.critical),
                _time(line.handling_median),
                _time(line.first_answer_median),
            )
            for line in found.channels
        ],
        title=f"Channels (passed: {found.pass_mark:g} or more)",
    )
    busiest = sorted(found.hours, key=lambda cell: (-cell.contacts, cell.weekday, cell.hour))[:10]
    print_table(
        ("hour", "contacts", "below the pass mark"),
        [
            (f"{_WEEKDAYS[cell.weekday]} {cell.hour:02}:00", cell.contacts, _share(Share.of(cell.below, cell.scored)))
            for cell in busiest
        ],
        title="Busiest hours",
    )
    if found.templates:
        print_table(
            ("saved reply", "sent", "criterion", "words"),
            [(line.title or line.template, line.sent, line.criterion, line.quote) for line in found.templates],
            title="Faults of saved replies",
        )


def _share(share: Share, *, is_counted: bool = True) -> str:
    if share.share is None or share.low is None or share.high is None:
        return "nothing to count"
    percent = f"{100 * share.share:.0f} % ({100 * share.low:.0f}-{100 * share.high:.0f})"
    return f"{percent}, {share.count} of {share.n}" if is_counted else percent


def _time(seconds: int | None) -> str:
    if seconds is None:
        return "-"
    minutes, left = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def _day(given: datetime | None) -> date | None:
    return given.date() if given else None
