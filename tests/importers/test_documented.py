"""docs/importing.md names every importer, every suffix and every column name that is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa import registry
from qa.importers._columns import COLUMNS
from qa.importers._sound import SUFFIXES

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "importing.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [*registry.importers(), *SUFFIXES])
def test_an_importer_and_a_suffix_are_described(name: str) -> None:
    assert f"`{name}`" in PAGE


@pytest.mark.parametrize(("meaning", "names"), [pytest.param(*pair, id=pair[0]) for pair in COLUMNS.items()])
def test_the_names_of_a_column_are_described(meaning: str, names: tuple[str, ...]) -> None:
    assert f"| `{meaning}` | {', '.join(names)} |" in PAGE
