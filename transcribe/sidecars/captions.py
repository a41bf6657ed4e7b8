"""Reads WebVTT and SubRip, where a speaker's name stands before the words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from qa.domain.conversation import Role
from qa.domain.transcript import Segment
from qa.errors import AudioError
from transcribe.sidecars.beside import Beside, agent_of, in_order, role_of, segment_of

_TIME = r"(?:(\d+):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_TIMING = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}")
_VOICE = re.compile(r"<v(?:\.[^ >]*)?\s+([^>]+)>")
_PREFIX = re.compile(r"\s*\[?([^\W\d_][\w ]{0,30}?)\]?\s*:\s+")
_TAG = re.compile(r"<[^>]*>")


def read_captions(path: Path, text: str) -> Beside:
    """Read the cues of a file. Raises AudioError saying which line is wrong and what would be right."""
    segments = tuple(_cues(path, text))
    if not segments and text.strip().removeprefix("WEBVTT").strip():
        raise AudioError(str(path), "holds no timed line; expected lines such as 00:00:01.000 --> 00:00:03.500")
    return Beside(segments=in_order(segments), agent_channel=agent_of(segments))


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
    if speaker is None and prefix and role_of(prefix.group(1)) is not Role.SYSTEM:
        speaker, text = prefix.group(1), text[prefix.end() :]
    return segment_of(role_of(speaker), (start_ms, end_ms), text)


def _ms(parts: Sequence[str | None]) -> int:
    hours, minutes, seconds, fraction = (part or "0" for part in parts)
    return ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(fraction.ljust(3, "0"))
