"""Puts what is made between two marks of a page, for the scripts that document figures."""

from __future__ import annotations

import sys
from pathlib import Path


def put_between_marks(page: Path, name: str, text: str) -> None:
    """Replace what stands between the two marks of `name` (`<!-- name: begin -->`); end the run where they lack."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    whole = page.read_text(encoding="utf-8")
    if begin not in whole or end not in whole:
        sys.exit(f"{page} lacks the marks {begin} and {end}, between which the tables go.")
    before, rest = whole.split(begin)
    page.write_text(f"{before}{begin}\n{text}\n{end}{rest.split(end)[1]}", encoding="utf-8")
