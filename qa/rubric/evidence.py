"""Refuses findings whose evidence does not hold."""

from __future__ import annotations

from qa.domain.conversation import Conversation, Role
from qa.domain.finding import CheckResult, Finding, Verdict
from qa.domain.rubric import CheckSpec
from qa.errors import EvidenceError, NoFindingError
from qa.rubric.doubt import fails


def refuse_bad_evidence(result: CheckResult, conversation: Conversation, *, criterion: str, spec: CheckSpec) -> None:
    """Raise EvidenceError unless every finding quotes words that are there, said by the right speaker.

    Words quoted from a message must be the human agent's or those of the role the check looks at.
    A whole message may be the customer's too: that is where something missing was looked for.
    Evidence that names no role may be anybody's.
    """
    for finding in result.findings:
        if not finding.evidence.holds_in(conversation) or not _is_right_speaker(finding, conversation, spec):
            raise EvidenceError(criterion, finding.evidence.quote, finding.evidence.message)
    if result.verdict is Verdict.FAIL and not fails(result):
        raise NoFindingError(criterion, spec.id)


def _is_right_speaker(finding: Finding, conversation: Conversation, spec: CheckSpec) -> bool:
    if finding.evidence.role is None:
        return True
    evidence = finding.evidence
    said = conversation.messages[evidence.message]
    is_whole = evidence.quote == said.text
    roles = {Role.AGENT, spec.where.role} | ({Role.CUSTOMER} if is_whole else set())
    return said.role in roles and not said.is_internal
