"""Starts `qa` as its own process group, so that all of it can be killed at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def start(*arguments: str, environment: Mapping[str, str], log: Path) -> subprocess.Popen[bytes]:
    """Start `qa ARGUMENTS`, writing all it says to the end of `log`."""
    with log.open("ab") as output:
        return subprocess.Popen(
            [sys.executable, "-m", "qa", *arguments],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a process and all it started, as pulling the plug would."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@contextmanager
def ended(process: subprocess.Popen[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """Make sure that a process does not outlive its test."""
    try:
        yield process
    finally:
        if process.poll() is None:
            kill(process)
