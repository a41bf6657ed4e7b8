"""`qa work`: adds a worker that runs what is due."""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from datetime import UTC, datetime

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from qa.cli._common import Database, counts_line, open_migrated
from qa.settings import Settings
from qa.stages import due

_LOOK_SECONDS = 0.5


@click.command("work", short_help="Run a worker.")
@click.option("--drain", is_flag=True, help="Stop when nothing is due any more.")
@click.option("--retry", is_flag=True, help="First try everything again that failed.")
@click.option("--again", is_flag=True, help="First mark everything that was checked as due again.")
@click.option("--parent", type=int, hidden=True, help="Stop when this process is no longer the parent.")
def command(*, drain: bool, retry: bool, again: bool, parent: int | None) -> None:
    """Run a worker: transcribe, check and score what is due, until interrupted.

    Any number of workers may run, on one machine with SQLite, on many with PostgreSQL.

    Example: qa work --drain
    """
    settings = Settings.from_environment()
    database = open_migrated(settings)
    with database.writing.begin() as session:
        if retry:
            click.echo(f"Trying {due.retry_failed(session)} failed conversations again.", err=True)
        if again:
            click.echo(f"Checking {due.check_again(session)} conversations again.", err=True)
    run_worker(settings, database, drain=drain, parent=parent)


def run_worker(settings: Settings, database: Database, *, drain: bool, parent: int | None = None) -> None:
    """Work until SIGINT or SIGTERM, or until nothing is due when draining."""
    from qa.workflows import WorkerProcess

    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    asked_to_stop = threading.Event()
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, lambda *_: asked_to_stop.set())
    worker = WorkerProcess(settings, reading=database.reading, writing=database.writing)
    worker.join()
    try:
        if drain:
            _show_until_done(database, asked_to_stop)
        else:
            click.echo(f"Worker {worker.name} is working; Ctrl+C ends it.", err=True)
            while not asked_to_stop.wait(1.0) and parent in (None, os.getppid()):
                pass
    except KeyboardInterrupt:
        click.echo("Finishing what is under way...", err=True)
    finally:
        worker.leave()


def _show_until_done(database: Database, asked_to_stop: threading.Event) -> None:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[now]}"),
    )
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("Transcribing and checking", total=None, now="")
        while not asked_to_stop.is_set():
            with database.reading() as session:
                status = due.work_status(session, now=datetime.now(UTC), failures=0)
            total = status.due + status.done
            progress.update(task, total=total, completed=status.done, now=counts_line(status.counts))
            if not status.due:
                return
            time.sleep(_LOOK_SECONDS)
