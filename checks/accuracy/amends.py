"""Tells whether a coupon is given to make up for a mistake: for that a shop has one value."""

from __future__ import annotations

from pathlib import Path

from checks.accuracy.phrase_table import phrase_table
from checks.text import sentence_at
from qa.domain.claim import Claim
from qa.ports import Reading

_DATA = Path(__file__).with_suffix(".yaml")


def makes_amends(reading: Reading, message: int, claim: Claim) -> bool:
    """Tell whether the sentence of a coupon gives it to this customer, and for a mistake."""
    sentence = sentence_at(reading.conversation.messages[message].text, claim.start)
    table = phrase_table(_DATA)
    return all(table.spans_within(reading, message, name, within=sentence) for name in ("amends", "granted")) and not (
        table.spans_within(reading, message, "open", within=sentence)
    )
