"""Puts a fault or an innocent sentence into the turns of a clean conversation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bench.injected.errors import SlotError
from bench.injected.words import Fault, Part, Plot, Tempting, Turn

Turns = tuple[Turn, ...]
STAND_INS = {"empathy": ("apology",)}
_ENDS = ("offer", "closing", "signature")
_LATER = frozenset(_ENDS)
_CONTENT = frozenset({"answer", "facts"})
_DEFAULT_OPEN_MINUTES = 4_320


def put_fault(plot: Plot, fault: Fault, number: int) -> Turns:
    """Return the turns with the fault in them. Raises SlotError where it does not fit."""
    return _WAYS[fault.how](_without_stand_in(plot.turns, fault), fault, number)


def _without_stand_in(turns: Turns, fault: Fault) -> Turns:
    """Take away what earns the criterion beside the part taken: an apology that names the trouble shows it, too."""
    stand_ins = STAND_INS.get(fault.criterion, ())
    if fault.how not in ("replace", "remove") or not stand_ins:
        return turns
    return _not_empty([_without(turn, stand_ins) if turn.is_agent else turn for turn in turns])


def put_sentence(plot: Plot, sentence: Tempting, number: int) -> Turns:
    """Return the turns with the sentence in one of the agent's messages."""
    return _add(plot.turns, Part("say", sentence.text, is_fault=True), label=sentence.label, number=number)


def can_hold(plot: Plot, fault: Fault | Tempting) -> bool:
    """Tell whether the conversation has the parts that the fault works on."""
    labels = [turn.labels() for turn in plot.turns if turn.is_agent]
    wanted = {fault.label} if fault.label else set()
    if isinstance(fault, Fault) and fault.how in ("replace", "remove"):
        wanted = set(fault.parts)
        return bool(wanted & frozenset().union(*labels))
    if isinstance(fault, Fault) and fault.how == "delay":
        return plot.turns[0].is_agent is False
    return any(wanted <= found for found in labels)


def _add_fault(turns: Turns, fault: Fault, number: int) -> Turns:
    return _add(turns, Part("say", fault.text, is_fault=True), label=fault.label, number=number)


def _add(turns: Turns, part: Part, *, label: str, number: int) -> Turns:
    """Put a part after the named one, else at the end of what a message says, before its courtesies."""
    agents = [index for index, turn in enumerate(turns) if turn.is_agent]
    if label:
        chosen = [index for index in agents if label in turns[index].labels()]
    else:
        chosen = [index for index in agents if turns[index].labels() - _LATER - {"greeting", "notice"}]
    if not chosen and label:
        raise SlotError(f"the conversation has no part {label!r} to put a sentence after.")
    at = (chosen or agents)[number % len(chosen or agents)]
    parts = turns[at].parts
    if label:
        place = max(index for index, one in enumerate(parts) if one.label == label) + 1
    else:
        place = len(parts)
        while place > 1 and parts[place - 1].label in _ENDS:
            place -= 1
    return _with(turns, at, replace(turns[at], parts=(*parts[:place], part, *parts[place:])))


def _replace(turns: Turns, fault: Fault, number: int) -> Turns:
    """Put a text in the place of a part, and take away the other parts of that name; an answer is replaced once."""
    label = fault.parts[0]
    having = [index for index, turn in enumerate(turns) if turn.is_agent and label in turn.labels()]
    if not having:
        raise SlotError(f"the conversation has no part {label!r} to replace.")
    at = having[-1] if label in _LATER else having[0]
    changed = []
    for index, turn in enumerate(turns):
        if index == at:
            changed.append(_replaced(turn, label, fault.text))
        elif turn.is_agent and label not in _CONTENT:
            changed.append(_without(turn, (label,)))
        else:
            changed.append(turn)
    return _not_empty(changed)


def _replaced(turn: Turn, label: str, text: str) -> Turn:
    place = next(index for index, part in enumerate(turn.parts) if part.label == label)
    new = (Part(label, text, is_fault=True),) if text else ()
    after = tuple(part for part in turn.parts[place + 1 :] if part.label != label or label in _CONTENT)
    return replace(turn, parts=(*turn.parts[:place], *new, *after), is_fault=True)


def _remove(turns: Turns, fault: Fault, number: int) -> Turns:
    if not any(part.label in fault.parts for turn in turns if turn.is_agent for part in turn.parts):
        raise SlotError(f"the conversation has no part {' or '.join(fault.parts)} to remove.")
    return _not_empty([_without(turn, fault.parts) if turn.is_agent else turn for turn in turns])


def _delay(turns: Turns, fault: Fault, number: int) -> Turns:
    agents = [index for index, turn in enumerate(turns) if turn.is_agent]
    at = agents[0] if fault.before == "first" else agents[-1]
    if at == 0:
        raise SlotError("the agent begins, so that no answer can be late.")
    marked = replace(turns[at], after=fault.minutes, is_fault=True)
    asked = replace(turns[at - 1], is_fault=True)
    return (*turns[: at - 1], asked, marked, *turns[at + 1 :])


def _unanswered(turns: Turns, fault: Fault, number: int) -> Turns:
    return (*turns, Turn(False, (Part("say", fault.text, is_fault=True),), is_fault=True))


def open_minutes(fault: Fault) -> int:
    """Return how long a case with an unanswered message stayed open."""
    return fault.minutes or _DEFAULT_OPEN_MINUTES


def _turns(turns: Turns, fault: Fault, number: int) -> Turns:
    new = [
        replace(turn, parts=tuple(replace(part, is_fault=True) for part in turn.parts), is_fault=True)
        if index == fault.fault_turn
        else turn
        for index, turn in enumerate(fault.turns)
    ]
    if fault.at_end:
        return (*turns, *new)
    told = _with_closing_apart(turns)
    last = max(index for index, turn in enumerate(told) if turn.is_agent)
    return (*told[:last], *new, *told[last:])


def _with_closing_apart(turns: Turns) -> Turns:
    """Part the only message of an agent before its courtesies, so that what comes between hides no greeting."""
    agents = [index for index, turn in enumerate(turns) if turn.is_agent]
    only = turns[agents[0]]
    body = tuple(part for part in only.parts if part.label not in _ENDS)
    ends = tuple(part for part in only.parts if part.label in _ENDS)
    if len(agents) > 1 or not body or not ends:
        return turns
    return (*turns[: agents[0]], replace(only, parts=body), replace(only, parts=ends), *turns[agents[0] + 1 :])


def _repeat(turns: Turns, fault: Fault, number: int) -> Turns:
    agents = [index for index, turn in enumerate(turns) if turn.is_agent]
    longest = max(agents, key=lambda index: sum(len(part.text) for part in turns[index].parts))
    marked = replace(turns[longest], is_fault=True)
    return (*turns[:longest], marked, replace(marked, after=2), *turns[longest + 1 :])


def _translate(turns: Turns, fault: Fault, number: int) -> Turns:
    last = max(index for index, turn in enumerate(turns) if turn.is_agent)
    part = Part("say", fault.text, is_fault=True)
    return _with(turns, last, replace(turns[last], parts=(part,), is_fault=True))


def _metadata(turns: Turns, fault: Fault, number: int) -> Turns:
    return turns


_WAYS: dict[str, Callable[[Turns, Fault, int], Turns]] = {
    "add": _add_fault,
    "replace": _replace,
    "remove": _remove,
    "delay": _delay,
    "unanswered": _unanswered,
    "turns": _turns,
    "repeat": _repeat,
    "translate": _translate,
    "metadata": _metadata,
}


def _with(turns: Turns, index: int, turn: Turn) -> Turns:
    return (*turns[:index], turn, *turns[index + 1 :])


def _without(turn: Turn, labels: tuple[str, ...]) -> Turn:
    return replace(turn, parts=tuple(part for part in turn.parts if part.label not in labels))


def _not_empty(turns: list[Turn]) -> Turns:
    return tuple(turn for turn in turns if turn.parts)
