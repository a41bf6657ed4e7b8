"""Reads the transcript that lies beside a recording, whichever program wrote it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from qa.errors import AudioError
from transcribe.sidecars.amazon import is_amazon, read_amazon
from transcribe.sidecars.amazon_analytics import is_analytics, read_analytics
from transcribe.sidecars.azure import is_azure, read_azure
from transcribe.sidecars.beside import Beside
from transcribe.sidecars.captions import read_captions
from transcribe.sidecars.deepgram import is_deepgram, read_deepgram
from transcribe.sidecars.messages import is_messages, read_messages

SUFFIXES = (".json", ".vtt", ".srt")

Known = Callable[[Mapping[str, Any]], bool]
Read = Callable[[Path, Mapping[str, Any]], Beside]

_FORMS: tuple[tuple[str, Known, Read], ...] = (
    ("a conversation as qa import reads it", is_messages, read_messages),
    ("Amazon Transcribe", is_amazon, read_amazon),
    ("Amazon Transcribe Call Analytics", is_analytics, read_analytics),
    ("Azure batch transcription", is_azure, read_azure),
    ("Deepgram", is_deepgram, read_deepgram),
)


def read_beside(path: Path) -> Beside:
    """Read a transcript by its suffix and content. Raises AudioError saying what is wrong and what would be right."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise AudioError(str(path), f"is not UTF-8 (byte {error.start}); save it as UTF-8") from error
    return _read_json(path, text) if path.suffix == ".json" else read_captions(path, text)


def _read_json(path: Path, text: str) -> Beside:
    try:
        read = json.loads(text)
    except json.JSONDecodeError as error:
        raise AudioError(f"{path}:{error.lineno}:{error.colno}", f"is not JSON ({error.msg})") from error
    if isinstance(read, dict):
        for name, is_it, read_it in _FORMS:
            if is_it(read):
                return _read_as(name, read_it, path, read)
    forms = "; ".join(name for name, _, _ in _FORMS)
    problem = (
        f'is no transcript this tool knows: {forms}. The first is {{"messages": [{{"role", "text", "start_ms", ...}}]}}'
    )
    raise AudioError(str(path), problem)


def _read_as(name: str, read_it: Read, path: Path, read: Mapping[str, Any]) -> Beside:
    try:
        return read_it(path, read)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        problem = f"looks like {name}, but a part of it is missing or of another form ({error!r}); export it again"
        raise AudioError(str(path), problem) from error
