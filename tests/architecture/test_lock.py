"""Keeps the pinned packages in step with what the project asks for, and free of addresses."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PINNED = re.compile(r"^([a-z0-9._-]+)(?:\[[a-z,]+\])?==", re.MULTILINE)


def _asked() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["dev"]
    return {re.split(r"[\[<>=~! ]", name)[0].lower().replace(".", "-") for name in wanted}


def _pinned() -> set[str]:
    return set(PINNED.findall((ROOT / "requirements.lock").read_text(encoding="utf-8")))


def test_every_dependency_is_pinned() -> None:
    assert _asked() - _pinned() == set()


def test_no_graphics_card_package_comes_with_the_core() -> None:
    assert {name for name in _pinned() if name == "torch" or name.startswith(("nvidia", "triton"))} == set()


@pytest.mark.parametrize("name", ["requirements.lock", "package-lock.json", ".npmrc"])
def test_a_lock_names_no_address(name: str) -> None:
    assert re.findall(r"https?://\S+", (ROOT / name).read_text(encoding="utf-8")) == []


def test_every_front_end_package_is_pinned_exactly() -> None:
    asked = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"]
    locked = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert asked == {name: locked[f"node_modules/{name}"]["version"] for name in asked}
