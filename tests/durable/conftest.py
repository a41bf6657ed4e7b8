"""One undisturbed run of the demo, for all tests that compare with it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from checks.languagetool.server import ensure_server
from qa.settings import Settings
from tests.durable.processes import ended, start
from tests.durable.snapshot import Rows, snapshot

PATIENCE_S = 600


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """What the demo comes to when nobody disturbs it, and how long that takes."""

    rows: dict[str, Rows]
    seconds: float


@pytest.fixture(scope="session")
def server() -> dict[str, str]:
    """Name the shared language server, so that killing a worker never kills it."""
    return {"QA_LANGUAGETOOL_URL": ensure_server(Settings.from_environment())}


@pytest.fixture(scope="session")
def undisturbed(server: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    """Run the demo once, without serving."""
    home = tmp_path_factory.mktemp("undisturbed")
    began = time.monotonic()
    with ended(start("demo", "--no-serve", environment=home_of(home) | server, log=home / "log")) as process:
        assert process.wait(timeout=PATIENCE_S) == 0, (home / "log").read_text()
    return Undisturbed(snapshot(url_of(home)), time.monotonic() - began)


def home_of(home: Path) -> dict[str, str]:
    """Return the environment of an installation in `home`."""
    return {"QA_HOME": str(home), "QA_DATABASE_URL": url_of(home)}


def url_of(home: Path) -> str:
    """Return the address of the database in `home`."""
    return f"sqlite:///{home / 'plumbline.db'}"
