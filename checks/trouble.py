"""Tells whether a customer tells a trouble: a problem, the shop's fault, anger or distress, in whatever words."""

from __future__ import annotations

from checks.asked_values import told_values
from checks.combinations import combined_spans
from qa.ports import Reading

_SETS = ("problem-statement", "complaint", "anger", "shop-fault", "distress")
_FAULTS = ("shop-fault", "trouble")


def tells_trouble(reading: Reading, index: int) -> bool:
    """Tell whether a customer's message has a phrase of trouble, or words that tell one together."""
    if any(reading.has_phrases(index, name) and reading.phrases(index, name) for name in _SETS):
        return True
    if any(combined_spans(reading, index, fault) for fault in _FAULTS):
        return True
    text = reading.conversation.messages[index].text
    return "fault" in told_values(text, reading.language_of(index))
