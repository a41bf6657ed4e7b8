"""Doubts findings of calls that rest on words badly heard, often misheard, or in a stretch that was not talk."""

from __future__ import annotations

from dataclasses import replace

from qa.domain.call import Mark, MarkKind
from qa.domain.conversation import Channel
from qa.domain.finding import CheckResult, Evidence, Finding, Verdict
from qa.domain.placed import times_of
from qa.ports import Reading
from qa.rubric.misheard import holds_misheard, may_be_misheard

# Words that a speech engine is less sure of than this are wrong about as often as they are right, so nobody
# is failed on them. Whisper's word probabilities are over-confident, which is why it is not lower.
LEAST_CONFIDENCE = 0.6

LEAST_FOR_NUMBERS = 0.8
"""The bar for a number that is often heard as another."""

LEAST_FOR_DOUBLES = 0.95
"""The bar where that other number would have been right: "13 days" said, "30 days" expected."""

_DECIDES_NOTHING = (MarkKind.HOLD, MarkKind.MUSIC, MarkKind.INVENTED, MarkKind.CROSSTALK)


def doubt_what_was_hardly_heard(result: CheckResult, reading: Reading) -> CheckResult:
    """Turn the FAIL findings of a call that rest on doubtful words into doubts, and the verdict with them."""
    if reading.conversation.channel is not Channel.CALL or not result.findings:
        return result
    findings = tuple(_heard(finding, reading) for finding in result.findings)
    if result.verdict is not Verdict.FAIL or fails(replace(result, findings=findings)):
        return replace(result, findings=findings)
    if not fails(result):
        return result
    return replace(result, verdict=Verdict.NEEDS_HUMAN, score=None, findings=findings)


def fails(result: CheckResult) -> tuple[Finding, ...]:
    """Return the findings of a result that fail."""
    return tuple(finding for finding in result.findings if finding.verdict is Verdict.FAIL)


def least_confidence(finding: Finding, *, language: str) -> float:
    """Return how sure the words of a finding must be, 0 to 1: surer for numbers that are often misheard."""
    quote = finding.evidence.quote
    if finding.expected and may_be_misheard(quote, finding.expected, language=language):
        return LEAST_FOR_DOUBLES
    if finding.expected is not None and holds_misheard(finding.found or quote, language=language):
        return LEAST_FOR_NUMBERS
    return LEAST_CONFIDENCE


def _heard(finding: Finding, reading: Reading) -> Finding:
    confidence = finding.confidence
    holds = finding.evidence.holds_in(reading.conversation)
    if confidence is None and holds:
        confidence = _confidence(finding.evidence, reading)
    bar = least_confidence(finding, language=reading.language_of(finding.evidence.message) if holds else "")
    is_doubtful = (confidence is not None and confidence < bar) or (holds and _is_marked(finding.evidence, reading))
    is_doubtful = is_doubtful and finding.verdict is Verdict.FAIL
    return replace(finding, confidence=confidence, verdict=Verdict.NEEDS_HUMAN if is_doubtful else finding.verdict)


def _confidence(evidence: Evidence, reading: Reading) -> float | None:
    """Return the lowest confidence of quoted words; of a whole message the mean, for one bad word hides no greeting."""
    said = reading.conversation.messages[evidence.message]
    if evidence.quote != said.text:
        return reading.confidence(evidence.message, evidence.start, evidence.end)
    known = [word.confidence for word in said.words if word.confidence is not None]
    return sum(known) / len(known) if known else None


def _is_marked(evidence: Evidence, reading: Reading) -> bool:
    """Tell whether half of what a finding rests on lies in music, hold or what the engine made up."""
    recording = reading.conversation.recording
    if recording is None or not recording.marks:
        return False
    times = times_of(reading.conversation.messages[evidence.message], evidence.start, evidence.end)
    if times is None:
        return False
    start, end = times
    covered = sum(_shared_ms(mark, start, end) for mark in recording.marks if mark.kind in _DECIDES_NOTHING)
    return end > start and 2 * covered >= end - start


def _shared_ms(mark: Mark, start: int, end: int) -> int:
    return max(0, min(mark.end_ms, end) - max(mark.start_ms, start))
