"""Makes conversations, orders and the place of the fault out of wordings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bench.injected.errors import SlotError
from bench.injected.inject import open_minutes
from bench.injected.scene import Scene
from bench.injected.slots import fill
from bench.injected.words import Fault, Plot, Turn
from qa.domain.conversation import Channel, Conversation, Message, Participant, Role
from qa.domain.fact import Order, OrderBase, OrderItem, Shipping

_MINUTES = {"chat": 1, "email": 90, "call": 0}
_BETWEEN = {"chat": " ", "call": " ", "email": "\n\n"}
_MS_A_LETTER, _MS_A_BREATH = 60, 300
_HISTORY = {
    "paid": (("paid", 20),),
    "packed": (("paid", 22), ("packed", 20)),
    "shipped": (("paid", 40), ("packed", 24), ("shipped", 20)),
    "delivered": (("paid", 96), ("packed", 80), ("shipped", 76), ("delivered", 20)),
}
"""Hours before the conversation at which an order of that status reached each step; the last was yesterday."""
_NUMBER = re.compile(r"\d{4,}")
_CLOSED_AFTER = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a right finding lies: in one of `messages` (any agent message where empty), best over `span`.

    `span` is (message, start, end) of the words that matter, None where the message is enough.
    """

    messages: frozenset[int] = frozenset()
    span: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A conversation with the orders it is compared with, and the place of what was put into it."""

    conversation: Conversation
    orders: OrderBase
    place: Place
    sentence: str = ""


def make(plot: Plot, turns: Sequence[Turn], scene: Scene, *, id: str, fault: Fault | None = None) -> Made:
    """Make a conversation of the turns. Raises SlotError where a text cannot be filled or its mark is not there."""
    messages, place, sentence = _messages(plot, turns, scene, marked=fault.marked if fault else "")
    if fault and fault.how == "replace" and not fault.marked:
        # Something is missing, and a check may quote any message in which it looked for it.
        place = Place()
    last = messages[-1].sent_at
    assert last is not None
    is_unanswered = fault is not None and fault.how == "unanswered"
    ended = last + (timedelta(minutes=open_minutes(fault)) if fault and is_unanswered else _CLOSED_AFTER)
    conversation = Conversation(
        id=id,
        channel=Channel(plot.channel),
        messages=messages,
        source="injected",
        language=scene.locale.code,
        started_at=scene.began,
        ended_at=ended,
        agent=Participant(_agent_id(scene.agent["name"]), scene.agent["name"]),
        customer=Participant("c-1", scene.customer["name"]),
        reason=plot.reason,
        status="closed",
        metadata={
            "country": scene.locale.country,
            "customer_type": "consumer",
            **plot.metadata,
            **(fault.metadata if fault else {}),
        },
    )
    strangers = _NUMBER.findall(sentence) if fault and fault.criterion == "right-customer" else []
    return Made(conversation, _orders(plot, scene, strangers), place, sentence)


def _messages(
    plot: Plot, turns: Sequence[Turn], scene: Scene, *, marked: str
) -> tuple[tuple[Message, ...], Place, str]:
    messages: list[Message] = []
    faulty: set[int] = set()
    span: tuple[int, int, int] | None = None
    sentence, at, clock_ms = "", scene.began, 0
    mark = fill(marked, scene)
    for index, turn in enumerate(turns):
        text, inside = _text(plot.channel, turn, scene)
        minutes = _MINUTES[plot.channel] if turn.after is None else turn.after
        if index:
            at += timedelta(minutes=minutes)
            clock_ms += minutes * 60_000 + _MS_A_BREATH
        if turn.is_fault:
            faulty.add(index)
        if inside:
            faulty.add(index)
            sentence = text[inside[0] : inside[1]]
            # A part put in place of another, or a whole message, is right anywhere; an added sentence has its words.
            if marked or not turn.is_fault:
                span = _span(text, inside, mark, index)
        is_call = plot.channel == "call"
        messages.append(_message(plot, turn, scene, text=text, at=at, start_ms=clock_ms if is_call else None))
        clock_ms += _MS_A_LETTER * len(text) if is_call else 0
    return tuple(messages), Place(frozenset(faulty), span), sentence


def _text(channel: str, turn: Turn, scene: Scene) -> tuple[str, tuple[int, int] | None]:
    """Join the parts of a message; return also where the part with the fault stands."""
    text, inside = "", None
    for part in turn.parts:
        said = fill(part.text, scene)
        text += _BETWEEN[channel] if text else ""
        if part.is_fault:
            inside = (len(text), len(text) + len(said))
        text += said
    return text, inside


def _span(text: str, inside: tuple[int, int], mark: str, index: int) -> tuple[int, int, int]:
    if not mark:
        return index, *inside
    start = text.find(mark, *inside)
    if start < 0:
        raise SlotError(f"the marked words {mark!r} do not stand in the text {text[slice(*inside)]!r}.")
    return index, start, start + len(mark)


def _message(plot: Plot, turn: Turn, scene: Scene, *, text: str, at: datetime, start_ms: int | None) -> Message:
    agent = scene.other_agent if turn.is_other else scene.agent
    is_email = plot.channel == "email"
    return Message(
        role=Role.AGENT if turn.is_agent else Role.CUSTOMER,
        text=text,
        author=_agent_id(agent["name"]) if turn.is_agent else "c-1",
        sent_at=at + timedelta(milliseconds=start_ms or 0),
        subject=fill(plot.subject, scene) if is_email and plot.subject else None,
        start_ms=start_ms,
        end_ms=None if start_ms is None else start_ms + _MS_A_LETTER * len(text),
    )


def _agent_id(name: str) -> str:
    return "a-" + name.casefold().replace(" ", "-")


def _orders(plot: Plot, scene: Scene, strangers: Sequence[str]) -> OrderBase:
    own = _order(plot, scene, scene.order, customer="c-1", tracking=scene.tracking)
    numbers = dict.fromkeys((scene.other_order, *(one for one in strangers if one not in (own.id, scene.tracking))))
    others = [_order(plot, scene, one, customer="c-2", tracking=f"62010{one}") for one in numbers]
    return OrderBase({order.id: order for order in (own, *others)}, content_hash=f"orders-{own.id}-{plot.id}")


def _order(plot: Plot, scene: Scene, id: str, *, customer: str, tracking: str) -> Order:
    history = tuple((status, scene.began - timedelta(hours=hours)) for status, hours in _HISTORY[plot.status])
    created = history[0][1] - timedelta(minutes=10)
    has_left = plot.status in ("shipped", "delivered")
    return Order(
        id=id,
        customer_id=customer,
        created_at=created,
        country=scene.locale.country,
        items=(OrderItem(sku="L-1", name=scene.product["nom"], price=scene.price),),
        total=scene.total,
        currency=scene.locale.currency,
        shipping=Shipping("courier", scene.shipping, "Kurier", tracking if has_left else None),
        status_history=(("placed", created), *history),
    )
