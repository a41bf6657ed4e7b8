"""Skips tests whose part is missing, saying why; with QA_REQUIRE_ALL=1 a missing part is a failure."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from ctypes.util import find_library
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from checks.languagetool.server import describe_problem
from qa.settings import Settings
from transcribe.speaker_models import has_sherpa

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "data"
CHROMIUM_SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
)
OPTIONAL = frozenset({"openai_whisper", "shared"})


def _languagetool() -> str | None:
    return describe_problem(Settings.from_environment())


def _whisper() -> str | None:
    return None if importlib.util.find_spec("faster_whisper") else "faster-whisper is not installed: run `make setup`."


def _openai_whisper() -> str | None:
    if importlib.util.find_spec("whisper") is None:
        return "openai-whisper is not installed: run `make openai-whisper`."
    return None


def _diarisation() -> str | None:
    if not has_sherpa():
        return "sherpa-onnx is not installed: run `make setup`."
    return None


def _postgres() -> str | None:
    if shutil.which("initdb") or any(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        return None
    return "PostgreSQL is not installed: apt-get install postgresql."


def _browser() -> str | None:
    if not shutil.which("chromium"):
        return "chromium is not installed: apt-get install chromium."
    if not (ROOT / "web" / "static" / "vendor" / "htmx.min.js").exists():
        return "the front-end files are not installed: run `make setup`."
    return None


def _espeak() -> str | None:
    return None if find_library("espeak-ng") else "espeak-ng is not installed: apt-get install espeak-ng."


def _shared() -> str | None:
    return None if SHARED.is_dir() else f"{SHARED} is not there; these tests use data that is not part of the project."


def _durable() -> str | None:
    return None


GROUPS: dict[str, Callable[[], str | None]] = {
    "languagetool": cache(_languagetool),
    "whisper": cache(_whisper),
    "openai_whisper": cache(_openai_whisper),
    "diarisation": cache(_diarisation),
    "postgres": cache(_postgres),
    "browser": cache(_browser),
    "espeak": cache(_espeak),
    "shared": cache(_shared),
    "durable": cache(_durable),
}
REQUIRED = frozenset(GROUPS) - OPTIONAL
_RAN: Counter[str] = Counter()
_SKIPPED: Counter[str] = Counter()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Debian's Chromium once for all tests."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(CHROMIUM_SWITCHES))
        yield started
        started.close()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test of a group whose part is missing."""
    for group in _groups_of(item):
        problem = GROUPS[group]()
        if problem:
            pytest.skip(f"{group}: {problem}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Count, for each group, what ran and what was skipped; a skip is charged to an optional group first."""
    report = yield
    groups = _groups_of(item)
    if report.skipped and not hasattr(report, "wasxfail"):
        _SKIPPED.update([group for group in groups if group in OPTIONAL] or groups)
    elif report.when == "call":
        _RAN.update(groups)
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which groups ran."""
    for group in sorted(_RAN | _SKIPPED):
        terminalreporter.write_line(f"{group}: {_RAN[group]} ran, {_SKIPPED[group]} skipped")
    for complaint in _complaints():
        terminalreporter.write_line(f"QA_REQUIRE_ALL: {complaint}", red=True)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run that had to have everything and did not."""
    if _complaints() and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _groups_of(item: pytest.Item) -> list[str]:
    return [marker for marker in GROUPS if item.get_closest_marker(marker)]


def _complaints() -> list[str]:
    """Name the required groups with a skipped test, or without any when the whole suite was asked for."""
    if os.environ.get("QA_REQUIRE_ALL") != "1" or not (_RAN or _SKIPPED):
        return []
    return [
        f"group {group}: {_SKIPPED[group]} skipped, {_RAN[group]} ran"
        for group in sorted(REQUIRED)
        if _SKIPPED[group] or not _RAN[group]
    ]
