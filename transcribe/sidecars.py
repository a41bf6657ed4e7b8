"""Reads transcripts that other programs wrote: conversations as JSON, WebVTT and SubRip."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.domain.conversation import Role
from qa.domain.transcript import Segment, Word
from qa.errors import AudioError

SUFFIXES = (".json", ".vtt", ".srt")

_NAMES = {
    Role.AGENT: ("agent", "konsultant", "konsultantka", "doradca", "operator", "atendente", "الموظف", "เจ้าหน้าที่"),
    Role.CUSTOMER: ("customer", "client", "caller", "klient", "klientka", "cliente", "العميل", "ลูกค้า"),
}
_CHANNELS = tuple(Role)
_TIME = r"(?:(\d+):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_TIMING = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}")
_VOICE = re.compile(r"<v(?:\.[^ >]*)?\s+([^>]+)>")
_PREFIX = re.compile(r"\s*\[?([^\W\d_][\w ]{0,30}?)\]?\s*:\s+")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Beside:
    """What a transcript file says. `agent_channel` is None when no speaker is named as the agent."""

    segments: tuple[Segment, ...]
    agent_channel: int | None
    language: str | None = None


def read_beside(path: Path) -> Beside:
    """Read a transcript by its suffix. Raises AudioError saying where it is wrong and what would be right."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise AudioError(str(path), f"is not UTF-8 (byte {error.start}); save it as UTF-8") from error
    if path.suffix == ".json":
        return _read_json(path, text)
    segments = tuple(_cues(path, text))
    if not segments and text.strip().removeprefix("WEBVTT").strip():
        raise AudioError(str(path), "holds no timed line; expected lines such as 00:00:01.000 --> 00:00:03.500")
    return Beside(segments=_in_order(segments), agent_channel=_agent_of(segments))


def _read_json(path: Path, text: str) -> Beside:
    try:
        read = json.loads(text)
    except json.JSONDecodeError as error:
        raise AudioError(f"{path}:{error.lineno}:{error.colno}", f"is not JSON ({error.msg})") from error
    messages = read.get("messages") if isinstance(read, dict) else None
    if not isinstance(messages, list):
        raise AudioError(str(path), 'is no conversation; expected {"messages": [{"role", "text", "start_ms", ...}]}')
    segments = tuple(_from_message(path, place, message) for place, message in enumerate(messages))
    language = read.get("language")
    return Beside(_in_order(segments), _agent_of(segments), language if isinstance(language, str) else None)


def _from_message(path: Path, place: int, message: Any) -> Segment:
    try:
        words = tuple(_word(word) for word in message.get("words") or ())
        start, end = message.get("start_ms"), message.get("end_ms")
        start_ms = int(start) if start is not None else words[0].start_ms
        end_ms = int(end) if end is not None else words[-1].end_ms
        return _segment(Role(message["role"]), (start_ms, end_ms), str(message["text"]), words)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        problem = (
            f"message {place} cannot be read ({error!r}); expected role (agent, customer, bot, system), text, "
            "start_ms, end_ms and words of text, start_ms, end_ms, confidence"
        )
        raise AudioError(str(path), problem) from error


def _word(word: Mapping[str, Any]) -> Word:
    confidence = word.get("confidence")
    start_ms = int(word["start_ms"])
    return Word(
        text=str(word["text"]),
        start_ms=start_ms,
        end_ms=max(start_ms, int(word["end_ms"])),
        confidence=None if confidence is None else min(1.0, max(0.0, float(confidence))),
    )


def _cues(path: Path, text: str) -> Iterator[Segment]:
    lines = text.splitlines()
    place = 0
    while place < len(lines):
        timing = _TIMING.match(lines[place])
        place += 1
        if timing is None:
            if "-->" in lines[place - 1]:
                problem = f"{lines[place - 1].strip()!r} is no timing; expected 00:00:01.000 --> 00:00:03.500"
                raise AudioError(f"{path}:{place}", problem)
            continue
        first = place
        while place < len(lines) and lines[place].strip():
            place += 1
        if said := " ".join(lines[first:place]).strip():
            yield _cue(timing, said)


def _cue(timing: re.Match[str], said: str) -> Segment:
    start_ms, end_ms = _ms(timing.groups()[:4]), _ms(timing.groups()[4:])
    voice = _VOICE.search(said)
    text = " ".join(_TAG.sub("", said).split())
    speaker = voice.group(1) if voice else None
    prefix = _PREFIX.match(text)
    if speaker is None and prefix and _role(prefix.group(1)) is not Role.SYSTEM:
        speaker, text = prefix.group(1), text[prefix.end() :]
    return _segment(_role(speaker), (start_ms, end_ms), text)


def _role(speaker: str | None) -> Role:
    """Return who a speaker's name stands for; SYSTEM for a name that says nothing, so that nobody is charged."""
    name = (speaker or "").strip().casefold()
    return next((role for role, names in _NAMES.items() if name in names), Role.SYSTEM)


def _segment(role: Role, times: tuple[int, int], text: str, words: tuple[Word, ...] = ()) -> Segment:
    return Segment(_CHANNELS.index(role), times[0], max(times), text, words, role=role)


def _ms(parts: Sequence[str | None]) -> int:
    hours, minutes, seconds, fraction = (part or "0" for part in parts)
    return ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(fraction.ljust(3, "0"))


def _agent_of(segments: tuple[Segment, ...]) -> int | None:
    return next((segment.channel for segment in segments if segment.role is Role.AGENT), None)


def _in_order(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    return tuple(sorted(segments, key=lambda one: one.start_ms))
