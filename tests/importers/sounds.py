"""Makes small sound files."""

from __future__ import annotations

import wave
from pathlib import Path


def write_wave(path: Path, *, tone: int = 0) -> Path:
    """Write 0.1 s of a stereo WAV file; another tone makes another file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes([tone, 0]) * 1600)
    return path
