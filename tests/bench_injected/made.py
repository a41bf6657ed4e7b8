"""Reads a small wording of the tests' own and makes cases of it."""

from __future__ import annotations

from pathlib import Path

from bench.injected.cases import Case, make_cases
from bench.injected.load import load_wordings
from bench.injected.words import Fault, Wording
from qa.errors import LocatedError

SMALL = (Path(__file__).parent / "small.yaml").read_text(encoding="utf-8")
CRITERIA = (
    "greeting",
    "no-blame",
    "no-rudeness",
    "no-unanswered-message",
    "first-response-time",
    "right-customer",
    "personalised",
)


def load(folder: Path, *, faults: str = "", text: str = SMALL) -> tuple[Wording, tuple[LocatedError, ...]]:
    """Load the small wording, with other faults where they are given (flow style, one a line)."""
    if faults:
        head, _, rest = text.partition("faults:\n")
        text = f"{head}faults:\n{faults}\n{rest[rest.index('tempting:') :]}"
    (folder / "small.yaml").write_text(text, encoding="utf-8")
    wordings, errors = load_wordings(folder, CRITERIA)
    return wordings[0], errors


def case_with(folder: Path, fault: str) -> Case:
    """Make the first case of one fault."""
    wording, errors = load(folder, faults=f"  - {fault}")
    cases, problems = make_cases(wording, {})
    assert (errors, problems) == ((), ())
    return next(case for case in cases if isinstance(case.source, Fault))
