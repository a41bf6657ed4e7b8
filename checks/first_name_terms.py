"""Tells whether the customer asked to be addressed informally."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from checks.accuracy.phrase_table import PhraseTable
from qa.domain.conversation import Role
from qa.ports import Reading

_DATA = Path(__file__).with_suffix(".yaml")


def asked_for_at(reading: Reading) -> int | None:
    """Return the first customer's message that asks for it ("mówmy sobie na ty"); None where none does."""
    for index, message in enumerate(reading.conversation.messages):
        if message.role is Role.CUSTOMER and _phrases().spans(reading, index, "invites"):
            return index
    return None


@cache
def _phrases() -> PhraseTable:
    loaded: dict[str, Any] = YAML(typ="safe", pure=True).load(_DATA.read_text("utf-8"))
    return PhraseTable(loaded)
