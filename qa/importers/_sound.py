"""Tells sound files by their first bytes."""

from __future__ import annotations

from pathlib import Path

SUFFIXES = (".wav", ".flac", ".mp3", ".ogg", ".oga", ".opus", ".m4a")
TRANSCRIPTS = (".json", ".vtt", ".srt")


def transcripts_beside(sound: Path) -> tuple[Path, ...]:
    """Return the files beside `call.flac` that may be its transcript, such as `call.json` or `call.flac.json`."""
    named = [made for end in TRANSCRIPTS for made in (sound.with_suffix(end), sound.with_name(sound.name + end))]
    return tuple(path for path in named if path.is_file())


def sound_problem(path: Path) -> str | None:
    """Say why a file cannot be a recording; None when it begins like one. Raises OSError when it cannot be read."""
    with path.open("rb") as file:
        head = file.read(16)
    if not head:
        return "the file is empty (0 bytes); copy it again from the source"
    if _begins_like_sound(head):
        return None
    kinds = "WAV (RIFF), FLAC (fLaC), OGG/Opus (OggS), M4A (ftyp) or MP3 (ID3 or a frame)"
    return f"this is no sound file: it begins with {head[:8]!r}; expected the header of {kinds}"


def _begins_like_sound(head: bytes) -> bool:
    is_wave = head[:4] in (b"RIFF", b"RF64") and head[8:12] == b"WAVE"
    is_frame = len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0
    return is_wave or is_frame or head[:4] in (b"fLaC", b"OggS") or head[:3] == b"ID3" or head[4:8] == b"ftyp"
