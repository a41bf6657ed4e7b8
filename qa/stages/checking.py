"""Stores what the machine says of a conversation, and its score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from qa.domain.conversation import Conversation
from qa.domain.finding import Finding, Outcome, ShadowResult, Verdict
from qa.domain.score import Score
from qa.errors import EvidenceError
from qa.store import tables
from qa.store.tables import State


@dataclass(frozen=True, slots=True)
class CheckedConversation:
    """What one pass over a conversation gave. `waits` says why it must be judged again later, if it must."""

    conversation: Conversation
    outcomes: tuple[Outcome, ...]
    score: Score
    versions: Mapping[str, str]
    language: str
    waits: str | None = None
    shadows: tuple[ShadowResult, ...] = ()


def store_outcomes(
    session: Session, conversation_id: int, checked: CheckedConversation, *, rubric_id: int, now: datetime
) -> None:
    """Replace the machine's outcomes of one conversation under one rubric.

    The same input gives the same rows. Raises EvidenceError, storing nothing, when a
    finding quotes words that are not in the stored message by the right speaker.
    """
    for outcome in checked.outcomes:
        _refuse_invented_evidence(outcome, checked.conversation)
    row = session.get_one(tables.Conversation, conversation_id, with_for_update=True)
    session.execute(
        delete(tables.CheckRun).where(
            tables.CheckRun.conversation_id == conversation_id, tables.CheckRun.rubric_id == rubric_id
        )
    )
    run_id = session.execute(
        insert(tables.CheckRun).returning(tables.CheckRun.id),
        _check_run(checked, conversation_id=conversation_id, rubric_id=rubric_id, now=now),
    ).scalar_one()
    _insert_outcomes(session, checked.outcomes, run_id=run_id, conversation_id=conversation_id)
    _insert_uncovered(session, checked.outcomes, run_id=run_id, conversation_id=conversation_id)
    _insert_shadows(session, checked.shadows, run_id=run_id)
    row.score_value = checked.score.value
    row.score_coverage = checked.score.coverage
    row.language = row.language or checked.language
    row.has_critical = bool(checked.score.critical)
    row.state = State.WAITING_FOR_LANGUAGE_SERVER if checked.waits else State.CHECKED
    row.state_reason = checked.waits
    row.updated_at = now


def message_hash(conversation: Conversation) -> str:
    """Return the SHA-256 of what is judged: who said what, in order."""
    digest = sha256()
    for message in conversation.messages:
        digest.update(f"{message.role.value}\x1f{message.text}\x1e".encode())
    return digest.hexdigest()


def _refuse_invented_evidence(outcome: Outcome, conversation: Conversation) -> None:
    for finding in outcome.findings:
        if not finding.evidence.holds_in(conversation):
            raise EvidenceError(outcome.criterion, finding.evidence.quote, finding.evidence.message)
    for claim in outcome.uncovered:
        if not claim.evidence.holds_in(conversation):
            raise EvidenceError(outcome.criterion, claim.evidence.quote, claim.evidence.message)


def _check_run(
    checked: CheckedConversation, *, conversation_id: int, rubric_id: int, now: datetime
) -> dict[str, object]:
    return {
        "conversation_id": conversation_id,
        "rubric_id": rubric_id,
        "message_hash": message_hash(checked.conversation),
        "versions": dict(checked.versions),
        "claims": sum(outcome.claims for outcome in checked.outcomes),
        "covered_claims": sum(outcome.covered_claims for outcome in checked.outcomes),
        "score_value": checked.score.value,
        "score_coverage": checked.score.coverage,
        "fact_coverage": checked.score.fact_coverage,
        "critical": list(checked.score.critical),
        "checked_at": now,
    }


def _insert_outcomes(session: Session, outcomes: tuple[Outcome, ...], *, run_id: int, conversation_id: int) -> None:
    if not outcomes:
        return
    session.execute(
        insert(tables.Outcome),
        [
            {
                "check_run_id": run_id,
                "conversation_id": conversation_id,
                "criterion": one.criterion,
                "verdict": one.verdict.value,
                "score": one.score,
            }
            for one in outcomes
        ],
    )
    outcome = tables.Outcome
    rows = session.execute(select(outcome.criterion, outcome.id).where(outcome.check_run_id == run_id))
    ids = {row.criterion: row.id for row in rows}
    findings = [
        _finding(finding, outcome_id=ids[one.criterion])
        for one in outcomes
        if one.verdict is not Verdict.NOT_APPLICABLE
        for finding in one.findings
    ]
    if findings:
        session.execute(insert(tables.Finding), findings)


def _insert_shadows(session: Session, shadows: tuple[ShadowResult, ...], *, run_id: int) -> None:
    said = [
        {
            "check_run_id": run_id,
            "criterion": one.criterion,
            "check": one.check,
            "verdict": one.verdict.value,
            "findings": [_place(found) for found in one.findings],
        }
        for one in shadows
        if one.verdict is not Verdict.NOT_APPLICABLE
    ]
    if said:
        session.execute(insert(tables.ShadowResult), said)


def _place(finding: Finding) -> dict[str, object]:
    found = finding.evidence
    return {
        "verdict": finding.verdict.value,
        "message": found.message,
        "start": found.start,
        "end": found.end,
        "quote": found.quote,
    }


def _insert_uncovered(session: Session, outcomes: tuple[Outcome, ...], *, run_id: int, conversation_id: int) -> None:
    uncovered = dict.fromkeys(claim for outcome in outcomes for claim in outcome.uncovered)
    rows = [
        {
            "check_run_id": run_id,
            "conversation_id": conversation_id,
            "topic": claim.topic,
            "message_position": claim.evidence.message,
            "start": claim.evidence.start,
            "end": claim.evidence.end,
            "sentence_start": claim.sentence[0],
            "sentence_end": claim.sentence[1],
        }
        for claim in uncovered
    ]
    if rows:
        session.execute(insert(tables.UncoveredClaim), rows)


def _finding(finding: Finding, *, outcome_id: int) -> dict[str, object]:
    values = asdict(finding)
    evidence = values.pop("evidence")
    return {
        **values,
        "verdict": values["verdict"].value,
        "outcome_id": outcome_id,
        "message_position": evidence["message"],
        "start": evidence["start"],
        "end": evidence["end"],
        "quote": evidence["quote"],
    }
