"""Writes the table of docs/performance.md from bench/results; `make bench` runs it last."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "performance.md"
FIGURES, CALLS, MONO = "figures", "calls", "mono"


def main() -> None:
    """Put fresh figures between their marks."""
    text = PAGE.read_text(encoding="utf-8")
    for name, table in ((FIGURES, _table()), (CALLS, _calls()), (MONO, _mono())):
        text = _replace(text, name, table)
    PAGE.write_text(text, encoding="utf-8")


def _replace(text: str, name: str, table: str) -> str:
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    before, rest = text.split(begin)
    return f"{before}{begin}\n{table}{end}{rest.split(end)[1]}"


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
        (
            "transcription against raw faster-whisper, same audio",
            f"{calls['ratio']} (processor time {calls['ratio_processor']})",
            "0.95",
            "transcription.py",
        ),
        *(
            (
                f"peak memory against raw faster-whisper, a call of {one['audio_seconds'] / 60:.1f} minutes",
                f"{one['ratio']:.2f} ({one['our_mb']:.0f} MB)",
                "1.3 at most",
                "transcription.py",
            )
            for one in (calls["memory"]["short"], calls["memory"]["long"])
        ),
        (
            "words written down in half-minutes of music, signals and silence, and in hold music",
            f"{_made_up(calls['conditions']['ours'])}",
            "0",
            "transcription.py",
        ),
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
        ("slowest page at 100,000 conversations, 20,000 reviews, p95 ms", f"{slow:.0f}", "80", "page.py"),
        ("save a rating, p95 ms", f"{page['save_a_rating_ms'][1]:.0f}", "25", "page.py"),
        ("web process, MB", f"{page['memory_mb']}", "200", "page.py"),
        ("worker without LanguageTool and Whisper, peak MB", f"{memory['worker_peak_mb']:.0f}", "700", "memory.py"),
    ]
    lines = ["| What | Measured | Reach | `bench/` |", "| --- | --- | --- | --- |"]
    lines += [f"| {what} | {measured} | {reach} | `{script}` |" for what, measured, reach, script in rows]
    return "\n".join(lines) + "\n"


def _made_up(heard: dict[str, Any]) -> int:
    music = sum(one["words_in_music"] for one in heard["conditions"].values())
    return int(music + sum(heard["words_where_nobody_speaks"].values()))


def _calls() -> str:
    """Return the table of the conditions of calls."""
    found = _read("transcription")["conditions"]
    lines = [
        "| Condition | Words | Word error: ours | raw | Word start off, median / p90 ms | Speaker error: ours | raw |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, ours in found["ours"]["conditions"].items():
        raw = found["raw"]["conditions"][name]
        off = f"{ours['start_error_median_ms']} / {ours['start_error_p90_ms']}"
        speakers = " | ".join(_speaker_error(one["speakers"]) for one in (ours, raw))
        words = f"{ours['words']} | {ours['word_error']:.1%} | {raw['word_error']:.1%}"
        lines.append(f"| {_condition(name)} | {words} | {off} | {speakers} |")
    return "\n".join(lines) + "\n"


def _mono() -> str:
    """Return the table of speakers told apart in one channel."""
    lines = [
        "| Speakers | Condition | Calls | Error of turns: ours (missed, false, confused) | raw | Error of words "
        "| As many found: ours | raw | Words of others charged to the agent | Calls in which nobody is |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for number, conditions in _read("transcription")["mono"]["speakers"].items():
        for name, one in conditions.items():
            turns, raw, agent = one["turns"], one["raw_turns"], one["agent"]
            parts = ", ".join(f"{turns[part]:.1%}" for part in ("missed", "false_alarm", "confused"))
            words = sum(count for part, count in agent.items() if part.startswith("words"))
            lines.append(
                f"| {number} | {_condition(name)} | {one['calls']} | {turns['error']:.1%} ({parts}) "
                f"| {raw['error']:.1%} | {one['words']['error']:.1%} | {turns['number_right']} | {raw['number_right']} "
                f"| {agent['words_of_others_charged_to_agent']} of {words} | {agent['calls_unknown']} |"
            )
    return "\n".join(lines) + "\n"


def _condition(name: str) -> str:
    return name.replace("-", " ").replace("khz", "kHz").replace(" db", " dB")


def _speaker_error(speakers: dict[str, float] | str) -> str:
    return "not measured" if isinstance(speakers, str) else f"{speakers['error']:.1%}"


def _read(name: str) -> dict[str, Any]:
    path = ROOT / "bench" / "results" / f"{name}.json"
    if not path.exists():
        sys.exit(f"{path} is not there: run `make bench` first.")
    found: dict[str, Any] = json.loads(path.read_text())
    return found


if __name__ == "__main__":
    main()
