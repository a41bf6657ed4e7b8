"""What the phone system tells of a call: who of several agents spoke when, and the language of each side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from qa.domain.conversation import Message, Role


@dataclass(frozen=True, slots=True)
class OnLine:
    """An agent who is on the line from a moment of the call on, in milliseconds."""

    name: str
    from_ms: int


def agents_on_line(metadata: Mapping[str, object]) -> tuple[OnLine, ...]:
    """Read `metadata.agents`: objects with `name` and `from_ms`, in any order; what is none is left out."""
    listed = metadata.get("agents")
    found = []
    for one in listed if isinstance(listed, list) else ():
        name, from_ms = (one.get("name"), one.get("from_ms", 0)) if isinstance(one, dict) else (None, None)
        if isinstance(name, str) and name and isinstance(from_ms, int) and not isinstance(from_ms, bool):
            found.append(OnLine(name, from_ms))
    return tuple(sorted(found, key=lambda one: one.from_ms))


def name_speakers(messages: Sequence[Message], agents: Sequence[OnLine]) -> tuple[Message, ...]:
    """Give each message of the agent's side its author: who came on the line last before it began."""
    if not agents:
        return tuple(messages)
    return tuple(
        replace(message, author=_at(agents, message.start_ms))
        if message.role is Role.AGENT and message.start_ms is not None and message.author is None
        else message
        for message in messages
    )


def languages_of_sides(metadata: Mapping[str, object]) -> dict[str, str]:
    """Read `metadata.agent_language` and `customer_language`; what is no text is left out."""
    told = {role.value: metadata.get(f"{role.value}_language") for role in (Role.AGENT, Role.CUSTOMER)}
    return {name: language.strip() for name, language in told.items() if isinstance(language, str) and language.strip()}


def _at(agents: Sequence[OnLine], start_ms: int) -> str:
    before = [one for one in agents if one.from_ms <= start_ms]
    return (before[-1] if before else agents[0]).name
