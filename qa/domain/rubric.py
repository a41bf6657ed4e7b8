"""What is asked of a conversation: criteria, their checks and the examples that test them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qa.domain.conversation import Channel, Conversation, Where
from qa.domain.finding import Verdict

DIMENSIONS = ("accuracy", "language", "tone", "process", "compliance")


@dataclass(frozen=True, slots=True)
class CheckSpec:
    """One machine check of a criterion, as the rubric declares it.

    `options` are the kind's own keys, already validated against its declared options.
    `message` and `suggest` are texts by language with `{name}` places.
    """

    id: str
    kind: str
    where: Where = Where()
    options: Mapping[str, object] = field(default_factory=dict)
    message: Mapping[str, str] = field(default_factory=dict)
    suggest: Mapping[str, str] = field(default_factory=dict)


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
    `weight` is relative to the other criteria. Texts are by language.
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
