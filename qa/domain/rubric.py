"""What is asked of a conversation: criteria, their checks and the examples that test them."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

from qa.domain.conversation import Channel, Conversation, Where
from qa.domain.finding import Verdict

DIMENSIONS = ("accuracy", "language", "tone", "process", "compliance")


class CheckState(enum.Enum):
    """How far a check has earned the right to count.

    A DRAFT runs in the rubric's tests alone. A SHADOW runs on every conversation, unseen, so that it can be compared
    with people. An ASSIST check is shown to people and counts in the machine's score; a TRUSTED one does so with a
    measured record. Neither draft nor shadow ever counts.
    """

    DRAFT = "draft"
    SHADOW = "shadow"
    ASSIST = "assist"
    TRUSTED = "trusted"

    @property
    def counts(self) -> bool:
        """Tell whether verdicts are shown and count in scores."""
        return self in (CheckState.ASSIST, CheckState.TRUSTED)


@dataclass(frozen=True, slots=True)
class PhraseChoice:
    """Phrases chosen for a check: whole sets of the language packs, with phrases added and taken by language.

    A rubric that gives a plain string or list has it under `add["*"]`, which is for every language.
    """

    use: tuple[str, ...] = ()
    add: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    take: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def added(self, language: str) -> tuple[str, ...]:
        """Return the phrases added for a language, those for every language included."""
        return self.add.get("*", ()) + self.add.get(language, ())

    def taken(self, language: str) -> tuple[str, ...]:
        """Return the phrases taken from the sets for a language, those for every language included."""
        return self.take.get("*", ()) + self.take.get(language, ())


@dataclass(frozen=True, slots=True)
class CheckSpec:
    """One machine check of a criterion, as the rubric declares it.

    `options` are the kind's own keys, already validated against its declared options:
    a list is a tuple, and an option that is phrases is a PhraseChoice.
    `message` and `suggest` are texts by language with `{name}` places. `states` are by language, "*" for all others;
    people may decide on a channel of a language apart, under `pl/email`.
    """

    id: str
    kind: str
    where: Where = Where()
    options: Mapping[str, object] = field(default_factory=dict)
    message: Mapping[str, str] = field(default_factory=dict)
    suggest: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[str, CheckState] = field(default_factory=dict)

    def state_in(self, language: str, channel: str | None = None) -> CheckState:
        """Return how far the check may count in conversations of a language (two letters) and of a channel.

        What is decided for the channel of a language comes before what is for the language, and that before "*".
        """
        of_channel = self.states.get(f"{language}/{channel}") if channel else None
        return of_channel or self.states.get(language) or self.states.get("*", CheckState.ASSIST)


@dataclass(frozen=True, slots=True)
class Example:
    """A dialogue with its expected verdict. `marks` are (message, start, end) that the evidence must equal.

    `is_todo` marks a known mistake: the verdict must still be wrong.
    """

    id: str
    verdict: Verdict
    conversation: Conversation
    marks: tuple[tuple[int, int, int], ...] = ()
    is_todo: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question about a conversation, rated by people and, where it has checks, by the machine.

    `scale` are the scores a person may give, lowest first; () means pass/fail.
    `weight` is relative to the other criteria; `why` says why it matters to the customer. Texts are by language.
    """

    id: str
    dimension: str
    weight: float
    title: Mapping[str, str]
    question: Mapping[str, str] = field(default_factory=dict)
    is_critical: bool = False
    channels: tuple[Channel, ...] = ()
    scale: tuple[int, ...] = ()
    anchors: Mapping[int, str] = field(default_factory=dict)
    checks: tuple[CheckSpec, ...] = ()
    examples: tuple[Example, ...] = ()
    anchor_texts: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    why: Mapping[str, str] = field(default_factory=dict)

    def anchor(self, point: int, language: str | None) -> str:
        """Return what a point of the scale stands for, in `language` where the rubric says it; "" where it does not."""
        texts = {"en": self.anchors.get(point, ""), **self.anchor_texts.get(point, {})}
        return text_in(texts, language)

    def is_low(self, point: int) -> bool:
        """Tell whether a point of the scale fails the criterion: it lies in the lower half."""
        low, high = min(self.scale), max(self.scale)
        return high > low and (point - low) / (high - low) < 0.5

    def is_judged_in(self, language: str, channel: str | None = None) -> bool:
        """Tell whether the machine has a say: some check of it counts in that language (two letters) and channel."""
        return any(check.state_in(language, channel).counts for check in self.checks)


@dataclass(frozen=True, slots=True)
class ExampleMaterials:
    """The files the examples of a rubric are compared with; paths as the rubric's own folder resolves them."""

    facts: str | None = None
    orders: str | None = None
    templates: str | None = None


@dataclass(frozen=True, slots=True)
class Rubric:
    """A versioned set of criteria. `content_hash` is the SHA-256 of the file it came from."""

    name: str
    version: int
    title: Mapping[str, str]
    criteria: tuple[Criterion, ...]
    channels: tuple[Channel, ...] = ()
    pass_mark: float = 80.0
    content_hash: str = ""
    example_materials: ExampleMaterials = ExampleMaterials()

    def criterion(self, criterion_id: str) -> Criterion:
        """Return the criterion of that id; KeyError names it otherwise."""
        for criterion in self.criteria:
            if criterion.id == criterion_id:
                return criterion
        raise KeyError(criterion_id)


def text_in(texts: Mapping[str, str], language: str | None, *, default: str = "") -> str:
    """Return the text in `language` (`pt-BR`, then `pt`), else English, else any, else `default`."""
    if language:
        for code in (language, language.split("-")[0]):
            if code in texts:
                return texts[code]
    return texts.get("en") or next(iter(texts.values()), default)
