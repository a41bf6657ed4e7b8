"""`kill -9` at any moment loses nothing and doubles nothing."""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

import pytest

from tests.durable.conftest import PATIENCE_S, Undisturbed, home_of, url_of
from tests.durable.processes import ended, kill, start
from tests.durable.snapshot import Rows, differences, snapshot

pytestmark = [pytest.mark.durable, pytest.mark.languagetool, pytest.mark.whisper]

KILLS = 20
SEED = 20261121


def test_the_demo_has_everything_in_it(undisturbed: Undisturbed) -> None:
    states = {row[7].value for row in undisturbed.rows["conversations"]}
    assert states == {"checked"}
    assert len(undisturbed.rows["conversations"]) >= 60
    assert {row[1] for row in undisturbed.rows["recordings"]} >= {"pl-1-excellent", "en-3-rude"}


def test_killing_at_twenty_moments_changes_nothing(
    undisturbed: Undisturbed, server: dict[str, str], tmp_path: Path
) -> None:
    moments = random.Random(SEED)
    ends: list[dict[str, Rows]] = []
    kills = 0
    while kills < KILLS or not ends:
        home = tmp_path / str(len(ends))
        home.mkdir()
        killed, rows = _run_to_the_end(home, server, moments, most=KILLS - kills, seconds=undisturbed.seconds)
        kills += killed
        ends.append(rows)
    assert [differences(rows, undisturbed.rows) for rows in ends] == [{}] * len(ends)


def _run_to_the_end(
    home: Path, server: dict[str, str], moments: random.Random, *, most: int, seconds: float
) -> tuple[int, dict[str, Rows]]:
    """Run the demo again and again, killing it, until a run ends by itself; return kills and what is there."""
    kills = 0
    while True:
        with ended(start("demo", "--no-serve", environment=home_of(home) | server, log=home / "log")) as process:
            wait = moments.uniform(0.3, seconds / 2) if kills < most else PATIENCE_S
            try:
                assert process.wait(timeout=wait) == 0, (home / "log").read_text()
            except subprocess.TimeoutExpired:
                assert kills < most, f"the demo hung: {(home / 'log').read_text()}"
                kill(process)
                kills += 1
                continue
        return kills, snapshot(url_of(home))
