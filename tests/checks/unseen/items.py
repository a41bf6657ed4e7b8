"""Reads the unseen dialogues and makes conversations of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from ruamel.yaml import YAML

from qa.domain.conversation import Conversation
from qa.domain.finding import Verdict
from tests import build

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Item:
    """A short dialogue and what a fair coach would say of one criterion; several verdicts where several are fair."""

    id: str
    criterion: str
    verdicts: frozenset[Verdict]
    turns: tuple[tuple[str, str], ...]
    pauses: tuple[float | None, ...]
    language: str
    channel: str = "chat"
    customer: str | None = None
    status: str | None = None
    metadata: dict[str, object] = field(default_factory=dict)
    is_known_miss: bool = False

    def conversation(self) -> Conversation:
        """Return the dialogue as a conversation of its own language, a minute or its pause in hours between turns."""
        made = build.conversation(
            *self.turns,
            id=self.id,
            channel=self.channel,
            language=self.language,
            agent=None,
            customer=self.customer,
            metadata=self.metadata,
        )
        at, messages = build.START, []
        for message, pause in zip(made.messages, self.pauses, strict=True):
            at += timedelta(minutes=1) if pause is None else timedelta(hours=pause)
            messages.append(replace(message, sent_at=at))
        return replace(made, messages=tuple(messages), status=self.status)


def read_items(language: str) -> tuple[Item, ...]:
    """Return the dialogues of a language, in the order of its file."""
    entries = YAML(typ="safe").load(FOLDER / f"{language}.yaml")
    return tuple(_item(entry, language) for entry in entries)


def _item(entry: dict[str, object], language: str) -> Item:
    fields = dict(entry)
    verdicts = fields.pop("verdict")
    turns = fields.pop("dialogue")
    assert isinstance(turns, list)
    return Item(
        verdicts=frozenset(Verdict(one) for one in (verdicts if isinstance(verdicts, list) else [verdicts])),
        turns=tuple((role, text) for role, text, *_ in turns),
        pauses=tuple(pause[0] if pause else None for _, _, *pause in turns),
        language=language,
        is_known_miss=bool(fields.pop("known_miss", False)),
        **fields,  # type: ignore[arg-type]
    )
