"""What the wording files hold: people, products, clean conversations, faults and tempting sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

HALVES = ("dev", "held")


@dataclass(frozen=True, slots=True)
class Forms:
    """A person or product: its `name` or nominative and whatever other forms its file gives."""

    forms: Mapping[str, str]
    gender: str = ""

    def __getitem__(self, form: str) -> str:
        return self.forms[form]


@dataclass(frozen=True, slots=True)
class Part:
    """A labelled stretch of an agent's message; a customer's message is one part `say`."""

    label: str
    text: str
    is_fault: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """One message before its slots are filled. `after` are minutes since the one before, None for the channel's usual.

    `is_other` tells that another agent writes it; `is_fault` that a right finding may lie anywhere in it.
    """

    is_agent: bool
    parts: tuple[Part, ...]
    after: int | None = None
    is_other: bool = False
    is_fault: bool = False

    def labels(self) -> frozenset[str]:
        """Return the labels of the parts."""
        return frozenset(part.label for part in self.parts)


@dataclass(frozen=True, slots=True)
class Plot:
    """A clean conversation. Genders are `m`, `f` or `any`; without `products` any product of the language will do."""

    id: str
    channel: str
    reason: str
    status: str
    turns: tuple[Turn, ...]
    agent_gender: str = "any"
    customer_gender: str = "any"
    products: tuple[str, ...] = ()
    subject: str | None = None
    metadata: Mapping[str, str | int | bool] = field(default_factory=dict)
    place: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """Which conversations a fault or sentence fits into; () and `any` mean all."""

    reasons: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    conversations: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    agent_gender: str = "any"
    customer_gender: str = "any"

    def fit(self, plot: Plot) -> bool:
        """Tell whether the conversation is within the limits."""
        pairs = (
            (self.reasons, plot.reason),
            (self.channels, plot.channel),
            (self.conversations, plot.id),
            (self.statuses, plot.status),
        )
        genders = ((self.agent_gender, plot.agent_gender), (self.customer_gender, plot.customer_gender))
        return all(not wanted or own in wanted for wanted, own in pairs) and all(
            "any" in pair or pair[0] == pair[1] for pair in genders
        )


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault and how it is put in. `order` is its number within criterion and language, which settles the half."""

    criterion: str
    how: str
    order: int
    limits: Limits = Limits()
    text: str = ""
    marked: str = ""
    label: str = ""
    parts: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    before: str = "last"
    minutes: int | None = None
    turns: tuple[Turn, ...] = ()
    fault_turn: int = 0
    at_end: bool = False
    metadata: Mapping[str, str | int | bool] = field(default_factory=dict)
    place: str = ""

    @property
    def half(self) -> str:
        """The half it belongs to."""
        return HALVES[self.order % 2]


@dataclass(frozen=True, slots=True)
class Tempting:
    """An innocent sentence that looks like a fault of the criterion `near`."""

    near: str
    text: str
    order: int
    limits: Limits = Limits()
    label: str = ""
    place: str = ""

    @property
    def half(self) -> str:
        """The half it belongs to."""
        return HALVES[self.order % 2]


@dataclass(frozen=True, slots=True)
class Wording:
    """All there is for one language."""

    language: str
    agents: tuple[Forms, ...]
    customers: tuple[Forms, ...]
    products: tuple[Forms, ...]
    plots: tuple[Plot, ...]
    faults: tuple[Fault, ...]
    tempting: tuple[Tempting, ...]
