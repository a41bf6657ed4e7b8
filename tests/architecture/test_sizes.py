"""Keeps every file of ours short enough to be read in one go."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LINES = 300
SUFFIXES = {".py", ".html", ".css", ".js"}
EXEMPT = ("qa/store/migrations/versions/", "web/static/vendor/")


def _files() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    ours = (name for name in listed.stdout.splitlines() if Path(name).suffix in SUFFIXES)
    return [name for name in ours if not name.startswith(EXEMPT) and (ROOT / name).is_file()]


def test_the_files_of_the_project_are_found() -> None:
    assert {"qa/settings.py", "tests/architecture/test_sizes.py"} <= set(_files())


def test_no_file_of_ours_is_longer_than_300_lines() -> None:
    long = {name: lines for name in _files() if (lines := (ROOT / name).read_bytes().count(b"\n")) > LINES}
    assert long == {}
