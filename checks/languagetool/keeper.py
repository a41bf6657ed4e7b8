"""Watches one server from a process of its own and stops it when nobody has used it for a while."""

from __future__ import annotations

import sys
import time

import psutil

IDLE_MINUTES = 30
_MINUTE = 60.0
_IDLE_CPU_SECONDS = 0.4


def keep(process: psutil.Process, *, minutes: int = IDLE_MINUTES, minute: float = _MINUTE) -> bool:
    """Return True after stopping the server for idleness, False when it ended by itself.

    A minute counts as idle when the server computed for less than 0.4 seconds of it: an idle Java takes
    about 0.12, a single check more.
    """
    idle = 0
    used = _cpu_seconds(process)
    while idle < minutes:
        time.sleep(minute)
        now = _cpu_seconds(process)
        if used is None or now is None:
            return False
        idle = idle + 1 if now - used < _IDLE_CPU_SECONDS else 0
        used = now
    process.terminate()
    return True


def _cpu_seconds(process: psutil.Process) -> float | None:
    try:
        if process.status() == psutil.STATUS_ZOMBIE:
            return None
        times = process.cpu_times()
    except psutil.Error:
        return None
    return float(times.user + times.system)


if __name__ == "__main__":
    keep(psutil.Process(int(sys.argv[1])))
