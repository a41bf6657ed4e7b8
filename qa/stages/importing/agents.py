"""Finds or adds the agents of imported conversations."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from qa.domain.conversation import Conversation, Participant, Role
from qa.stages.importing.rows import chunks, clip
from qa.store import tables

_AGENT = tables.Base.metadata.tables["agent"]


def agent_of(conversation: Conversation) -> Participant | None:
    """Return whose conversation it is: the agent it names, else the only author among its agent messages."""
    if conversation.agent and agent_key(conversation.agent):
        return conversation.agent
    authors = {message.author for message in conversation.messages if message.role is Role.AGENT}
    if len(authors) == 1 and (author := authors.pop()):
        return Participant(id=author)
    return None


def agent_key(agent: Participant) -> str:
    """Return the id an agent is known by: the source's id, else the address, else the name; "" without any."""
    return clip(agent.id or (agent.email or "").lower() or agent.name or "", 200) or ""


def store_agents(session: Session, agents: Iterable[Participant]) -> dict[str, int]:
    """Add agents that are new, update names and addresses that changed; return row ids by the key given.

    An agent known to a mailbox by address only is the agent another system has that address of.
    """
    given = _merge(agents)
    known = _find(session, given)
    known |= _find_by_address(session, [key for key in given if key not in known and "@" in key])
    new = [key for key in given if key not in known]
    if new:
        session.execute(
            insert(_AGENT), [{"external_id": key, "name": given[key].name, "email": given[key].email} for key in new]
        )
        known |= _find(session, new)
    for key, (row, name, email) in known.items():
        fresh = (given[key].name or name, given[key].email or email)
        if fresh != (name, email):
            session.execute(update(_AGENT).where(_AGENT.c.id == row).values(name=fresh[0], email=fresh[1]))
    return {key: row for key, (row, _, _) in known.items()}


def _merge(agents: Iterable[Participant]) -> dict[str, Participant]:
    """Join what is said of each agent; the later word counts."""
    merged: dict[str, Participant] = {}
    for agent in agents:
        key = agent_key(agent)
        before = merged.get(key, Participant())
        name, email = clip(agent.name, 200) or before.name, clip(agent.email, 200) or before.email
        merged[key] = Participant(id=key, name=name, email=email)
    return merged


def _find(session: Session, keys: Iterable[str]) -> dict[str, tuple[int, str | None, str | None]]:
    columns = (_AGENT.c.external_id, _AGENT.c.id, _AGENT.c.name, _AGENT.c.email)
    found: dict[str, tuple[int, str | None, str | None]] = {}
    for some in chunks(sorted(keys)):
        rows = session.execute(select(*columns).where(_AGENT.c.external_id.in_(some)))
        found |= {key: (row, name, email) for key, row, name, email in rows}
    return found


def _find_by_address(session: Session, addresses: Iterable[str]) -> dict[str, tuple[int, str | None, str | None]]:
    address = func.lower(_AGENT.c.email)
    columns = (address, _AGENT.c.id, _AGENT.c.name, _AGENT.c.email)
    found: dict[str, tuple[int, str | None, str | None]] = {}
    for some in chunks(sorted(addresses)):
        rows = session.execute(select(*columns).where(address.in_(some)).order_by(_AGENT.c.id.desc()))
        found |= {key: (row, name, email) for key, row, name, email in rows}
    return found
