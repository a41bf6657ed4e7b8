"""Tells a message that is harsh beyond doubt: it sends away, refuses or scorns in two ways, and is kind in none."""

from __future__ import annotations

from itertools import combinations

from checks.text import overlaps
from checks.warmth import is_courteous_text, is_warm
from qa.ports import Reading

HARSH_SETS = (
    "blame",
    "channel-must",
    "complaint-brushoff",
    "complaint-refused",
    "dismissal",
    "pass-the-buck",
    "refusal",
    "rights-denied",
    "rude",
    "stall",
)
"""Phrase sets of the packs, each a different way of leaving a customer alone."""


def is_harsh(reading: Reading, message: int) -> bool:
    """Tell whether phrases of two such sets, other words each, stand in a message without courtesy or warmth.

    Of 656 messages of agents in natural, faultless conversations none is harsh (18 have one such phrase and are cold).
    """
    text = reading.conversation.messages[message].text
    if is_courteous_text(text) or is_warm(reading, text):
        return False
    found = [reading.phrases(message, name) for name in HARSH_SETS]
    pairs = combinations([spans for spans in found if spans], 2)
    return any(not overlaps(one, (other,)) for some, others in pairs for one in some for other in others)
