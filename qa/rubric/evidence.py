"""Refuses findings whose evidence does not hold, and doubts those that rest on badly heard words."""

from __future__ import annotations

from dataclasses import replace

from qa.domain.conversation import Channel, Conversation, Role
from qa.domain.finding import CheckResult, Evidence, Finding, Verdict
from qa.domain.rubric import CheckSpec
from qa.errors import EvidenceError, NoFindingError
from qa.ports import Reading

# Words that a speech engine is less sure of than this are wrong about as often as they are right, so nobody
# is failed on them. Whisper's word probabilities are over-confident, which is why it is not lower.
LEAST_CONFIDENCE = 0.6


def refuse_bad_evidence(result: CheckResult, conversation: Conversation, *, criterion: str, spec: CheckSpec) -> None:
    """Raise EvidenceError unless every finding quotes words that are there, said by the right speaker.

    Words quoted from a message must be the human agent's or those of the role the check looks at.
    A whole message may be the customer's too: that is where something missing was looked for.
    Evidence that names no role may be anybody's.
    """
    for finding in result.findings:
        if not finding.evidence.holds_in(conversation) or not _is_right_speaker(finding, conversation, spec):
            raise EvidenceError(criterion, finding.evidence.quote, finding.evidence.message)
    if result.verdict is Verdict.FAIL and not _fails(result):
        raise NoFindingError(criterion, spec.id)


def doubt_what_was_hardly_heard(result: CheckResult, reading: Reading) -> CheckResult:
    """Turn the FAIL findings of a call that rest on badly heard words into doubts, and the verdict with them."""
    if reading.conversation.channel is not Channel.CALL or not result.findings:
        return result
    findings = tuple(_heard(finding, reading) for finding in result.findings)
    if result.verdict is not Verdict.FAIL or _fails(replace(result, findings=findings)):
        return replace(result, findings=findings)
    if not _fails(result):
        return result
    return replace(result, verdict=Verdict.NEEDS_HUMAN, score=None, findings=findings)


def _heard(finding: Finding, reading: Reading) -> Finding:
    confidence = finding.confidence
    if confidence is None and finding.evidence.holds_in(reading.conversation):
        confidence = _confidence(finding.evidence, reading)
    is_doubtful = confidence is not None and confidence < LEAST_CONFIDENCE and finding.verdict is Verdict.FAIL
    return replace(finding, confidence=confidence, verdict=Verdict.NEEDS_HUMAN if is_doubtful else finding.verdict)


def _confidence(evidence: Evidence, reading: Reading) -> float | None:
    """Return the lowest confidence of quoted words; of a whole message the mean, for one bad word hides no greeting."""
    said = reading.conversation.messages[evidence.message]
    if evidence.quote != said.text:
        return reading.confidence(evidence.message, evidence.start, evidence.end)
    known = [word.confidence for word in said.words if word.confidence is not None]
    return sum(known) / len(known) if known else None


def _is_right_speaker(finding: Finding, conversation: Conversation, spec: CheckSpec) -> bool:
    if finding.evidence.role is None:
        return True
    evidence = finding.evidence
    said = conversation.messages[evidence.message]
    is_whole = evidence.quote == said.text
    roles = {Role.AGENT, spec.where.role} | ({Role.CUSTOMER} if is_whole else set())
    return said.role in roles and not said.is_internal


def _fails(result: CheckResult) -> tuple[Finding, ...]:
    return tuple(finding for finding in result.findings if finding.verdict is Verdict.FAIL)
