"""Measures how many messages a second `qa import` brings from JSON Lines into SQLite.

python bench/importing.py [messages]: five runs, a fresh database each, one process;
writes the median to bench/results/importing.json.
"""

from __future__ import annotations

import json
import random
import resource
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from qa.errors import BadRecordError
from qa.ports import ImportOptions
from qa.settings import Settings
from qa.stages.importing import ImportProgress, import_paths
from qa.store import tables
from qa.store.session import open_database, sessions_of

RUNS = 5
TURNS = 10
RESULTS = Path(__file__).parent / "results" / "importing.json"
WORDS = [
    "dzień",
    "dobry",
    "paczka",
    "zamówienie",
    "zwrot",
    "pieniędzy",
    "dostawa",
    "kurier",
    "jutro",
    "proszę",
    "dziękuję",
    "Państwa",
    "reklamacja",
]


class Silent:
    """Counts problems and says nothing."""

    def progress(self, progress: ImportProgress) -> None:
        """Say nothing."""

    def problem(self, error: BadRecordError) -> None:
        """Stop: the file is made here and has no bad record."""
        raise error

    def skipped(self, file: str) -> None:
        """Say nothing."""


def write_conversations(path: Path, messages: int) -> None:
    """Write conversations of ten messages of about twelve words."""
    chance = random.Random(7)
    start = datetime.fromisoformat("2026-05-12T10:02:00+02:00")
    with path.open("w", encoding="utf-8") as file:
        for number in range(messages // TURNS):
            turns = [
                {
                    "id": f"m{turn}",
                    "role": "agent" if turn % 2 else "customer",
                    "author": f"a-{number % 40}" if turn % 2 else f"c-{number}",
                    "sent_at": (start + timedelta(minutes=number + turn)).isoformat(),
                    "text": " ".join(chance.choices(WORDS, k=12)).capitalize() + ".",
                }
                for turn in range(TURNS)
            ]
            record = {
                "id": f"z-{number}",
                "source": "bench",
                "channel": "chat",
                "language": "pl",
                "started_at": turns[0]["sent_at"],
                "agent": {"id": f"a-{number % 40}", "name": f"Agent {number % 40}"},
                "customer": {"id": f"c-{number}"},
                "metadata": {"country": "PL"},
                "messages": turns,
            }
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def measure(path: Path, home: Path, messages: int) -> tuple[float, float]:
    """Import into a fresh database; return seconds by the clock and of the processor."""
    settings = replace(Settings.from_environment({"QA_HOME": str(home)}))
    engine = open_database(settings.database_url)
    tables.Base.metadata.create_all(engine)
    began, busy = time.perf_counter(), time.process_time()
    import_paths(
        sessions_of(engine, is_writing=True), [path], options=ImportOptions(), settings=settings, report=Silent()
    )
    seconds, busy = time.perf_counter() - began, time.process_time() - busy
    with engine.connect() as connection:
        stored = connection.scalar(text("select count(*) from message"))
    engine.dispose()
    assert stored == messages, stored
    return seconds, busy


def main() -> None:
    """Measure and write the result."""
    messages = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "conversations.jsonl"
        write_conversations(path, messages)
        runs = [measure(path, Path(folder) / f"run{number}", messages) for number in range(RUNS)]
        size = path.stat().st_size
    result = {
        "messages": messages,
        "bytes": size,
        "runs": RUNS,
        "messages_per_second": round(messages / statistics.median(seconds for seconds, _ in runs)),
        "messages_per_second_best": round(messages / min(seconds for seconds, _ in runs)),
        "messages_per_cpu_second": round(messages / statistics.median(busy for _, busy in runs)),
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "reach": 40_000,
    }
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
