from __future__ import annotations

import subprocess
import sys

import psutil

from checks.languagetool.keeper import keep


def test_an_idle_server_is_stopped() -> None:
    with subprocess.Popen(["sleep", "60"]) as idle:
        assert keep(psutil.Process(idle.pid), minutes=2, minute=0.05)
        assert idle.wait(timeout=5) != 0


def test_a_server_that_ends_by_itself_is_let_go() -> None:
    with subprocess.Popen(["sleep", "0.2"]) as ending:
        assert not keep(psutil.Process(ending.pid), minutes=1000, minute=0.05)


def test_a_server_at_work_is_left_alone() -> None:
    work = "import time\nend = time.process_time() + 2\nwhile time.process_time() < end: pass"
    with subprocess.Popen([sys.executable, "-c", work]) as busy:
        assert not keep(psutil.Process(busy.pid), minutes=30, minute=1.0)
