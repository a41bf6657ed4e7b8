"""What has to be said or done for a reason of contact: checklists of steps, and the signs by which a step is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qa.domain.rubric import PhraseChoice

VALUES = ("date", "due", "duration", "money", "percent", "status")
SHOWN = ("link", "attachment", "tracking")


@dataclass(frozen=True, slots=True)
class Signs:
    """What tells that a step was taken; any one of them is enough.

    `topics` are topics of claims the agent vouches for, `values` kinds of such claims (VALUES; `due` is a day or a
    length of time still to come), `shown` what a message holds beside its words (SHOWN).
    """

    phrases: PhraseChoice = PhraseChoice()
    topics: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """When a step is asked for, or is not: words of the customer or of the agent, a status the agent named."""

    customer: PhraseChoice = PhraseChoice()
    agent: PhraseChoice = PhraseChoice()
    statuses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One step. Words in `near` touch on it without telling that it was taken, which leaves it to a person.

    `after` are steps that come before it. An optional step is shown when it was taken and never missed.
    """

    id: str
    title: Mapping[str, str]
    signs: Signs
    near: PhraseChoice = PhraseChoice()
    after: tuple[str, ...] = ()
    is_optional: bool = False
    when: Condition | None = None
    unless: Condition | None = None


@dataclass(frozen=True, slots=True)
class Checklist:
    """The steps for a reason of contact.

    `reasons` are what source systems call it, in kebab-case; `asked` are customers' words that tell it where the
    source names no reason. Without steps nothing is asked for.
    """

    id: str
    title: Mapping[str, str]
    reasons: tuple[str, ...]
    asked: PhraseChoice = PhraseChoice()
    steps: tuple[Step, ...] = field(default=())
