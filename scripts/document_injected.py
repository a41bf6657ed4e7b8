"""Writes the tables of docs/checks.md from bench/results/injected.json; `make bench-checks` runs it last."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.injected.figures import Innocent, Record  # noqa: E402
from scripts.between_marks import put_between_marks  # noqa: E402

PAGE = ROOT / "docs" / "checks.md"
FIGURES = ROOT / "bench" / "results" / "injected.json"
HELD = "held"
NAMES = {
    "pl": "Polish",
    "en": "English",
    "pt": "Portuguese",
    "pt-BR": "Portuguese of Brazil",
    "ar": "Arabic",
    "th": "Thai",
}
REACHES = {"pl": (0.90, 0.95, 0.95), "en": (0.90, 0.95, 0.95)}
OTHER_REACH = (0.80, 0.95, 0.90)


def main() -> None:
    """Put fresh figures between the two marks."""
    if not FIGURES.exists():
        sys.exit(f"{FIGURES} is not there: run `make bench-checks` first.")
    figures = json.loads(FIGURES.read_text(encoding="utf-8"))
    put_between_marks(PAGE, "injected", render(figures))


def render(figures: dict[str, Any]) -> str:
    """Return the tables of the held half, in Markdown."""
    records = [record for row in figures["records"] if (record := Record(**row)).half == HELD]
    innocent = [one for row in figures["innocent"] if (one := Innocent(**row)).half != "dev"]
    lines = [_wordings(figures), "", *_totals(records), "", *_innocent(innocent), ""]
    for language in dict.fromkeys(record.language for record in records):
        own = [one for one in records if one.language == language and one.criterion != "all"]
        lines += [f"### {NAMES[language]}", "", *_criteria(own), ""]
    return "\n".join([*lines, *_other(figures)])


def _wordings(figures: dict[str, Any]) -> str:
    """Say how many wordings there are, and how many of them the tables are of."""
    faults = [Record(**row) for row in figures["records"] if row["criterion"] == "all"]
    tempting = [Innocent(**row) for row in figures["innocent"] if row["kind"] == "tempting"]
    counts = [
        sum(one.wordings for one in some if one.half in halves)
        for some in (faults, tempting)
        for halves in (("dev", HELD), (HELD,))
    ]
    return (
        f"There are {counts[0]:,} wordings of faults, {counts[1]:,} of them held back, and {counts[2]:,} tempting "
        f"sentences, {counts[3]:,} held back."
    )


def _totals(records: Iterable[Record]) -> Iterator[str]:
    yield "| Language | Faults (wordings) | Recall | Needs a person | Precision | Right words | Reach |"
    yield "|---|--:|--:|--:|--:|--:|--:|"
    for one in records:
        if one.criterion == "all":
            reach = " / ".join(f"{share:.2f}" for share in REACHES.get(one.language, OTHER_REACH))
            yield f"| {NAMES[one.language]} | {_cells(one)} | {reach} |"


def _innocent(innocent: Iterable[Innocent]) -> Iterator[str]:
    yield "| Language | Without a fault | Wordings | Conversations | With a false fail |"
    yield "|---|---|--:|--:|--:|"
    for one in innocent:
        kind = "clean conversations" if one.kind == "clean" else "tempting sentences"
        yield f"| {NAMES[one.language]} | {kind} | {one.wordings} | {one.n} | {one.false} ({one.share.interval()}) |"


def _criteria(records: Iterable[Record]) -> Iterator[str]:
    yield "| Criterion | Faults (wordings) | Recall | Needs a person | Precision | Right words |"
    yield "|---|--:|--:|--:|--:|--:|"
    for one in records:
        yield f"| {one.criterion} | {_cells(one)} |"


def _cells(record: Record) -> str:
    shares = (record.recall.interval(), str(record.left_to_person), record.precision.interval(), str(record.words))
    return " | ".join((f"{record.faults} ({record.wordings})", *shares))


def _other(figures: dict[str, Any]) -> Iterator[str]:
    speed = figures["throughput"]
    yield (
        f"Speed without LanguageTool, in one run on one core: {speed['whole_criteria']} criteria "
        f"{speed['whole']:.0f} conversations/s, the {speed['first_criteria']} criteria of the first rubric "
        f"{speed['first']:.0f}; ratio {speed['ratio']:.2f} (reach 0.5). Two runs in processes that hash differently: "
        f"{'byte for byte the same' if figures['are_runs_the_same'] else '**not** the same'}."
    )


if __name__ == "__main__":
    main()
