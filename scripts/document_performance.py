"""Writes the table of docs/performance.md from bench/results; `make bench` runs it last."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"


def main() -> None:
    """Put fresh figures between the two marks."""
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    PAGE.write_text(f"{before}{BEGIN}\n{_table()}{END}{after}", encoding="utf-8")


def _table() -> str:
    language, checks, calls = _read("language"), _read("checks"), _read("transcription")
    importing, page, memory = _read("importing"), _read("page"), _read("memory")
    sampling = _read("sampling")
    slow = page.get("slowest_p95_ms", 0.0)
    rows = [
        (
            "language checks, text without repeats, against straight posting",
            f"{language['without_repeats']['ratio']}",
            "0.9",
            "language.py",
        ),
        (
            "language checks, 60 % of sentences repeated",
            f"{language['60_percent_repeat']['ratio']}",
            "3",
            "language.py",
        ),
        (
            f"all other checks together, messages/s, one core: the first 21 criteria, {checks['checks']} checks",
            f"{checks['messages_per_second']:,}",
            "1,500",
            "checking.py",
        ),
        (
            f"all other checks together, messages/s, one core: all 48 criteria, {checks['all_checks']} checks",
            f"{checks['all_messages_per_second']:,}",
            "half of the row above",
            "checking.py",
        ),
        ("transcription against raw faster-whisper, same audio", f"{calls['ratio']}", "0.95", "transcription.py"),
        (
            "import of JSON Lines, messages/s into SQLite",
            f"{importing['messages_per_second']:,}",
            "40,000",
            "importing.py",
        ),
        (
            f"draw {sampling['size']} of {sampling['conversations']:,} conversations, slowest design, s of one core",
            f"{sampling['slowest_processor_seconds']:.2f}",
            "1",
            "sampling.py",
        ),
        ("slowest page at 100,000 conversations, p95 ms", f"{slow:.0f}", "40", "page.py"),
        ("save a rating, p95 ms", f"{page['save_a_rating_ms'][1]:.0f}", "25", "page.py"),
        ("web process, MB", f"{page['memory_mb']}", "200", "page.py"),
        ("worker without LanguageTool and Whisper, peak MB", f"{memory['worker_peak_mb']:.0f}", "700", "memory.py"),
    ]
    lines = ["| What | Measured | Reach | `bench/` |", "| --- | --- | --- | --- |"]
    lines += [f"| {what} | {measured} | {reach} | `{script}` |" for what, measured, reach, script in rows]
    return "\n".join(lines) + "\n"


def _read(name: str) -> dict[str, Any]:
    path = ROOT / "bench" / "results" / f"{name}.json"
    if not path.exists():
        sys.exit(f"{path} is not there: run `make bench` first.")
    found: dict[str, Any] = json.loads(path.read_text())
    return found


if __name__ == "__main__":
    main()
