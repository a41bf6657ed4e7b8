"""One setting moves everything, the queue included, to PostgreSQL and to workers on many machines."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from qa.cli.demo import ENVIRONMENT
from tests.durable.conftest import PATIENCE_S, Undisturbed
from tests.durable.processes import ended, kill, start
from tests.durable.snapshot import differences, snapshot

pytestmark = [pytest.mark.postgres, pytest.mark.durable, pytest.mark.languagetool, pytest.mark.whisper]


@pytest.fixture
def database_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run a throw-away PostgreSQL."""
    folder = tmp_path_factory.mktemp("postgres")
    binaries = _binaries()
    user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if user:
        for path in (folder, *folder.parents[:3]):
            path.chmod(0o755)
        shutil.chown(folder, "postgres")
    data = folder / "data"
    subprocess.run(
        [*user, str(binaries / "initdb"), "-A", "trust", "-U", "postgres", "-N", "-D", str(data)],
        check=True,
        capture_output=True,
    )
    port = _free_port()
    options = f"-p {port} -c fsync=off -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
    control = [*user, str(binaries / "pg_ctl"), "-D", str(data), "-w"]
    subprocess.run([*control, "-o", options, "-l", str(folder / "log"), "start"], check=True, capture_output=True)
    try:
        yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
    finally:
        os.kill(int((data / "postmaster.pid").read_text().split()[0]), signal.SIGQUIT)


def test_one_worker_finishes_what_the_other_was_killed_in(
    database_url: str, undisturbed: Undisturbed, server: dict[str, str], tmp_path: Path
) -> None:
    log = tmp_path / "log"
    environment = {"QA_HOME": str(tmp_path), "QA_DATABASE_URL": database_url, **server}
    with ended(start("demo", "--no-work", "--no-serve", environment=environment, log=log)) as filling:
        assert filling.wait(timeout=PATIENCE_S) == 0, log.read_text()
    demo = ENVIRONMENT | environment
    with (
        ended(start("work", "--drain", environment=demo | {"QA_WORKER_NAME": "first"}, log=log)) as first,
        ended(start("work", "--drain", environment=demo | {"QA_WORKER_NAME": "second"}, log=log)) as second,
    ):
        _wait_until_working(database_url, "first")
        kill(first)
        assert second.wait(timeout=PATIENCE_S) == 0, log.read_text()
    with ended(start("demo", "--no-serve", environment=environment, log=log)) as again:
        assert again.wait(timeout=PATIENCE_S) == 0, log.read_text()
    rows = snapshot(database_url)
    compared = set(rows) - {"samples"}
    assert differences({name: rows[name] for name in compared}, undisturbed.rows) == {}


def _wait_until_working(url: str, worker: str) -> None:
    """Wait until a worker has a workflow in its hands."""
    engine = create_engine(url)
    query = text("SELECT count(*) FROM dbos.workflow_status WHERE executor_id = :name AND status = 'PENDING'")
    deadline = time.monotonic() + 60
    try:
        while time.monotonic() < deadline:
            with engine.connect() as connection:
                if connection.execute(query, {"name": worker}).scalar_one():
                    return
            time.sleep(0.05)
    finally:
        engine.dispose()
    raise AssertionError(f"{worker} took no work within a minute")


def _binaries() -> Path:
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    return sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))[-1].parent


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
