"""Tells sound files by their first bytes."""

from __future__ import annotations

from pathlib import Path

SUFFIXES = (
    *(".wav", ".flac", ".mp3", ".ogg", ".oga", ".opus", ".m4a", ".aac", ".amr", ".3gp", ".aif", ".aiff", ".au"),
    *(".caf", ".wma", ".w64", ".mp4", ".m4v", ".mov", ".webm", ".mka", ".mkv"),
)
"""Sound, and films whose sound is a call: meetings are recorded as such."""

TRANSCRIPTS = (".json", ".vtt", ".srt")


_MATROSKA, _ASF = b"\x1aE\xdf\xa3", b"\x30\x26\xb2\x75"
_STARTS = (b"fLaC", b"OggS", b"ID3", b"#!AMR", b".snd", b"caff", b"riff", _MATROSKA, _ASF)
_ATOMS = (b"ftyp", b"moov", b"mdat", b"wide", b"free")


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
    kinds = "WAV (RIFF), FLAC (fLaC), OGG/Opus (OggS), M4A or MP4 (ftyp), WebM, AMR, AIFF or MP3 (ID3 or a frame)"
    return f"this is no sound file: it begins with {head[:8]!r}; expected the header of {kinds}"


def _begins_like_sound(head: bytes) -> bool:
    is_wave = head[:4] in (b"RIFF", b"RF64") and head[8:12] == b"WAVE"
    is_aiff = head[:4] == b"FORM" and head[8:12] in (b"AIFF", b"AIFC")
    is_frame = len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0
    return is_wave or is_aiff or is_frame or head.startswith(_STARTS) or head[4:8] in _ATOMS
