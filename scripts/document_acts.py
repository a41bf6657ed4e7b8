"""Writes the table of learnt weights in docs/checks.md from bench/results/acts.json."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from checks.acts.model import ACTS  # noqa: E402
from scripts.between_marks import put_between_marks  # noqa: E402
from scripts.document_injected import NAMES  # noqa: E402

PAGE = ROOT / "docs" / "checks.md"
FIGURES = ROOT / "bench" / "results" / "acts.json"


def main() -> None:
    """Put fresh figures between the two marks."""
    if not FIGURES.exists():
        sys.exit(f"{FIGURES} is not there: run `python -m bench.acts` first.")
    put_between_marks(PAGE, "acts", "\n".join(render(json.loads(FIGURES.read_text(encoding="utf-8")))))


def render(figures: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Yield the table, in Markdown: for each act and language the shares that are sure, in doubt, and back a phrase."""
    yield "| Act | " + " | ".join(f"{NAMES[language]}" for language in figures) + " |"
    yield "|---|" + "--:|" * len(figures)
    for act in ACTS:
        cells = (_cell(by_act.get(act)) for by_act in figures.values())
        yield f"| {act} | " + " | ".join(cells) + " |"
    for group, name in (("innocent", "*innocent, any act*"), ("talk", "*ordinary talk, any act*")):
        yield f"| {name} | " + " | ".join(_worst(by_act, group) for by_act in figures.values()) + " |"


def _cell(groups: Mapping[str, Any] | None) -> str:
    if groups is None:
        return "-"
    doing = groups["doing"]
    return f"{doing['sure']:.2f} / {doing['doubt']:.2f} / {doing['backed']:.2f} of {doing['sentences']}"


def _worst(by_act: Mapping[str, Any], group: str) -> str:
    """Return the mean share of an act that innocent sentences pass for, and how many sentences there are."""
    shares = [[groups[group][bar] for groups in by_act.values()] for bar in ("sure", "doubt", "backed")]
    sentences = next(iter(by_act.values()))[group]["sentences"]
    return " / ".join(f"{sum(share) / len(share):.4f}" for share in shares) + f" of {sentences:,}"


if __name__ == "__main__":
    main()
