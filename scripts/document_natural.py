"""Writes the table of natural conversations in docs/checks.md from bench/results/natural.json."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.natural.count import Count  # noqa: E402
from bench.natural.faults import FaultCount  # noqa: E402
from scripts.between_marks import put_between_marks  # noqa: E402
from scripts.document_injected import NAMES  # noqa: E402

PAGE = ROOT / "docs" / "checks.md"
FIGURES = ROOT / "bench" / "results" / "natural.json"


def main() -> None:
    """Put fresh figures between the two marks."""
    if not FIGURES.exists():
        sys.exit(f"{FIGURES} is not there: run `python -m bench.natural` first.")
    figures = json.loads(FIGURES.read_text(encoding="utf-8"))
    tables = [*render(Count(**row) for row in figures["clean"]), ""]
    tables += render_faults(FaultCount(**row) for row in figures["faults"])
    put_between_marks(PAGE, "natural", "\n".join(tables))


def render(counts: Iterable[Count]) -> Iterator[str]:
    """Yield the table, in Markdown; the half the rules were mended on comes second."""
    yield "| Language | Half | Conversations | With a false fail | Verdicts each that need a person | Failed criteria |"
    yield "|---|---|--:|--:|--:|---|"
    for one in sorted(counts, key=lambda count: count.half != "held"):
        criteria = ", ".join(f"{name} {number}" for name, number in one.criteria.items()) or "-"
        asked = one.asked / max(1, one.conversations)
        yield (
            f"| {NAMES[one.language]} | {one.half} | {one.conversations} | "
            f"{one.failed} ({one.failed / max(1, one.conversations):.2f} [{one.low:.2f}, {one.high:.2f}]) | "
            f"{asked:.1f} | {criteria} |"
        )


def render_faults(counts: Iterable[FaultCount]) -> Iterator[str]:
    """Yield the table of conversations with one fault each, in Markdown."""
    yield "| Language | Half | Faults | Found | Elsewhere | Left to a person | With a fail of another criterion |"
    yield "|---|---|--:|--:|--:|--:|--:|"
    for one in sorted(counts, key=lambda count: count.half != "held"):
        answers = f"{one.found} | {one.elsewhere} | {one.asked}"
        yield f"| {NAMES[one.language]} | {one.half} | {one.faults} | {answers} | {one.with_others} |"


if __name__ == "__main__":
    main()
