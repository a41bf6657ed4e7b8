"""The header lines of an example's dialogue: what they set of its conversation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from qa.domain.conversation import Channel, Conversation, Participant, Recording
from qa.errors import Sentence
from qa.places import name_known

DEFAULT_START = datetime.fromisoformat("2026-05-12T10:00:00+02:00")
_DEFAULT_LANGUAGE = "en"
_READ_APART = ("started_at", "subject", "confidence")


class DialogueError(ValueError):
    """A dialogue line that cannot be read; `line` counts from 0 in the dialogue's own text."""

    def __init__(self, line: int, problem: str) -> None:
        self.line, self.problem = line, problem
        super().__init__(problem)


class Headers:
    """Header values by name, each with its line. Reading one that cannot be right raises DialogueError."""

    def __init__(self, lines: Mapping[str, tuple[str, int]]) -> None:
        self._lines = lines

    def text(self, name: str) -> str | None:
        """Return a header as it is written, None when absent or empty."""
        return self._lines.get(name, ("", 0))[0] or None

    def moment(self) -> datetime:
        """Return when the dialogue begins; without an offset it is in summer time of Warsaw."""
        if "started_at" not in self._lines:
            return DEFAULT_START
        value, line = self._lines["started_at"]
        try:
            moment = datetime.fromisoformat(value)
        except ValueError as error:
            problem = Sentence("started_at %(value)s is no time such as 2026-05-12T10:00:00+02:00.", value=repr(value))
            raise DialogueError(line, problem) from error
        return moment if moment.tzinfo else moment.replace(tzinfo=DEFAULT_START.tzinfo)

    def share(self) -> float | None:
        """Return the confidence of a call's words, 0 to 1, None when absent."""
        if "confidence" not in self._lines:
            return None
        value, line = self._lines["confidence"]
        if not re.fullmatch(r"0(\.\d+)?|1(\.0+)?", value):
            raise DialogueError(line, Sentence("confidence %(value)s is no number from 0 to 1.", value=repr(value)))
        return float(value)

    def conversation(self, *, id: str, channel: Channel, start: datetime) -> Conversation:
        """Return the conversation that the headers describe, without messages."""
        known = {one.value for one in Channel}
        name, line = self._lines.get("channel", (channel.value, 0))
        if name not in known:
            problem = Sentence(
                "there is no channel %(name)s. Known: %(known)s.", name=repr(name), known=name_known(known)
            )
            raise DialogueError(line, problem)
        rest = {key: value for key, (value, _) in self._lines.items() if key not in (*_READ_APART, "channel")}
        consent = rest.pop("consent", None)
        return Conversation(
            id=rest.pop("id", id),
            channel=Channel(name),
            messages=(),
            source="example",
            language=rest.pop("language", "") or _DEFAULT_LANGUAGE,
            started_at=start,
            agent=Participant(id="a-1", name=rest.pop("agent name", None)),
            customer=Participant(id=rest.pop("customer_id", "c-1"), name=rest.pop("customer name", None)),
            reason=rest.pop("reason", None),
            tags=tuple(rest.pop("tags", "").split()),
            status=rest.pop("status", None),
            recording=Recording(path="example.wav", agent_channel=0, consent=consent) if name == "call" else None,
            metadata={key: _plain(value) for key, value in rest.items()},
        )


def _plain(value: str) -> object:
    return value == "true" if value in ("true", "false") else value
