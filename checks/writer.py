"""Tells the gender of the agent who wrote a message, by a given name that only one gender bears."""

from __future__ import annotations

import re
from collections.abc import Callable

from qa.domain.conversation import Role
from qa.ports import Reading


def name_gender(
    reading: Reading, message: int, *, is_womans: Callable[[str], bool | None]
) -> tuple[bool | None, bool]:  # fmt: skip
    """Return whether the agent's given name is a woman's, and whether the agent said that name in the conversation.

    None where the name is unknown or borne by both, or where several agents wrote and it is not told whose it is.
    """
    messages = reading.conversation.messages
    author = messages[message].author
    agent = reading.conversation.agent
    named = agent.name.split()[0] if agent and agent.name else ""
    own = [one for one in messages if one.role is Role.AGENT]
    gender = is_womans(named) if named else None
    if gender is None or any(one.author != author for one in own):
        return None, False
    said = re.compile(rf"(?<!\w){re.escape(named)}(?!\w)")
    return gender, any(said.search(one.text) for one in own)
