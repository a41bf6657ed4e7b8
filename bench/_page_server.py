"""Asks a server process for pages, from its first visitor on, and takes its memory."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import requests

from bench._page_timing import checked, once, times_of
from bench._pages import MANAGER, Page
from qa.settings import Settings
from tests.web.seed import PASSWORD

PORT = 8471
SERVED = ("home", "list", "list, frequent criterion", "conversation", "checks", "insights")


@dataclass(frozen=True, slots=True)
class Served:
    """What a server process took: milliseconds of its first visitor and later, and its memory at its highest."""

    first_ms: dict[str, float]
    taken_ms: dict[str, tuple[float, float, float]]
    memory_mb: int
    memory_every_page_mb: int

    def as_figures(self) -> dict[str, object]:
        """Return what is stored."""
        memory = {"memory_mb": self.memory_mb, "memory_every_page_mb": self.memory_every_page_mb}
        return {"first_served_ms": self.first_ms, "served_ms": self.taken_ms, **memory}


def ask_server(settings: Settings, pages: list[Page]) -> Served:
    """Ask a server process for some pages over one connection, then for all that the manager has."""
    urls = {page.name: page.url for page in pages}
    environment = os.environ | {"QA_HOME": str(settings.home), "QA_SECRET_KEY": "bench"}
    command = [sys.executable, "-m", "qa", "serve", "--no-worker", "--port", str(PORT)]
    process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        visitor, address = requests.Session(), f"http://127.0.0.1:{PORT}"
        _wait_for(visitor, address)
        found = re.search(r'name="csrf_token" value="([^"]+)', visitor.get(f"{address}/sign-in").text)
        assert found
        fields = {"csrf_token": found[1], "email": "manager@acme.example", "password": PASSWORD}
        checked(visitor.post(f"{address}/sign-in", data=fields))
        first = {name: once(lambda url=urls[name]: checked(visitor.get(address + url))) for name in SERVED}
        times = {
            f"{name}, served": times_of(lambda url=urls[name]: checked(visitor.get(address + url))) for name in SERVED
        }
        memory = _memory_mb(process.pid)
        for page in pages:
            if page.role == MANAGER:
                visitor.get(address + page.url)
        return Served(first, times, memory, _memory_mb(process.pid))
    finally:
        process.terminate()
        process.wait()


def _memory_mb(process_id: int) -> int:
    """Return how much memory a process has held at most."""
    status = Path(f"/proc/{process_id}/status").read_text(encoding="ascii")
    highest = re.search(r"VmHWM:\s+(\d+) kB", status)
    assert highest
    return int(highest[1]) // 1024


def _wait_for(visitor: requests.Session, address: str) -> None:
    for _ in range(100):
        try:
            visitor.get(f"{address}/sign-in", timeout=5)
        except requests.ConnectionError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("The server did not start.")
