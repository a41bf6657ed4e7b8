"""The good example an agent is to learn from: its words with their neighbours, known names and numbers masked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.errors import NotFoundError
from qa.stages.blindness import is_still_to_rate
from qa.stages.coaching.scope import CoachScope, find_action, find_plan
from qa.store import tables

_BEFORE, _AFTER = 2, 1
_MASK = "…"
_NUMBER = r"\d(?:[ -]?\d){4,}"


@dataclass(frozen=True, slots=True)
class ExampleTurn:
    """One message around the words; `start` and `end` mark them in their own. Who wrote it is a role, no name."""

    role: str
    text: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """An exemplar as an agent may read it. `turns` is empty for a stretch of sound that no words stand for."""

    plan_id: int
    agent_id: int
    criterion: str
    comment: str
    quote: str
    language: str | None
    conversation_id: int
    turns: tuple[ExampleTurn, ...]


def read_example(session: Session, action_id: int, scope: CoachScope, *, reader_id: int) -> Example:
    """Read what an action asks to learn from.

    Raises NotFoundError out of scope, where the action names none, and where the reader is still to rate the
    conversation blind.
    """
    action = find_action(session, action_id, scope)
    exemplar = session.get(tables.Exemplar, action.exemplar_id) if action.exemplar_id is not None else None
    if exemplar is None or session.scalar(select(is_still_to_rate(exemplar.conversation_id, reader_id))):
        raise NotFoundError("example", action_id)
    plan = find_plan(session, action.plan_id, scope)
    conversation = session.get_one(tables.Conversation, exemplar.conversation_id)
    return Example(
        plan_id=plan.id,
        agent_id=plan.agent_id,
        criterion=exemplar.criterion,
        comment=exemplar.comment,
        quote=exemplar.quote,
        language=conversation.language,
        conversation_id=conversation.id,
        turns=_turns(session, exemplar),
    )


def _turns(session: Session, exemplar: tables.Exemplar) -> tuple[ExampleTurn, ...]:
    message = tables.Message
    rows = session.execute(
        select(message.position, message.role, message.text)
        .where(message.conversation_id == exemplar.conversation_id, message.is_internal.is_(False))
        .order_by(message.position)
    ).all()
    mask = _mask_of(_known_names(session, exemplar.conversation_id))
    places = [index for index, row in enumerate(rows) if row.position == exemplar.message_position]
    if not places:
        return ()
    near = rows[max(0, places[0] - _BEFORE) : places[0] + _AFTER + 1]
    return tuple(
        _marked(row.role, row.text, exemplar, mask)
        if row.position == exemplar.message_position
        else ExampleTurn(row.role, mask.sub(_MASK, row.text))
        for row in near
    )


def _marked(role: str, text: str, exemplar: tables.Exemplar, mask: re.Pattern[str]) -> ExampleTurn:
    """Mask before, within and after the marked words apart, so that the mark stays where it belongs."""
    if exemplar.start is None or exemplar.end is None:
        return ExampleTurn(role, mask.sub(_MASK, text))
    parts = (text[: exemplar.start], text[exemplar.start : exemplar.end], text[exemplar.end :])
    before, within, after = (mask.sub(_MASK, part) for part in parts)
    return ExampleTurn(role, before + within + after, len(before), len(before) + len(within))


def _known_names(session: Session, conversation_id: int) -> set[str]:
    """Return the words of the names that are known of a conversation's people."""
    conversation, agent, message = tables.Conversation, tables.Agent, tables.Message
    names = session.execute(
        select(conversation.customer_name, agent.name)
        .outerjoin(agent, agent.id == conversation.agent_id)
        .where(conversation.id == conversation_id)
    ).one()
    authors = session.scalars(select(message.author).where(message.conversation_id == conversation_id).distinct())
    return {word for name in (*names, *authors) if name for word in name.split() if len(word) > 2}


def _mask_of(names: Iterable[str]) -> re.Pattern[str]:
    """Match long numbers and names, with the endings that inflection puts on them."""
    stems = [re.escape(name[:-1] if len(name) > 4 else name) for name in sorted(names)]
    return re.compile("|".join([_NUMBER, *(rf"\b{stem}\w{{0,3}}" for stem in stems)]))
