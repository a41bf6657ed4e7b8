"""Reads the single items of a wording file; None for one that is wrong, which is noted with its place."""

from __future__ import annotations

from collections.abc import Mapping

from bench.injected.words import Fault, Forms, Limits, Part, Plot, Tempting, Turn
from qa.keys import Keys
from qa.places import Node, Problems, Scalar, Series, Table

CHANNELS = ("chat", "email", "call")
STATUSES = ("paid", "packed", "shipped", "delivered")
GENDERS = ("m", "f", "any")
LABELS = (
    "notice",
    "greeting",
    "verify",
    "paraphrase",
    "empathy",
    "apology",
    "answer",
    "facts",
    "next",
    "offer",
    "closing",
    "signature",
    "say",
)
NEEDS: Mapping[str, tuple[str, ...]] = {
    "add": ("text",),
    "replace": ("part",),
    "remove": (),
    "delay": ("minutes",),
    "unanswered": ("customer",),
    "turns": ("turns",),
    "repeat": (),
    "translate": ("text",),
    "metadata": ("metadata",),
}
"""The ways of putting a fault in, each with the keys it cannot do without."""


def read_forms(node: Node, problems: Problems, *, what: str) -> Forms | None:
    """Read a person or product."""
    count = len(problems.found)
    keys = Keys(node, problems, what=f"an item of {what!r}")
    is_product = what == "products"
    name = keys.word("nom" if is_product else "name", is_required=True)
    gender = "" if is_product else keys.choice("gender", ("m", "f"), is_required=True)
    if is_product:
        keys.decimal("price", is_required=True)
    elif what == "customers":
        keys.text("direct", is_required=True)
    if len(problems.found) > count or name is None or not isinstance(node, Table):
        return None
    return Forms({one.key: one.node.raw for one in node.entries if isinstance(one.node, Scalar)}, gender or "")


def read_plot(node: Node, problems: Problems) -> Plot | None:
    """Read a clean conversation."""
    count = len(problems.found)
    keys = Keys(node, problems, what="a conversation")
    id = keys.word("id", is_required=True) or ""
    keys.what = f"conversation {id!r}"
    channel = keys.choice("channel", CHANNELS, is_required=True)
    reason = keys.word("reason", is_required=True)
    status = keys.choice("status", STATUSES, is_required=True)
    agent, customer = (keys.choice(f"{who}_gender", GENDERS) or "any" for who in ("agent", "customer"))
    turns = tuple(_read_turn(one, problems, what=keys.what) for one in keys.nodes("messages", is_required=True))
    products, subject, metadata = keys.words("products"), keys.text("subject"), _plain(keys, "metadata")
    keys.close()
    if len(problems.found) == count and not any(turn and turn.is_agent for turn in turns):
        problems.add(node, f"{keys.what} has no message of the agent.")
    if len(problems.found) > count:
        return None
    told = tuple(turn for turn in turns if turn)
    place = f"{problems.file}:{node.line}"
    return Plot(
        id, channel or "", reason or "", status or "", told, agent, customer, products, subject, metadata, place
    )


def read_fault(node: Node, problems: Problems, *, criteria: frozenset[str], order: int) -> Fault | None:
    """Read one fault."""
    count = len(problems.found)
    keys = Keys(node, problems, what="a fault")
    criterion = keys.choice("criterion", criteria, is_required=True) or ""
    how = keys.choice("how", NEEDS, is_required=True) or ""
    keys.what = f"fault {order + 1} of {criterion!r}"
    for name in NEEDS.get(how, ()):
        keys.entry(name, is_required=True)
    text, marked = _any_text(keys, "text"), keys.text("marked") or ""
    turns = tuple(_read_turn(one, problems, what=keys.what) for one in keys.nodes("turns"))
    fault = Fault(
        criterion=criterion,
        how=how,
        order=order,
        limits=_read_limits(keys),
        text=text if how != "unanswered" else keys.text("customer") or "",
        marked=marked,
        label=keys.choice("in", LABELS) or "",
        parts=keys.choices("part", LABELS) + keys.choices("parts", LABELS),
        also=keys.choices("also", criteria),
        before=keys.choice("before", ("first", "last")) or "last",
        minutes=keys.whole("minutes"),
        turns=tuple(turn for turn in turns if turn),
        fault_turn=int(keys.number("fault_turn") or 0),
        at_end=keys.choice("where", ("end", "before-last")) == "end",
        metadata=_plain(keys, "metadata"),
        place=f"{problems.file}:{node.line}",
    )
    keys.close()
    if len(problems.found) == count:
        _refuse_impossible(fault, node, problems, what=keys.what)
    return fault if len(problems.found) == count else None


def read_tempting(node: Node, problems: Problems, *, criteria: frozenset[str], order: int) -> Tempting | None:
    """Read one innocent sentence."""
    count = len(problems.found)
    keys = Keys(node, problems, what="a tempting sentence")
    near = keys.choice("near", criteria, is_required=True) or ""
    keys.what = f"tempting sentence {order + 1} near {near!r}"
    text = keys.text("text", is_required=True) or ""
    label, limits = keys.choice("in", LABELS) or "", _read_limits(keys)
    keys.close()
    if len(problems.found) > count:
        return None
    return Tempting(near, text, order, limits, label, f"{problems.file}:{node.line}")


def _refuse_impossible(fault: Fault, node: Node, problems: Problems, *, what: str) -> None:
    if fault.how == "remove" and not fault.parts:
        problems.add(node, f"{what} removes nothing: it needs 'part' or 'parts', of {', '.join(LABELS)}.")
    if fault.how == "turns" and not 0 <= fault.fault_turn < len(fault.turns):
        problems.add(node, f"{what} has no turn {fault.fault_turn}: 'fault_turn' counts its {len(fault.turns)} from 0.")
    texts = [fault.text] + [part.text for turn in fault.turns for part in turn.parts]
    if fault.marked and not any(fault.marked in text for text in texts):
        problems.add(node, f"{what} marks {fault.marked!r}, which does not stand in its text.")


def _read_limits(keys: Keys) -> Limits:
    return Limits(
        reasons=keys.words("reasons"),
        channels=keys.choices("channels", CHANNELS),
        conversations=keys.words("conversations"),
        statuses=keys.choices("status", STATUSES),
        agent_gender=keys.choice("agent_gender", GENDERS) or "any",
        customer_gender=keys.choice("customer_gender", GENDERS) or "any",
    )


def _read_turn(node: Node, problems: Problems, *, what: str) -> Turn | None:
    keys = Keys(node, problems, what=f"a message of {what}")
    said, agent = keys.entry("customer"), keys.entry("agent")
    after, is_other = keys.number("after"), keys.flag("other_agent")
    keys.close()
    if (said is None) == (agent is None):
        problems.add(node, f"a message of {what} is either 'customer' or 'agent'.")
        return None
    entry = said or agent
    assert entry is not None
    if isinstance(entry.node, Scalar) and entry.node.raw.strip():
        parts: tuple[Part, ...] = (Part("say", entry.node.raw.strip()),)
    elif agent and isinstance(entry.node, Series):
        parts = tuple(part for one in entry.node.nodes for part in _read_part(one, problems, what=what))
    else:
        problems.add(entry, f"a message of {what} has no text.")
        return None
    return Turn(agent is not None, parts, after=None if after is None else int(after), is_other=is_other)


def _read_part(node: Node, problems: Problems, *, what: str) -> list[Part]:
    if not isinstance(node, Table):
        problems.add(node, f"a part of a message of {what} must be a label with a text.")
        return []
    parts = []
    for entry in node.entries:
        if entry.key not in LABELS:
            problems.add(entry, f"{what} has no label {entry.key!r}. Known: {', '.join(LABELS)}.")
        elif not isinstance(entry.node, Scalar) or not entry.node.raw.strip():
            problems.add(entry, f"part {entry.key!r} of {what} has no text.")
        else:
            parts.append(Part(entry.key, entry.node.raw.strip()))
    return parts


def _any_text(keys: Keys, name: str) -> str:
    """Take a text that may be empty."""
    entry = keys.entry(name)
    return entry.node.raw.strip() if entry and isinstance(entry.node, Scalar) else ""


def _plain(keys: Keys, name: str) -> dict[str, str | int | bool]:
    entry = keys.entry(name)
    if entry is None or not isinstance(entry.node, Table):
        return {}
    values = ((one.key, one.node.value) for one in entry.node.entries if isinstance(one.node, Scalar))
    return {key: value for key, value in values if isinstance(value, str | int | bool)}
