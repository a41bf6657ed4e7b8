"""Keeps everything public documented where its reader looks."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from qa.settings import Settings

ROOT = Path(__file__).resolve().parent.parent.parent
VARIABLE = re.compile(r'"(QA_[A-Z_]+)"')


def _variables() -> set[str]:
    return set(VARIABLE.findall((ROOT / "qa" / "settings.py").read_text(encoding="utf-8")))


def _documented() -> str:
    return (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [field.name for field in fields(Settings)])
def test_a_setting_is_described(name: str) -> None:
    assert f"| `{name}` |" in _documented()


@pytest.mark.parametrize("variable", sorted(_variables()))
def test_the_variable_of_a_setting_is_described(variable: str) -> None:
    assert f"| `{variable}` |" in _documented()


def test_no_variable_is_described_that_is_not_read() -> None:
    told = set(re.findall(r"^\| `(QA_[A-Z_]+)` \|", _documented(), re.MULTILINE))
    assert told - _variables() == set()


def test_the_commands_page_says_what_the_commands_say() -> None:
    script = ROOT / "scripts" / "document_commands.py"
    told = subprocess.run(
        [sys.executable, str(script), "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout + told.stderr
