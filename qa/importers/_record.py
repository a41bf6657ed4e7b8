"""Turns one JSON object into a conversation, strictly as formats.md section 1 has it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

from qa.domain.call import Mark, MarkKind
from qa.domain.call_figures import mark_of
from qa.domain.conversation import Attachment, Channel, Conversation, Message, Participant, Recording, Role
from qa.domain.transcript import Word
from qa.errors import BadRecordError
from qa.importers._values import LONGEST_ID, LONGEST_SOURCE, TIME_EXPECTED, normal_text, read_time, shorten
from qa.ports import ImportOptions

_ROLES = {role.value: role for role in Role}
_CHANNELS = {channel.value: channel for channel in Channel}

Read = Callable[["RecordParser", Any, str], object]
"""Reads one value; the text is the name of the key, for messages."""


class RecordParser:
    """Parses the records of one file. `line` is where the record stands."""

    def __init__(self, file: str, options: ImportOptions) -> None:
        self._file, self._source = file, options.source
        self._options = options
        self._zone = ZoneInfo(options.time_zone)
        self._line = 0
        self._is_normal = False
        self._place = ""

    def parse(self, record: object, *, line: int, is_normal: bool = False) -> Conversation:
        """Return the conversation of a record. Raises BadRecordError saying which key is wrong and why.

        `is_normal` vouches that all its texts are composed (NFC) and free of NUL already.
        """
        self._line, self._place, self._is_normal = line, "", is_normal
        fields = self._fields(record, _CONVERSATION, what="a conversation")
        for key in ("id", "channel"):
            if key not in fields:
                self.refuse(f"the key {key!r} is missing; a conversation needs 'id', 'channel' and 'messages'.")
        if "messages" not in fields:
            if "recording" not in fields:
                self.refuse("the key 'messages' is missing; only a call with a 'recording' may go without.")
            fields["messages"] = ()
        fields.setdefault("source", self._source)
        return Conversation(**fields)

    def refuse(self, problem: str) -> NoReturn:
        """Raise BadRecordError for the present record, naming the message it is in."""
        raise BadRecordError(self._file, self._line, f"{self._place}{problem}")

    def text(self, value: object, key: str) -> str:
        """Read a text: composed form, no NUL, which no database keeps."""
        if type(value) is not str:
            self.refuse(f"{key!r} must be a text, not {_name_of(value)}.")
        if self._is_normal:
            return value
        if "\x00" in value:
            self.refuse(f"{key!r} holds a NUL character (U+0000); take it out.")
        return normal_text(value)

    def id(self, value: object, key: str) -> str:
        """Read an id: a text of 1 to 200 characters."""
        text = self.text(value, key)
        if not 0 < len(text) <= LONGEST_ID:
            self.refuse(f"{key!r} has {len(text)} characters; it must have 1 to {LONGEST_ID}.")
        return text

    def source(self, value: object, key: str) -> str:
        """Read the name of the source system: a text of 1 to 64 characters."""
        text = self.text(value, key)
        if not 0 < len(text) <= LONGEST_SOURCE:
            self.refuse(f"{key!r} has {len(text)} characters; it must have 1 to {LONGEST_SOURCE}.")
        return text

    def time(self, value: object, key: str) -> object:
        """Read a time; one without an offset is in the zone of the options."""
        moment = read_time(value, self._zone) if type(value) is str else None
        if moment is None:
            shown = shorten(value) if isinstance(value, str) else _name_of(value)
            self.refuse(f"{key!r} is {shown}; expected {TIME_EXPECTED}.")
        return moment

    def whole(self, value: object, key: str) -> int:
        """Read a whole number of at least 0."""
        if type(value) is not int or value < 0:
            self.refuse(f"{key!r} must be a whole number of at least 0.")
        return value

    def number(self, value: object, key: str) -> float:
        """Read a number."""
        if type(value) is not int and type(value) is not float:
            self.refuse(f"{key!r} must be a number, not {_name_of(value)}.")
        return value

    def flag(self, value: object, key: str) -> bool:
        """Read true or false."""
        if type(value) is not bool:
            self.refuse(f"{key!r} must be true or false, not {_name_of(value)}.")
        return value

    def role(self, value: object, key: str) -> Role:
        """Read who speaks."""
        role = _ROLES.get(value) if type(value) is str else None
        return role or self._unknown(value, key, _ROLES)

    def channel(self, value: object, key: str) -> Channel:
        """Read the channel."""
        channel = _CHANNELS.get(value) if type(value) is str else None
        return channel or self._unknown(value, key, _CHANNELS)

    def tags(self, value: object, key: str) -> tuple[str, ...]:
        """Read a list of texts."""
        return tuple(self.text(tag, f"{key}[{index}]") for index, tag in enumerate(self._list(value, key)))

    def metadata(self, value: object, key: str) -> dict[str, object]:
        """Read an object with any keys."""
        if type(value) is not dict:
            self.refuse(f"{key!r} must be an object, not {_name_of(value)}.")
        return {normal_text(name): _clean(value[name]) for name in sorted(value)}

    def participant(self, value: object, key: str) -> Participant:
        """Read a person: id, name and email, each optional."""
        return Participant(**self._fields(value, _PARTICIPANT, what=f"{key!r}"))

    def recording(self, value: object, key: str) -> Recording:
        """Read where the sound is; measures are left aside, since they are counted anew."""
        if type(value) is dict:
            value = {name: one for name, one in value.items() if name != "measures"}
        fields = self._fields(value, _RECORDING, what=f"{key!r}")
        if not fields.get("path"):
            self.refuse(f"{key!r} has no 'path' of the sound file.")
        fields.setdefault("agent_channel", self._options.agent_channel)
        fields.setdefault("consent", self._options.consent)
        return Recording(**fields)

    def marks(self, value: object, key: str) -> tuple[Mark, ...]:
        """Read the stretches of a call that were not talk."""
        marks = []
        for raw in self._list(value, key):
            try:
                marks.append(mark_of(raw))
            except (AttributeError, KeyError, TypeError, ValueError):
                kinds = ", ".join(kind.value for kind in MarkKind)
                self.refuse(f"{key!r} needs objects with a kind ({kinds}), start_ms and end_ms.")
        return tuple(marks)

    def messages(self, value: object, key: str) -> tuple[Message, ...]:
        """Read the messages in their order."""
        messages = []
        for index, raw in enumerate(self._list(value, key)):
            self._place = f"messages[{index}]: "
            fields = self._fields(raw, _MESSAGE, what="a message")
            if "role" not in fields or "text" not in fields:
                self.refuse("a message needs the keys 'role' and 'text'.")
            messages.append(Message(**fields))
        self._place = ""
        return tuple(messages)

    def attachments(self, value: object, key: str) -> tuple[Attachment, ...]:
        """Read the descriptions of attached files."""
        found = []
        for raw in self._list(value, key):
            fields = self._fields(raw, _ATTACHMENT, what="an attachment")
            if "name" not in fields:
                self.refuse("an attachment needs the key 'name'.")
            found.append(Attachment(**fields))
        return tuple(found)

    def words(self, value: object, key: str) -> tuple[Word, ...]:
        """Read the words of a call with their times."""
        words = []
        for raw in self._list(value, key):
            fields = self._fields(raw, _WORD, what="a word")
            if not {"text", "start_ms", "end_ms"} <= fields.keys():
                self.refuse("a word needs the keys 'text', 'start_ms' and 'end_ms'.")
            words.append(Word(**fields))
        return tuple(words)

    def _fields(self, raw: object, keys: Mapping[str, tuple[str, Read]], *, what: str) -> dict[str, Any]:
        """Read the keys of an object as the fields of a value; null is the same as absent."""
        if type(raw) is not dict:
            self.refuse(f"{what} must be an object, not {_name_of(raw)}.")
        fields = {}
        for key, value in raw.items():
            known = keys.get(key)
            if known is None:
                self.refuse(f"{what} has no key {shorten(key)}. Known: {', '.join(sorted(keys))}.")
            if value is not None:
                fields[known[0]] = known[1](self, value, key)
        return fields

    def _list(self, value: object, key: str) -> list[Any]:
        if type(value) is not list:
            self.refuse(f"{key!r} must be a list, not {_name_of(value)}.")
        return value

    def _unknown(self, value: object, key: str, known: Mapping[str, object]) -> NoReturn:
        shown = shorten(value) if isinstance(value, str) else _name_of(value)
        self.refuse(f"{key!r} cannot be {shown}. Known: {', '.join(sorted(known))}.")


def _clean(value: object) -> object:
    """Compose texts inside metadata and take NUL characters out of them."""
    if isinstance(value, str):
        return normal_text(value.replace("\x00", ""))
    if isinstance(value, list):
        return [_clean(one) for one in value]
    if isinstance(value, dict):
        return {normal_text(name): _clean(value[name]) for name in sorted(value)}
    return value


def _name_of(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


_text, _id, _time, _whole = RecordParser.text, RecordParser.id, RecordParser.time, RecordParser.whole

_PARTICIPANT: dict[str, tuple[str, Read]] = {"id": ("id", _id), "name": ("name", _text), "email": ("email", _text)}
_RECORDING: dict[str, tuple[str, Read]] = {
    "path": ("path", _text),
    "agent_channel": ("agent_channel", _whole),
    "consent": ("consent", _text),
    "duration_ms": ("duration_ms", _whole),
    "marks": ("marks", RecordParser.marks),
}
_ATTACHMENT: dict[str, tuple[str, Read]] = {"name": ("name", _text), "type": ("type", _text), "size": ("size", _whole)}
_WORD: dict[str, tuple[str, Read]] = {
    "text": ("text", _text),
    "start_ms": ("start_ms", _whole),
    "end_ms": ("end_ms", _whole),
    "confidence": ("confidence", RecordParser.number),
}
_MESSAGE: dict[str, tuple[str, Read]] = {
    "id": ("id", _id),
    "role": ("role", RecordParser.role),
    "author": ("author", _text),
    "sent_at": ("sent_at", _time),
    "text": ("text", _text),
    "language": ("language", _text),
    "subject": ("subject", _text),
    "internal": ("is_internal", RecordParser.flag),
    "template": ("template", _text),
    "attachments": ("attachments", RecordParser.attachments),
    "start_ms": ("start_ms", _whole),
    "end_ms": ("end_ms", _whole),
    "words": ("words", RecordParser.words),
}
_CONVERSATION: dict[str, tuple[str, Read]] = {
    "id": ("id", _id),
    "source": ("source", RecordParser.source),
    "channel": ("channel", RecordParser.channel),
    "language": ("language", _text),
    "started_at": ("started_at", _time),
    "ended_at": ("ended_at", _time),
    "agent": ("agent", RecordParser.participant),
    "customer": ("customer", RecordParser.participant),
    "reason": ("reason", _text),
    "tags": ("tags", RecordParser.tags),
    "csat": ("csat", RecordParser.number),
    "status": ("status", _text),
    "metadata": ("metadata", RecordParser.metadata),
    "messages": ("messages", RecordParser.messages),
    "recording": ("recording", RecordParser.recording),
}
