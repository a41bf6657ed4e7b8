"""Tells whether the customer asked to be addressed informally."""

from __future__ import annotations

from pathlib import Path

from checks.accuracy.phrase_table import phrase_table
from qa.domain.conversation import Role
from qa.ports import Reading

_DATA = Path(__file__).with_suffix(".yaml")


def asked_for_at(reading: Reading) -> int | None:
    """Return the first customer's message that asks for it ("mówmy sobie na ty"); None where none does."""
    for index, message in enumerate(reading.conversation.messages):
        if message.role is Role.CUSTOMER and phrase_table(_DATA).spans(reading, index, "invites"):
            return index
    return None
