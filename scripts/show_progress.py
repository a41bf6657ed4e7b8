"""Runs a command and draws, on a terminal, how many of the files it brings have come and how long the rest takes.

python scripts/show_progress.py LABEL --under FOLDER --files PATTERN --of NUMBER -- COMMAND...

Files that were there before do not count. What the command writes is shown only when it fails, and its exit
status is this script's. Standard library alone: it runs before any package is installed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

WIDTH = 30
PAUSE = 0.3
LEAST = 0.05


def main(arguments: Sequence[str]) -> int:
    """Run the command. Returns its exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("label")
    parser.add_argument("--under", required=True, type=Path, help="the folder they come to")
    parser.add_argument("--files", required=True, help="pattern of the files that are counted; ** goes into folders")
    parser.add_argument("--of", type=int, required=True, help="how many there will be")
    options = parser.parse_args(list(arguments[: arguments.index("--")]))
    command = arguments[arguments.index("--") + 1 :]
    with tempfile.TemporaryFile() as said:
        running = subprocess.Popen(command, stdout=said, stderr=said)
        if sys.stderr.isatty():
            watch(running, label=options.label, come=lambda: count(options.under, options.files), total=options.of)
        status = running.wait()
        if status:
            said.seek(0)
            sys.stderr.write(said.read().decode("utf-8", "replace"))
    return status


def watch(running: subprocess.Popen[bytes], *, label: str, come: Callable[[], int], total: int) -> None:
    """Draw the line anew until the command ends."""
    before, began = come(), time.monotonic()
    while running.poll() is None:
        new = min(come() - before, total)
        sys.stderr.write("\r\033[K" + line(label, new, total, time.monotonic() - began))
        sys.stderr.flush()
        time.sleep(PAUSE)
    sys.stderr.write("\r\033[K" + f"{label}: done in {clock(time.monotonic() - began)}\n")


def count(folder: Path, pattern: str) -> int:
    """Count the files of a pattern under a folder; `~` is the home folder."""
    return sum(1 for _ in folder.expanduser().glob(pattern))


def line(label: str, come: int, total: int, seconds: float) -> str:
    """Write the line: a bar, the count, and the time left once a twentieth has come."""
    filled = WIDTH * come // max(total, 1)
    can_tell = come >= max(1, total * LEAST)
    left = clock(seconds / come * (total - come)) + " left" if can_tell else clock(seconds) + " gone"
    return f"{label}  [{'#' * filled}{'-' * (WIDTH - filled)}]  {come}/{total}  {left}"


def clock(seconds: float) -> str:
    """Write seconds as minutes and seconds."""
    return f"{int(seconds) // 60:02d}:{int(seconds) % 60:02d}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
