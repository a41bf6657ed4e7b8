"""`qa serve`: the page and one worker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

import click

from qa.cli._common import open_migrated
from qa.settings import Settings

_RESTART_SECONDS = 2.0


@click.command("serve", short_help="Serve the page and run one worker.")
@click.option("--host", help="Address to listen on; QA_HOST otherwise.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on; QA_PORT otherwise.")
@click.option("--threads", type=click.IntRange(1, 64), default=16, show_default=True, help="Requests at once.")
@click.option("--no-worker", is_flag=True, help="Serve the page only; workers run elsewhere.")
def command(*, host: str | None, port: int | None, threads: int, no_worker: bool) -> None:
    """Serve the page, and run one worker process beside it that is started again if it dies.

    Example: qa serve --port 8080
    """
    settings = Settings.from_environment()
    open_migrated(settings).engine.dispose()
    supervisor = None if no_worker else _WorkerSupervisor()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        _serve(settings, host=host or settings.host, port=port or settings.port, threads=threads)
    finally:
        if supervisor is not None:
            supervisor.stop()


def _serve(settings: Settings, *, host: str, port: int, threads: int) -> None:
    import waitress

    from web import create_app
    from web.garbage import GarbageCollector

    app = create_app(settings, live_seats=threads // 2)  # half of the threads are always left for pages
    try:
        server = waitress.create_server(GarbageCollector(app), host=host, port=port, threads=threads, ident="plumbline")
    except OSError as error:
        raise click.ClickException(
            f"Port {port} on {host} cannot be used ({error.strerror}). Choose another with --port."
        ) from error
    click.echo(f"Serving on http://{host}:{port} - Ctrl+C ends it.", err=True)
    server.run()


class _WorkerSupervisor:
    """Keeps one `qa work` process running beside the page."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep, name="worker-supervisor", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ask the worker to finish what is under way, and wait for it."""
        self._stop.set()
        process = self._process
        if process is not None and process.poll() is None:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()

    def _keep(self) -> None:
        while not self._stop.is_set():
            self._process = subprocess.Popen(
                [sys.executable, "-m", "qa", "work", "--parent", str(os.getpid())], start_new_session=True
            )
            self._process.wait()
            self._stop.wait(_RESTART_SECONDS)
