"""Transcribes one call of hours with the worker, kills it halfway, lets another go on, and says what it took.

python bench/long_transcription.py [--hours 3] [--too-long 12]: puts new English calls (bench/micro_whisper; needs
espeak-ng) one after the other into one telephone call (8 kHz, two channels, FLAC), imports it into a new home, and runs
`qa work`. Halfway the worker is killed (SIGKILL) and started anew. Counts peak memory, time, what was lost, and word
error against what is truly said. Then a file of twelve hours is tried, which is refused. Writes
bench/results/long_transcription.json.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sqlalchemy import func, select

from bench.transcription_parts.calls import AGENT, CUSTOMER, MODEL, UNKNOWN, SpokenWord
from bench.transcription_parts.long import new_parts, one_part, write_long_call
from bench.transcription_parts.words import WordFigures
from qa.store import tables
from qa.store.session import open_database, sessions_of

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench/results/long_transcription.json"
_SEED = 20261122
_PATIENCE_S = 7200
_TICKS = os.sysconf("SC_CLK_TCK")
_CHANNELS = {"agent": AGENT, "customer": CUSTOMER}


def main() -> None:
    """Measure both and store what was found."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    asked.add_argument("--hours", type=float, default=3)
    asked.add_argument("--too-long", type=float, default=12)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = _measure(Path(folder), hours=given.hours)
        found["too_long"] = _try_too_long(Path(folder), hours=given.too_long)
    found["load"] = round(os.getloadavg()[0], 1)
    RESULTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found, indent=1))


def _measure(folder: Path, *, hours: float) -> dict[str, Any]:
    sound = folder / "calls" / "long.flac"
    sound.parent.mkdir()
    said = write_long_call(sound, new_parts(_SEED), seconds=hours * 3600)
    size = sound.stat().st_size
    environment = _environment(folder / "home")
    subprocess.run(
        [sys.executable, "-m", "qa", "import", str(sound.parent), "--agent-channel", str(AGENT)],
        cwd=ROOT,
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    home = _Home(folder / "home")
    half = int(sum(word.end_ms - word.start_ms for word in said) / 60_000 / 2)
    first = _work(environment, home, until_pieces=half)
    kept = home.pieces()
    second = _work(environment, home, until_pieces=None)
    figures = WordFigures()
    figures.add_call(said, home.words(), is_mono=False)
    return {
        "hours": hours,
        "file_mb": round(size / 1e6, 1),
        "decoded_mb": round(hours * 3600 * 16_000 * 2 * 2 / 1e6),
        "killed_after_pieces": kept,
        "kept_pieces_lost": len(first.pieces - second.pieces_at_start),
        "pieces": len(first.pieces | second.pieces),
        "clock_s": [round(first.clock), round(second.clock)],
        "processor_s": [round(first.processor), round(second.processor)],
        "real_time_factor": round((first.processor + second.processor) / (hours * 3600), 4),
        "peak_mb": [round(first.peak_mb), round(second.peak_mb)],
        **figures.as_record(),
    }


def _environment(home: Path) -> dict[str, str]:
    ours = {
        "QA_HOME": str(home),
        "QA_WHISPER_MODEL": str(MODEL),
        "QA_TRANSCRIBE_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "PYTHONPATH": str(ROOT),
    }
    return {**os.environ, **ours}


@dataclass(slots=True)
class _Run:
    """One worker's run: seconds, memory, and the keys of the pieces there were at its start and were seen kept."""

    clock: float = 0.0
    processor: float = 0.0
    peak_mb: float = 0.0
    pieces_at_start: frozenset[str] = frozenset()
    pieces: set[str] = field(default_factory=set)


class _Home:
    """The database of the home under test, read beside the worker."""

    def __init__(self, home: Path) -> None:
        self._sessions = sessions_of(open_database(f"sqlite:///{home / 'plumbline.db'}"), is_writing=False)

    def keys(self) -> frozenset[str]:
        with self._sessions() as session:
            return frozenset(session.scalars(select(tables.TranscriptPiece.key)))

    def pieces(self) -> int:
        return len(self.keys())

    def is_transcribed(self) -> bool:
        with self._sessions() as session:
            return bool(session.scalar(select(func.count()).select_from(tables.Message)))

    def words(self) -> list[SpokenWord]:
        with self._sessions() as session:
            rows = session.execute(select(tables.Message.role, tables.Message.words))
            words = [
                SpokenWord(text, start_ms, end_ms, _CHANNELS.get(role, UNKNOWN))
                for role, heard in rows
                for text, start_ms, end_ms, *_ in heard or []
            ]
        return sorted(words, key=lambda one: one.start_ms)


def _work(environment: Mapping[str, str], home: _Home, *, until_pieces: int | None) -> _Run:
    """Run a worker until so many pieces are kept, or the call is transcribed; then kill it and all it started."""
    run = _Run(pieces_at_start=home.keys())
    started = time.monotonic()
    worker = subprocess.Popen(
        [sys.executable, "-m", "qa", "work"],
        cwd=ROOT,
        env=dict(environment),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while time.monotonic() - started < _PATIENCE_S:
            time.sleep(0.5)
            run.peak_mb, run.processor = max(run.peak_mb, _peak_mb(worker.pid)), _processor_s(worker.pid)
            run.pieces |= home.keys()
            if home.is_transcribed() or (until_pieces is not None and len(run.pieces) >= until_pieces):
                break
            if worker.poll() is not None:
                sys.exit(f"Error: the worker ended by itself with {worker.returncode}.")
        else:
            sys.exit(f"Error: not done within {_PATIENCE_S} s.")
    finally:
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()
    run.clock = time.monotonic() - started
    return run


def _try_too_long(folder: Path, *, hours: float) -> dict[str, Any]:
    """Say what becomes of a file that lasts longer than a call may."""
    sound = folder / "too-long.flac"
    write_long_call(sound, one_part(), seconds=hours * 3600)
    started = time.monotonic()
    told = subprocess.Popen(
        [sys.executable, "-m", "qa", "transcribe", str(sound)],
        cwd=ROOT,
        env=_environment(folder / "other"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    peak = 0.0
    while told.poll() is None:
        peak = max(peak, _peak_mb(told.pid))
        time.sleep(0.1)
    said = told.stderr.read() if told.stderr else ""
    return {
        "hours": hours,
        "file_mb": round(sound.stat().st_size / 1e6, 1),
        "exit_status": told.returncode,
        "says": said.strip().splitlines()[-1].replace(str(folder), ""),
        "clock_s": round(time.monotonic() - started, 1),
        "peak_mb": round(peak),
    }


def _peak_mb(process: int) -> float:
    """Return the most memory a process has held; 0 once it is gone."""
    found = re.findall(r"VmHWM:\s+(\d+)", _status(process, "status"))
    return int(found[0]) / 1024 if found else 0.0


def _processor_s(process: int) -> float:
    fields: Sequence[str] = _status(process, "stat").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS if fields else 0.0


def _status(process: int, name: str) -> str:
    try:
        return Path(f"/proc/{process}/{name}").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


if __name__ == "__main__":
    main()
