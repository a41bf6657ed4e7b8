"""Opens sound files safely and tells, before hours of work, what is wrong with one."""

from __future__ import annotations

import struct
from pathlib import Path

import av

from qa.errors import AudioError

_FORMATS = "wav,w64,flac,mp3,ogg,mov,matroska,aac,aiff,au,caf,amr,asf,gsm,g722,wv"
"""Demuxers that hold sound themselves. Playlists are left out: one could name any file or address."""

_SIZES_NOT_KNOWN = (0, 0xFFFFFFFF)
_ALLOWED_LOSS_S = 1.0
_ALLOWED_LOSS_SHARE = 0.02
_MP3_LENGTH_TAGS = (b"Xing", b"Info", b"VBRI")


def open_sound(path: Path) -> av.container.InputContainer:
    """Open a file that holds a sound track. Raises AudioError saying why it is none."""
    options = {"format_whitelist": _FORMATS, "protocol_whitelist": "file"}
    try:
        container = av.open(str(path), metadata_errors="ignore", container_options=options)
    except (av.error.FFmpegError, OSError, ValueError) as error:
        raise AudioError(str(path), _why_unreadable(path)) from error
    if not container.streams.audio:
        kinds = ", ".join(stream.type for stream in container.streams) or "nothing"
        container.close()
        raise AudioError(str(path), f"has no sound track (it holds: {kinds})")
    return container


def require_whole_header(path: Path) -> None:
    """Refuse a file that is missing, empty or, for WAV, shorter than its header promises."""
    if not path.is_file():
        raise AudioError(str(path), "is not there" if not path.exists() else "is not a file")
    size = path.stat().st_size
    if not size:
        raise AudioError(str(path), "is empty (0 bytes); copy it again from the source")
    promised = _wav_end(path)
    if promised is not None and promised > size + 1:
        problem = f"is cut off: its header promises {promised} bytes, it has {size}; copy it again from the source"
        raise AudioError(str(path), problem)


def promised_s(path: Path, container: av.container.InputContainer) -> float | None:
    """Return how many seconds the header of a file promises; None where it does not know."""
    if not container.duration or not _knows_its_length(path, container.format.name):
        return None
    return float(container.duration / 1_000_000)


def require_whole_sound(path: Path, container: av.container.InputContainer, *, decoded_s: float) -> None:
    """Refuse a file that holds clearly less sound than its header promises."""
    promised = promised_s(path, container)
    if promised is not None and promised - decoded_s > max(_ALLOWED_LOSS_S, promised * _ALLOWED_LOSS_SHARE):
        problem = (
            f"is cut off: its header promises {promised:.1f} s, {decoded_s:.1f} s can be read; "
            "copy it again from the source"
        )
        raise AudioError(str(path), problem)


def _why_unreadable(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(12)
    if start[4:8] == b"ftyp" and not _has_index(path):
        return "is cut off: the index that M4A and MP4 files have is missing at its end; copy it again from the source"
    if path.suffix.lower() == ".wav" and start[:4] not in (b"RIFF", b"RF64", b"FFIR"):
        return (
            f"has no WAV header (it begins with {start[:8]!r}): without one nobody knows rate and channels; "
            "export it as WAV with header"
        )
    return "is not a sound file that can be read; known: WAV, FLAC, MP3, OGG/Opus, M4A, WebM, AMR, AIFF"


def _has_index(path: Path) -> bool:
    """Tell whether an MP4 file has its `moov` box. Boxes (ISO/IEC 14496-12): 32-bit size, name; size 1: 64-bit."""
    with path.open("rb") as file:
        while len(head := file.read(8)) == 8:
            size, name = struct.unpack(">I4s", head)
            if name == b"moov":
                return True
            if size == 1:
                size = struct.unpack(">Q", file.read(8).ljust(8, b"\0"))[0] - 8
            if size < 8:
                return False
            file.seek(size - 8, 1)
    return False


def _knows_its_length(path: Path, format_name: str) -> bool:
    """Tell whether the header counts the sound; other lengths are guessed from the size and prove nothing."""
    if format_name == "mp3":
        with path.open("rb") as file:
            start = file.read(65_536)
        return any(tag in start for tag in _MP3_LENGTH_TAGS)
    return format_name == "flac" or format_name.startswith("mov")


def _wav_end(path: Path) -> int | None:
    """Return where the sound of a WAV file should end; None for other files and unknown lengths.

    Chunks as in the RIFF specification: four bytes of name, size as a little-endian 32-bit number, content, padding.
    """
    with path.open("rb") as file:
        if file.read(4) != b"RIFF":
            return None
        file.seek(12)
        while len(head := file.read(8)) == 8:
            name, size = struct.unpack("<4sI", head)
            if name == b"data":
                return None if size in _SIZES_NOT_KNOWN else file.tell() + size
            file.seek(size + size % 2, 1)
    return None
