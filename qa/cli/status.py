"""`qa status`: what is waiting, running and failed, and how far it is."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime

import click

from qa import registry
from qa.cli._common import counts_line, open_migrated, print_json, print_table
from qa.settings import Settings
from qa.stages import due
from qa.stages.transcribing import missing_model
from qa.store.tables import State
from qa.workflows.queue import QueueCount, count_queue


@click.command("status", short_help="Show what is waiting, running and failed.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(*, as_json: bool) -> None:
    """Show how far the work is, what failed and why, and what is missing on this machine.

    Exit status 1 when something failed or is missing.

    Example: qa status --json
    """
    settings = Settings.from_environment()
    database = open_migrated(settings)
    with database.reading() as session:
        status = due.work_status(session, now=datetime.now(UTC))
    reader = registry.reader()(settings)
    missing = list(reader.missing())
    if status.counts.get(State.WAITING_FOR_MODEL.value) and (problem := missing_model(settings)):
        missing.append(problem)
    queue = count_queue(settings)
    if as_json:
        print_json({**asdict(status), "due": status.due, "queue": asdict(queue), "missing": missing})
    else:
        _print(status, queue, missing)
    if status.failures or missing:
        raise SystemExit(1)


def _print(status: due.WorkStatus, queue: QueueCount, missing: list[str]) -> None:
    click.echo(f"Conversations: {counts_line(status.counts)}.")
    minutes = status.transcribed_ms / 60_000, status.audio_ms / 60_000
    click.echo(f"Calls: {minutes[0]:.1f} of {minutes[1]:.1f} minutes transcribed.")
    for call in status.under_way:
        done_s, left_s = call.done_ms / 1000, (call.total_ms - call.done_ms) / 1000
        click.echo(f"  {call.external_id}: {done_s:.0f} seconds of audio done, {left_s:.0f} left.")
    click.echo(f"Queue: {queue.running} running, {queue.waiting} waiting. Workers alive: {status.workers}.")
    for sentence in missing:
        click.echo(f"Missing: {sentence}")
    if status.failures:
        rows = [(failure.source, failure.external_id, failure.reason) for failure in status.failures]
        print_table(("source", "conversation", "reason"), rows, title="Failed")
        click.echo("Try them again with: qa work --retry")
