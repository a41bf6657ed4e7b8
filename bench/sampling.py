"""Times drawing 500 of a million conversations on SQLite, by each design, from the frame to the stored sample.

python bench/sampling.py: the million is built by the database itself in some ten seconds, in a folder that goes
again. Writes bench/results/sampling.json; exit status 1 when a draw takes a second of the processor or more: on a
machine with other work that is the time it takes on one without.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, text

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from qa.domain.sample import Design, SamplePlan
from qa.stages.sampling import SampleOrder, draw_sample
from qa.store import tables
from qa.store.session import open_database, sessions_of

COUNT = int(os.environ.get("BENCH_CONVERSATIONS", "1000000"))
RESULTS = Path(__file__).parent / "results" / "sampling.json"
REACH_SECONDS, TIMES, SIZE = 1.0, 5, 500
NOW = datetime(2026, 5, 20, tzinfo=UTC)
PLANS = {
    "simple random": SamplePlan(Design.RANDOM, SIZE, 1),
    "stratified by agent": SamplePlan(Design.STRATIFIED, SIZE, 1, "agent", random_share=0.3),
    "stratified by machine verdict": SamplePlan(Design.STRATIFIED, SIZE, 1, "verdict", random_share=0.3),
    "Neyman by channel": SamplePlan(Design.NEYMAN, SIZE, 1, "channel", random_share=0.3),
    "quota per agent": SamplePlan(Design.QUOTA, SIZE, 1, quota=2, random_share=0.3),
    "risk-weighted": SamplePlan(Design.RISK, SIZE, 1, random_share=0.3),
    "risk-weighted, one month": SamplePlan(
        Design.RISK, SIZE, 1, random_share=0.3, filters={"date_from": "2026-03-01", "date_to": "2026-03-31"}
    ),
}
_ROWS = """
WITH RECURSIVE number(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM number WHERE i < :count)
INSERT INTO conversation (id, source, external_id, channel, language, started_at, agent_id, csat, tags, extra,
  message_count, content_hash, state, imported_at, updated_at, score_value, score_coverage, has_critical)
SELECT i, 'bench', 'c-' || i,
  CASE WHEN i * 7919 % 10 < 5 THEN 'chat' WHEN i * 7919 % 10 < 8 THEN 'email' ELSE 'call' END,
  CASE WHEN i * 104729 % 10 < 6 THEN 'pl' WHEN i * 104729 % 10 < 8 THEN 'en' ELSE 'pt' END,
  datetime('2025-05-20', '+' || (i * 104729 % 31536000) || ' seconds'), 1 + i * 15485863 % 200,
  CASE WHEN i % 9 = 0 THEN 1 + i % 5 END, '[]', '{}', 4 + i * 31 % 30, 'hash-' || i, 'checked',
  '2026-05-20', '2026-05-20', CASE WHEN i * 7919 % 100 < 70 THEN 100.0 ELSE i * 31 % 100 * 1.0 END,
  CASE WHEN i * 613 % 10 = 0 THEN 0.8 ELSE 1.0 END, i * 7919 % 50 = 0
FROM number
"""
_REASONS = """
INSERT INTO insight (id, conversation_id, reason, is_reason_given)
SELECT id, id, CASE id * 613 % 8 WHEN 0 THEN 'complaint' WHEN 1 THEN 'order-status' ELSE 'return' END, 0
FROM conversation
"""


def main() -> None:
    """Build, draw by each design, write the figures."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_database(f"sqlite:///{Path(folder) / 'sampling.db'}")
        begun = time.perf_counter()
        _build(engine)
        print(f"{COUNT:,} conversations built in {time.perf_counter() - begun:.0f} s")
        taken = {name: _draw(engine, plan) for name, plan in PLANS.items()}
        engine.dispose()
    print(f"{'':<32}{'seconds':>9}{'processor':>11}")
    for name, (seconds, processor) in taken.items():
        print(f"{name:<32}{seconds:>9.3f}{processor:>11.3f}")
    slowest = max(processor for _, processor in taken.values())
    found = {"conversations": COUNT, "size": SIZE, "seconds_and_processor": taken, "slowest_processor_seconds": slowest}
    RESULTS.write_text(json.dumps(found, indent=2) + "\n")
    raise SystemExit(slowest >= REACH_SECONDS)


def _build(engine: Engine) -> None:
    """Fill the tables first and index them after: a fifth of the time."""
    tables.Base.metadata.create_all(engine)
    with engine.execution_options(is_writing=True).begin() as connection:
        for number in range(1, 6):
            connection.execute(text("INSERT INTO team (id, name) VALUES (:n, 'Team ' || :n)"), {"n": number})
        for number in range(1, 201):
            row = {"n": number, "team": 1 + number % 5}
            connection.execute(text("INSERT INTO agent (id, external_id, team_id) VALUES (:n, 'a-' || :n, :team)"), row)
        indexes = tables.Conversation.__table__.indexes  # type: ignore[attr-defined]
        for index in indexes:
            index.drop(connection)
        connection.execute(text(_ROWS), {"count": COUNT})
        connection.execute(text(_REASONS))
        for index in indexes:
            index.create(connection)
        connection.execute(text("ANALYZE"))


def _draw(engine: Engine, plan: SamplePlan) -> tuple[float, float]:
    """Return the median seconds of some draws and of the processor in them; each is stored and then taken back."""
    seconds, processor = [], []
    for seed in range(TIMES):
        with sessions_of(engine, is_writing=True)() as session:
            begun, used = time.perf_counter(), time.process_time()
            order = SampleOrder(name="bench")
            draw_sample(session, replace(plan, seed=seed), order, zone=ZoneInfo("Europe/Warsaw"), now=NOW)
            seconds.append(time.perf_counter() - begun)
            processor.append(time.process_time() - used)
            session.rollback()
    return round(statistics.median(seconds), 3), round(statistics.median(processor), 3)


if __name__ == "__main__":
    main()
