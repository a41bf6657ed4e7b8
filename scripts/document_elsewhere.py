"""Writes the part of docs/checks.md on text from elsewhere, from bench/results; `make bench-checks` runs it last."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.between_marks import put_between_marks  # noqa: E402

PAGE = ROOT / "docs" / "checks.md"
FIGURES = ROOT / "bench" / "results" / "elsewhere.json"
NAMES = {"pl": "Polish", "en": "English", "pt": "Portuguese", "ar": "Arabic", "th": "Thai"}

Row = Mapping[str, Any]


def main() -> None:
    """Put fresh figures between the two marks; without figures nothing is changed."""
    if not FIGURES.exists():
        sys.exit(f"{FIGURES} is not there: run `make bench-checks` where ../shared is.")
    lines = "\n".join(render(json.loads(FIGURES.read_text(encoding="utf-8"))))
    put_between_marks(PAGE, "elsewhere", lines)


def render(figures: Mapping[str, Any]) -> Iterator[str]:
    """Yield the tables, in Markdown."""
    yield from _examples(figures.get("examples", ()))
    yield ""
    yield from _articles(figures.get("articles", ()))
    if "airline" in figures:
        yield ""
        yield from _airline(figures["airline"])


def _examples(rows: Any) -> Iterator[str]:
    yield "| LanguageTool's examples | Kind | Wrong sentences | Found there | Right sentences | Left alone |"
    yield "|---|---|--:|--:|--:|--:|"
    for one in rows:
        found, silent = _share(one["found"], one["wrong"]), _share(one["silent"], one["right"])
        yield f"| {NAMES[one['language']]} | {one['kind']} | {one['wrong']} | {found} | {one['right']} | {silent} |"


def _articles(rows: Any) -> Iterator[str]:
    yield "| Article | Language | Words | Marks by rule |"
    yield "|---|---|--:|---|"
    for one in rows:
        rules = ", ".join(f"{criterion}: `{rule}` {count}" for criterion, rule, count in one["rules"])
        yield f"| {one['name']} | {NAMES[one['language']]} | {one['words']:,} | {rules or 'none'} |"


def _airline(told: Row) -> Iterator[str]:
    first, coverage = told["criteria"][0], told["coverage"]
    yield f"| Criterion | Done right ({first['passed']}): fail | doubt | Done wrong ({first['failed']}): fail | doubt |"
    yield "|---|--:|--:|--:|--:|"
    for one in told["criteria"]:
        cells = (one["passed_fail"], one["passed_doubt"], one["failed_fail"], one["failed_doubt"])
        name = "any of these" if one["criterion"] == "any" else one["criterion"]
        yield f"| {name} | {' | '.join(str(cell) for cell in cells)} |"
    yield ""
    yield f"Of {coverage['claims']} claims, a fact or a booking's record spoke to {coverage['covered']}."


def _share(count: int, n: int) -> str:
    return f"{count} ({count / n:.2f})" if n else "-"


if __name__ == "__main__":
    main()
