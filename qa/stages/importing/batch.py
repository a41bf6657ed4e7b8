"""Stores a batch of conversations: new ones added, changed ones replaced, the rest left alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import bindparam, delete, insert, null, select, update
from sqlalchemy.orm import Session

from qa.domain.call import measure_call
from qa.domain.call_figures import figures_of, mark_record
from qa.domain.conversation import Conversation, Recording
from qa.domain.playing import plays_in_browsers
from qa.settings import Settings
from qa.stages.importing.agents import agent_key, agent_of, store_agents
from qa.stages.importing.counts import BatchCount
from qa.stages.importing.insert import insert_rows
from qa.stages.importing.rows import (
    MESSAGE_COLUMNS,
    Prepared,
    chunks,
    conversation_row,
    hash_content,
    message_rows,
)
from qa.stages.importing.sound import KeptSound, keep_sound
from qa.stages.importing.threads import join_threads
from qa.stages.redacting import keep_originals, redact, stretches_record
from qa.stages.redacting_marks import mask_marks
from qa.store import tables
from qa.store.tables import State

_TABLES = tables.Base.metadata.tables
_CONVERSATION, _MESSAGE, _RECORDING = _TABLES["conversation"], _TABLES["message"], _TABLES["recording"]
_CHECK_RUN = _TABLES["check_run"]

_UNCHECKED = {"score_value": None, "score_coverage": None, "has_critical": False}
_UNHEARD = (
    "channels",
    "duration_ms",
    "sample_rate",
    "peaks",
    "engine",
    "model",
    "settings",
    "language_probability",
    "marks",
    "measures",
    "silenced",
)

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Known:
    """What is stored of a conversation already."""

    id: int
    content_hash: str
    updated_at: datetime
    message_count: int
    language: str | None
    ended_at: datetime | None
    sha256: str | None
    agent_channel: int | None

    def keeps_transcript_of(self, prepared: Prepared) -> bool:
        """Tell whether its messages were heard in the very recording that is imported again."""
        recording = prepared.conversation.recording
        if recording is None or prepared.conversation.messages or not self.message_count:
            return False
        is_same_side = recording.agent_channel in (None, self.agent_channel)
        return is_same_side and self.sha256 is not None and self.sha256 == prepared.sound.sha256


def store_batch(
    session: Session,
    conversations: Sequence[Conversation],
    *,
    now: datetime,
    base: Path,
    settings: Settings,
    adds_messages: bool = False,
) -> BatchCount:
    """Store conversations by source and id; never commits.

    Paths of recordings are relative to `base`. Recordings are copied before the first
    statement, so that no transaction is open meanwhile. Pass the same `now` for all
    batches of one run: what comes again in it is counted as repeated. With `adds_messages`
    stored messages that do not come again stay: a thread of mail may come in pieces.
    """
    latest = {(one.source, one.id): one for one in conversations}
    prepared = {key: prepare(one, base=base, settings=settings) for key, one in latest.items()}
    if not prepared:
        return BatchCount()
    known = _find(session, prepared)
    if adds_messages:
        _join_known(session, prepared, known)
    agents = _store_agents(session, prepared.values())
    rows = {key: conversation_row(one, _agent_id(one, agents)) for key, one in prepared.items()}
    added = _add(session, {key: rows[key] for key in prepared if key not in known}, now=now)
    changed = [key for key, row in known.items() if row.content_hash != prepared[key].content_hash]
    for key in changed:
        _keep_transcript(prepared[key], known[key], rows[key])
    _replace(session, [{"_id": known[key].id, "updated_at": now, **_UNCHECKED, **rows[key]} for key in changed])
    retold = {key: known[key].id for key in changed if not known[key].keeps_transcript_of(prepared[key])}
    messages = _write_messages(session, prepared, added | retold, replaced=retold.values())
    touched = added | {key: known[key].id for key in changed}
    _write_recordings(session, prepared, touched, settings=settings)
    for key, id in touched.items():
        if redacted := prepared[key].redacted:
            keep_originals(session, id, redacted, settings=settings, now=now)
    if not settings.keeps_originals:
        _destroy_again(session, [row.id for key, row in known.items() if prepared[key].sound.sha256])
    repeated = sum(known[key].updated_at == now for key in changed)
    return BatchCount(
        new=len(added),
        updated=len(changed) - repeated,
        unchanged=len(known) - len(changed),
        repeated=repeated + len(conversations) - len(prepared),
        messages=messages,
        without_sound=sum(rows[key]["state"] is State.WAITING_FOR_AUDIO for key in (*added, *changed)),
    )


def prepare(conversation: Conversation, *, base: Path, settings: Settings) -> Prepared:
    """Mask a conversation, keep its recording, if it has one, and hash its content."""
    conversation = _with_agent_channel(conversation, settings)
    recording = conversation.recording
    sound = keep_sound(recording.path, base=base, home=settings.recordings_home) if recording else KeptSound()
    redacted = redact(conversation, settings=settings)
    return Prepared(redacted.conversation, sound, hash_content(redacted.conversation, sound), redacted)


def _with_agent_channel(conversation: Conversation, settings: Settings) -> Conversation:
    """Say which channel is the agent's where the call does not, and the rule of its source does."""
    recording, known = conversation.recording, settings.agent_channels.get(conversation.source)
    if recording is None or recording.agent_channel is not None or known is None:
        return conversation
    return replace(conversation, recording=replace(recording, agent_channel=known))


def _find(session: Session, keys: Iterable[Key]) -> dict[Key, _Known]:
    by_source: dict[str, list[str]] = {}
    for source, external_id in keys:
        by_source.setdefault(source, []).append(external_id)
    conversation, recording = _CONVERSATION.c, _RECORDING.c
    columns = [conversation[one.name] for one in fields(_Known) if one.name in conversation]
    columns += [recording.sha256, recording.agent_channel]
    joined = _CONVERSATION.outerjoin(_RECORDING, recording.conversation_id == conversation.id)
    query = select(conversation.external_id, *columns).select_from(joined)
    found: dict[Key, _Known] = {}
    for source, ids in by_source.items():
        for some in chunks(ids):
            rows = session.execute(query.where(conversation.source == source, conversation.external_id.in_(some)))
            found |= {(source, external_id): _Known(*known) for external_id, *known in rows}
    return found


def _join_known(session: Session, prepared: dict[Key, Prepared], known: dict[Key, _Known]) -> None:
    """Put what is stored of changed threads and does not come again back into them."""
    changed = {row.id: key for key, row in known.items() if row.content_hash != prepared[key].content_hash}
    joined = join_threads(session, {id: prepared[key].conversation for id, key in changed.items()})
    for id, conversation in joined.items():
        known_as = prepared[changed[id]]
        content_hash = hash_content(conversation, known_as.sound)
        prepared[changed[id]] = replace(known_as, conversation=conversation, content_hash=content_hash)


def _store_agents(session: Session, prepared: Iterable[Prepared]) -> dict[str, int]:
    agents = [agent_of(one.conversation) for one in prepared]
    return store_agents(session, [agent for agent in agents if agent])


def _agent_id(prepared: Prepared, agents: dict[str, int]) -> int | None:
    agent = agent_of(prepared.conversation)
    return agents[agent_key(agent)] if agent else None


def _add(session: Session, rows: dict[Key, dict[str, Any]], *, now: datetime) -> dict[Key, int]:
    """Insert new conversations and return their ids."""
    if not rows:
        return {}
    values = [
        {"source": source, "external_id": external_id, "imported_at": now, "updated_at": now, "has_critical": False}
        | row
        for (source, external_id), row in rows.items()
    ]
    conversation = _CONVERSATION.c
    statement = insert(_CONVERSATION).returning(conversation.source, conversation.external_id, conversation.id)
    return {(row[0], row[1]): row[2] for row in session.execute(statement, values)}


def _keep_transcript(prepared: Prepared, known: _Known, row: dict[str, Any]) -> None:
    """Leave what was heard in place when only the description of the call changed."""
    if known.keeps_transcript_of(prepared):
        row["state"], row["state_reason"] = State.TO_CHECK, None
        row["message_count"] = known.message_count
        row["language"] = row["language"] or known.language
        row["ended_at"] = row["ended_at"] or known.ended_at


def _replace(session: Session, rows: list[dict[str, Any]]) -> None:
    """Overwrite changed conversations and drop what the machine said of them."""
    if not rows:
        return
    columns: dict[str, Any] = {name: bindparam(name) for name in rows[0] if name != "_id"}
    session.connection().execute(
        update(_CONVERSATION).where(_CONVERSATION.c.id == bindparam("_id")).values(columns), rows
    )
    for ids in chunks([row["_id"] for row in rows]):
        session.execute(delete(_CHECK_RUN).where(_CHECK_RUN.c.conversation_id.in_(ids)))


def _write_messages(
    session: Session, prepared: dict[Key, Prepared], ids: dict[Key, int], *, replaced: Iterable[int]
) -> int:
    for some in chunks(list(replaced)):
        session.execute(delete(_MESSAGE).where(_MESSAGE.c.conversation_id.in_(some)))
    rows = [row for key, id in ids.items() for row in message_rows(id, prepared[key].conversation.messages)]
    insert_rows(session.connection(), _MESSAGE, MESSAGE_COLUMNS, rows)
    return len(rows)


def _write_recordings(
    session: Session, prepared: dict[Key, Prepared], ids: dict[Key, int], *, settings: Settings
) -> None:
    """Add or update the recording of each conversation; what was heard is forgotten when the sound is another."""
    for key, id in ids.items():
        recording, sound = prepared[key].conversation.recording, prepared[key].sound
        if recording is None:
            continue
        values: dict[str, Any] = {"path": recording.path, "sha256": sound.sha256, "suffix": sound.suffix}
        values |= {"agent_channel": recording.agent_channel, "consent": recording.consent}
        if prepared[key].conversation.messages:
            values |= _listened(prepared[key], recording, settings=settings)
            values["waits_for_silencing"] = bool(values["silenced"]) or not plays_in_browsers(sound.suffix, codec=None)
        stored = session.scalar(select(tables.Recording).where(tables.Recording.conversation_id == id))
        if stored is None:
            session.execute(insert(_RECORDING).values(conversation_id=id, **values))
            continue
        if stored.sha256 != sound.sha256:
            values |= {name: null() for name in _UNHEARD if name not in values}
        elif recording.agent_channel is None:
            values["agent_channel"] = stored.agent_channel
        session.execute(update(_RECORDING).where(_RECORDING.c.conversation_id == id).values(values))


def _destroy_again(session: Session, ids: Sequence[int]) -> None:
    """Have originals destroyed that this import copied once more: the copy that people hear is made anew first."""
    row = tables.Recording
    for some in chunks(ids):
        for recording in session.scalars(select(row).where(row.conversation_id.in_(some))):
            recording.waits_for_silencing = recording.waits_for_silencing or bool(recording.silenced)
    session.flush()


def _listened(prepared: Prepared, recording: Recording, *, settings: Settings) -> dict[str, Any]:
    """Return what a transcript that came along says of its call: how long it is, what was not talk, its measures."""
    messages = prepared.conversation.messages
    measures = measure_call(messages, duration_ms=recording.duration_ms, marks=recording.marks)
    silenced = prepared.redacted.silenced if prepared.redacted else ()
    return {
        "duration_ms": recording.duration_ms or (measures.duration_ms if measures else None),
        "marks": [mark_record(one) for one in mask_marks(recording.marks, silenced=silenced, settings=settings)],
        "measures": figures_of(measures) if measures else None,
        "silenced": stretches_record(silenced),
    }
