"""Notes a claim that no fact or record speaks to, with the sentence it stands in."""

from __future__ import annotations

from checks.text import sentence_at
from qa.domain.claim import Claim
from qa.domain.finding import Evidence, UncoveredClaim
from qa.ports import Reading


def uncovered_claim(reading: Reading, message: int, claim: Claim, *, topic: str) -> UncoveredClaim:
    """Return the claim of a message as one to add a fact for."""
    sentence = sentence_at(reading.conversation.messages[message].text, claim.start)
    return UncoveredClaim(
        topic=topic,
        evidence=Evidence.of(reading.conversation, message, start=claim.start, end=claim.end),
        sentence=(min(sentence.start, claim.start), max(sentence.end, claim.end)),
    )
