"""Reads an example's dialogue text as a conversation, with the marks that say where the evidence is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from difflib import get_close_matches

from qa.domain.conversation import Channel, Conversation, Message, Role
from qa.domain.transcript import Word
from qa.errors import Sentence
from qa.places import name_known
from qa.rubric.headers import DialogueError, Headers

_SPEECH_MS_PER_WORD = 400

_TURN = re.compile(r"(?P<internal>internal )?(?P<role>[a-z]+)(?P<notes>(?: +[^\s:]+(?::\d\d)?)*): ?(?P<text>.*)")
_HEADER = re.compile(r"(?P<key>[a-z][a-z_ -]*): ?(?P<value>.*)")
_LATER = re.compile(r"\+(?P<n>\d+)(?P<unit>[smhd])")
_CLOCK = re.compile(r"(?P<hour>\d{1,2}):(?P<minute>\d\d)")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_PEOPLE = ("agent", "customer", "agent name", "customer name")


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A conversation with its marks: (message, start, end), end exclusive."""

    conversation: Conversation
    marks: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class _Turn:
    message: Message
    lines: tuple[str, ...]
    line: int


def read_dialogue(text: str, *, id: str, channel: Channel = Channel.CHAT) -> Dialogue:
    """Read a dialogue. Header lines come first, then turns; other lines belong to the turn above.

    Raises DialogueError naming the line.
    """
    lines = text.rstrip().split("\n")
    headers, first = _read_headers(lines)
    start = headers.moment()
    turns = _read_turns(lines, first, start=start)
    if not turns:
        problem = Sentence("the example has no turn: expected a line such as 'agent: Good morning.'")
        raise DialogueError(0, problem)
    conversation = headers.conversation(id=id, channel=channel, start=start)
    messages: list[Message] = []
    marks: list[tuple[int, int, int]] = []
    for index, turn in enumerate(turns):
        said, found = _unmark(turn)
        messages.append(replace(turn.message, text=said))
        marks.extend((index, begin, end) for begin, end in found)
    messages[0] = replace(messages[0], subject=headers.text("subject"))
    if conversation.channel is Channel.CALL:
        messages = _spoken(messages, start=start, confidence=headers.share())
    ended_at = messages[-1].sent_at
    return Dialogue(replace(conversation, messages=tuple(messages), ended_at=ended_at), tuple(marks))


def _read_headers(lines: list[str]) -> tuple[Headers, int]:
    """Return headers with their lines, and the index of the first line after them."""
    headers: dict[str, tuple[str, int]] = {}
    for index, line in enumerate(lines):
        if not line.strip():
            continue
        header = _HEADER.fullmatch(line)
        if _is_name_line(lines, index) and header:
            headers[f"{header['key'].removesuffix(' name')} name"] = (header["value"].strip(), index)
            continue
        if _turn_of(line):
            return Headers(headers), index
        _refuse_misspelt_role(line, index)
        if header is None:
            problem = Sentence(
                "%(line)s is neither a header ('language: pl') nor a turn ('agent: ...').", line=repr(line.strip())
            )
            raise DialogueError(index, problem)
        headers[header["key"]] = (header["value"].strip(), index)
    return Headers(headers), len(lines)


def _is_name_line(lines: list[str], index: int) -> bool:
    """Tell whether `customer: Jan Kowalski` names a person: two to four capitalised words and nothing else."""
    header = _HEADER.fullmatch(lines[index])
    if header is None or header["key"] not in _PEOPLE:
        return False
    if header["key"].endswith(" name"):
        return True
    words = header["value"].split()
    is_name = 2 <= len(words) <= 4 and all(_is_name_word(word) for word in words)
    return is_name and any(_turn_of(line) for line in lines[index + 1 :])


def _is_name_word(word: str) -> bool:
    letters = word.replace("-", "").replace("'", "").replace("’", "").removesuffix(".")
    return word[0].isupper() and letters.isalpha()


def _turn_of(line: str) -> re.Match[str] | None:
    turn = _TURN.fullmatch(line)
    return turn if turn and turn["role"] in {role.value for role in Role} else None


def _read_turns(lines: list[str], first: int, *, start: datetime) -> list[_Turn]:
    turns: list[_Turn] = []
    moment: datetime | None = None
    for index, line in enumerate(lines[first:], start=first):
        match = _turn_of(line)
        if match is None:
            _refuse_misspelt_role(line, index)
            last = turns[-1]
            turns[-1] = replace(last, lines=(*last.lines, line))
            continue
        moment, template = _read_notes(match["notes"].split(), index, last=moment, start=start)
        message = Message(
            role=Role(match["role"]),
            text="",
            id=f"m{len(turns) + 1}",
            sent_at=moment,
            is_internal=bool(match["internal"]),
            template=template,
        )
        turns.append(_Turn(message, (match["text"],), index))
    return turns


def _refuse_misspelt_role(line: str, index: int) -> None:
    """A lone `agnet: ...` would silently become part of the turn above."""
    match, roles = _TURN.fullmatch(line), [role.value for role in Role]
    if match is None or match["role"] in roles:
        return
    is_timed = match["notes"].strip().startswith("+")
    if is_timed or get_close_matches(match["role"], roles, cutoff=0.8):
        problem = Sentence(
            "nobody is called %(role)s here. Known: %(known)s.", role=repr(match["role"]), known=name_known(roles)
        )
        raise DialogueError(index, problem)


def _read_notes(notes: list[str], index: int, *, last: datetime | None, start: datetime) -> tuple[datetime, str | None]:
    """Return when the turn was said (one minute after the last unless it says) and the saved reply it used."""
    earliest, template = last or start, None
    said_at = start if last is None else last + timedelta(minutes=1)
    for note in notes:
        if later := _LATER.fullmatch(note):
            said_at = earliest + timedelta(**{_UNITS[later["unit"]]: int(later["n"])})
        elif (clock := _CLOCK.fullmatch(note)) and int(clock["hour"]) < 24 and int(clock["minute"]) < 60:
            said_at = earliest.replace(hour=int(clock["hour"]), minute=int(clock["minute"]))
            said_at += timedelta(days=1) if said_at < earliest else timedelta()
        elif note.startswith("template="):
            template = note.removeprefix("template=")
        else:
            problem = Sentence(
                "%(note)s cannot stand before the colon: expected +10m, 10:02 or template=ID.", note=repr(note)
            )
            raise DialogueError(index, problem)
    return said_at, template


def _unmark(turn: _Turn) -> tuple[str, list[tuple[int, int]]]:
    """Take the `[[` and `]]` out of a turn's text and return it with the marked stretches."""
    text, marks, opened = "", [], -1
    for piece in re.split(r"(\[\[|\]\](?!\]))", "\n".join(turn.lines).strip()):
        if piece == "[[" and opened < 0:
            opened = len(text)
        elif piece == "]]" and opened >= 0:
            marks.append((opened, len(text)))
            opened = -1
        elif piece in ("[[", "]]"):
            problem = Sentence("%(mark)s without its other half: marks are [[...]] and do not nest.", mark=repr(piece))
            raise DialogueError(turn.line, problem)
        else:
            text += piece
    if opened >= 0:
        raise DialogueError(turn.line, Sentence("'[[' is not closed by ']]' in the same turn."))
    return text, marks


def _spoken(messages: list[Message], *, start: datetime, confidence: float | None) -> list[Message]:
    """Give the messages of a call their times, and their words where a confidence is given."""
    return [_speak(message, start=start, confidence=confidence) for message in messages]


def _speak(message: Message, *, start: datetime, confidence: float | None) -> Message:
    assert message.sent_at is not None
    begin = int((message.sent_at - start).total_seconds() * 1000)
    words = message.text.split()
    heard = tuple(
        Word(
            word,
            begin + number * _SPEECH_MS_PER_WORD,
            begin + (number + 1) * _SPEECH_MS_PER_WORD,
            confidence,
        )
        for number, word in enumerate(words)
    )
    return replace(
        message,
        start_ms=begin,
        end_ms=begin + len(words) * _SPEECH_MS_PER_WORD,
        words=heard if confidence is not None else (),
    )
