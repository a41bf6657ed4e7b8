"""Masks secrets in what marks of a call quote: what leaked through the line, or an engine repeated, may be one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from qa.domain.call import Mark, Stretch
from qa.domain.conversation import Channel, Conversation, Message, Role
from qa.settings import Settings
from qa.stages.redacting import redact


def mask_marks(marks: Iterable[Mark], *, silenced: Sequence[Stretch], settings: Settings) -> tuple[Mark, ...]:
    """Return the marks without the text of those where a secret is said, in whichever channel, and others masked."""
    return tuple(_masked(mark, silenced=silenced, settings=settings) for mark in marks)


def _masked(mark: Mark, *, silenced: Sequence[Stretch], settings: Settings) -> Mark:
    if not mark.text or not settings.redacts:
        return mark
    if any(one.start_ms < mark.end_ms and mark.start_ms < one.end_ms for one in silenced):
        return replace(mark, text="")
    quoted = Conversation(id="", channel=Channel.CALL, messages=(Message(role=Role.SYSTEM, text=mark.text),))
    return replace(mark, text=redact(quoted, settings=settings).conversation.messages[0].text)
