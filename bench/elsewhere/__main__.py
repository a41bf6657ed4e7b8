"""Tries the checks on text from elsewhere and keeps the counts: `python -m bench.elsewhere [PART]`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

import click

from bench.elsewhere.airline import count_cases, missing_cases
from bench.elsewhere.articles import count_articles, missing_articles
from bench.elsewhere.examples import count_examples, missing_examples
from bench.injected.judging import ROOT
from checks.languagetool.server import describe_problem
from qa.settings import Settings

RESULT = ROOT / "bench" / "results" / "elsewhere.json"


def _examples() -> object:
    return [asdict(one) for one in count_examples()]


def _articles() -> object:
    return [asdict(one) for one in count_articles()]


def _airline() -> object:
    told, coverage = count_cases()
    return {"criteria": [asdict(one) for one in told], "coverage": asdict(coverage)}


PARTS: Mapping[str, tuple[Callable[[], str | None], Callable[[], object]]] = {
    "examples": (missing_examples, _examples),
    "articles": (missing_articles, _articles),
    "airline": (missing_cases, _airline),
}
_NEED_SERVER = ("examples", "articles")


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("parts", nargs=-1, type=click.Choice(tuple(PARTS)))
def main(parts: tuple[str, ...]) -> None:
    """Measure some parts or all; what cannot be measured is named and keeps its last figures.

    Example: python -m bench.elsewhere examples
    """
    problem = describe_problem(Settings.from_environment())
    figures: dict[str, Any] = json.loads(RESULT.read_text(encoding="utf-8")) if RESULT.exists() else {}
    for name in parts or tuple(PARTS):
        missing, count = PARTS[name]
        reason = missing() or (problem if name in _NEED_SERVER else None)
        if reason:
            print(f"{name}: left out. {reason}", file=sys.stderr)
            continue
        figures[name] = count()
        print(f"== {name}\n{json.dumps(figures[name], indent=1, ensure_ascii=False)}")
    if figures:
        RESULT.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
