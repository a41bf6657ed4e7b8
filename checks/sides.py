"""What several kinds ask about the sides of a conversation: is it closed, who speaks next, who was there."""

from __future__ import annotations

from qa.domain.conversation import Conversation, Role

_OPEN = ("open", "pending", "new", "waiting", "on-hold", "hold")
_CLOSED = ("closed", "solved", "resolved", "done", "archived", "finished")


def is_open(conversation: Conversation) -> bool:
    """Tell whether the source says that the case goes on."""
    return (conversation.status or "").casefold() in _OPEN


def is_closed(conversation: Conversation) -> bool:
    """Tell whether the source says that the case is over."""
    return (conversation.status or "").casefold() in _CLOSED


def customer_messages(conversation: Conversation, *, before: int | None = None) -> tuple[int, ...]:
    """Return the indices of what the customer said, up to a message when one is given."""
    return tuple(
        index
        for index, message in enumerate(conversation.messages[:before])
        if message.role is Role.CUSTOMER and not message.is_internal
    )


def answered_just_after(conversation: Conversation, index: int) -> int | None:
    """Return the customer's next message after an agent's; None where they said no more."""
    return next((one for one in customer_messages(conversation) if one > index), None)


def agent_messages(conversation: Conversation, *, after: int = -1) -> tuple[int, ...]:
    """Return the indices of what human agents said to the customer after a message."""
    return tuple(index for index, _ in conversation.agent_messages() if index > after)


def answers_before(conversation: Conversation, trigger: int | None) -> list[int]:
    """Return what agents had answered to the customer before a message: trouble told again was reacted to then."""
    asked = customer_messages(conversation)
    return [index for index in agent_messages(conversation) if trigger and asked[0] < index < trigger]


def agent_ended(conversation: Conversation) -> bool:
    """Tell whether an agent had the last word of a conversation that is not open any more."""
    spoken = [one for one in conversation.messages if one.role in (Role.AGENT, Role.CUSTOMER)]
    return bool(spoken) and spoken[-1].role is Role.AGENT and not is_open(conversation)
