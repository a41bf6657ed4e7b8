"""What a database says, without row ids and moments, so that two runs can be compared."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Executable, select

from qa.store import tables
from qa.store.session import open_database, sessions_of

Rows = list[tuple[Any, ...]]


def snapshot(url: str) -> dict[str, Rows]:
    """Read everything that work makes, by the names things have outside the database."""
    engine = open_database(url)
    try:
        with sessions_of(engine, is_writing=False)() as session:
            return {name: sorted(map(_plain, session.execute(query)), key=repr) for name, query in _QUERIES.items()}
    finally:
        engine.dispose()


def differences(rows: dict[str, Rows], expected: dict[str, Rows]) -> dict[str, Rows]:
    """Return, of each kind, the rows that only one side has; kinds that agree are left out."""
    found = {}
    for name, mine in rows.items():
        theirs = expected[name]
        odd = [row for row in mine if row not in theirs] + [row for row in theirs if row not in mine]
        if odd or len(mine) != len(theirs):
            found[name] = odd[:6]
    return found


def _plain(row: Any) -> tuple[Any, ...]:
    return tuple(json.dumps(value, sort_keys=True) if isinstance(value, dict | list) else value for value in row)


_conversation, _message, _run = tables.Conversation, tables.Message, tables.CheckRun
_outcome, _finding = tables.Outcome, tables.Finding
_key = (_conversation.source, _conversation.external_id)

_QUERIES: dict[str, Executable] = {
    "conversations": select(
        *_key,
        _conversation.channel,
        _conversation.language,
        _conversation.started_at,
        _conversation.content_hash,
        _conversation.message_count,
        _conversation.state,
        _conversation.state_reason,
        _conversation.score_value,
        _conversation.score_coverage,
        _conversation.has_critical,
        tables.Agent.external_id,
    ).outerjoin(tables.Agent, tables.Agent.id == _conversation.agent_id),
    "messages": select(
        *_key,
        _message.position,
        _message.role,
        _message.text,
        _message.sent_at,
        _message.start_ms,
        _message.end_ms,
        _message.words,
    ).join(_conversation, _conversation.id == _message.conversation_id),
    "recordings": select(
        *_key, tables.Recording.sha256, tables.Recording.channels, tables.Recording.duration_ms, tables.Recording.peaks
    ).join(_conversation, _conversation.id == tables.Recording.conversation_id),
    "check runs": select(
        *_key, _run.message_hash, _run.versions, _run.claims, _run.covered_claims, _run.score_value, _run.critical
    ).join(_conversation, _conversation.id == _run.conversation_id),
    "outcomes": select(*_key, _outcome.criterion, _outcome.verdict, _outcome.score).join(
        _conversation, _conversation.id == _outcome.conversation_id
    ),
    "findings": select(
        *_key,
        _outcome.criterion,
        _finding.check,
        _finding.verdict,
        _finding.message_position,
        _finding.start,
        _finding.end,
        _finding.quote,
        _finding.explanation,
    )
    .join(_outcome, _outcome.id == _finding.outcome_id)
    .join(_conversation, _conversation.id == _outcome.conversation_id),
    "insights": select(*_key, tables.Insight.reason, tables.Insight.hour_of_week, tables.Insight.handling_seconds).join(
        _conversation, _conversation.id == tables.Insight.conversation_id
    ),
    "template faults": select(
        tables.Template.external_id, tables.TemplateFault.criterion, tables.TemplateFault.quote
    ).join(tables.TemplateFault, tables.TemplateFault.template_id == tables.Template.id),
    "agents": select(tables.Agent.external_id, tables.Agent.name, tables.Agent.email),
    "orders": select(tables.ShopOrder.external_id, tables.ShopOrder.record),
    "users": select(tables.User.email, tables.User.role),
    "samples": select(
        tables.Sample.name,
        tables.Sample.seed,
        tables.Sample.frame_size,
        *_key,
        tables.SamplePick.position,
        tables.SamplePick.inclusion_probability,
    )
    .join(tables.SamplePick, tables.SamplePick.sample_id == tables.Sample.id)
    .join(_conversation, _conversation.id == tables.SamplePick.conversation_id),
}
