"""Reads the output of Amazon Transcribe Call Analytics, which names the agent and the customer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from qa.domain.conversation import Role
from qa.domain.transcript import Segment, Word
from transcribe.sidecars.beside import Beside, agent_of, in_order, segment_of

_ROLES = {"AGENT": Role.AGENT, "CUSTOMER": Role.CUSTOMER}


def is_analytics(read: Mapping[str, Any]) -> bool:
    """Tell whether a JSON object is the output of a call analytics job."""
    turns = read.get("Transcript")
    return isinstance(turns, list) and (not turns or "ParticipantRole" in turns[0])


def read_analytics(path: Path, read: Mapping[str, Any]) -> Beside:
    """Read the turns; a participant that is neither agent nor customer is charged with nothing."""
    segments = tuple(_segment(turn) for turn in read["Transcript"])
    language = read.get("LanguageCode")
    code = str(language).partition("-")[0].lower() if language else None
    return Beside(in_order(segments), agent_of(segments), code)


def _segment(turn: Mapping[str, Any]) -> Segment:
    role = _ROLES.get(str(turn["ParticipantRole"]), Role.SYSTEM)
    words: list[Word] = []
    for item in turn.get("Items") or ():
        content = str(item["Content"])
        if "BeginOffsetMillis" not in item or item.get("Type") == "punctuation":
            if words:
                words[-1] = replace(words[-1], text=words[-1].text + content)
            continue
        confidence = item.get("Confidence")
        sure = None if confidence is None else float(confidence)
        words.append(Word(content, int(item["BeginOffsetMillis"]), int(item["EndOffsetMillis"]), sure))
    times = int(turn["BeginOffsetMillis"]), int(turn["EndOffsetMillis"])
    return segment_of(role, times, str(turn["Content"]), tuple(words))
