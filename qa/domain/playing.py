"""Which recordings browsers play as they are; of the others people hear a copy."""

from __future__ import annotations

_SUFFIXES = (".wav", ".flac", ".mp3", ".ogg", ".oga", ".opus", ".m4a", ".mp4", ".m4v", ".webm", ".aac")
_CODECS = frozenset(
    ("aac", "flac", "mp3", "mp3float", "opus", "libopus", "vorbis")
    + ("pcm_alaw", "pcm_f32le", "pcm_mulaw", "pcm_s16le", "pcm_s24le", "pcm_u8")
)


def plays_in_browsers(suffix: str | None, *, codec: str | None) -> bool:
    """Tell whether browsers play a file with this ending and codec; what is not known is believed to be usual."""
    is_usual = suffix is None or suffix.lower() in _SUFFIXES
    return is_usual and (codec is None or codec in _CODECS)
