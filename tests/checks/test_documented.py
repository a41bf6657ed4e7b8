"""Every kind of check and each of its options is described in docs/checks.md."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa import registry

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "checks.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", registry.check_kinds())
def test_a_kind_and_its_options_are_described(kind: str) -> None:
    _, found, section = TEXT.partition(f"### {kind}\n")
    section = section.partition("\n### ")[0]
    assert found
    assert [option for option in registry.check_kind(kind).options if f"`{option}`" not in section] == []
