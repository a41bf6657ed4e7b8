"""Peak memory of transcribing one long call, ours against the library alone, each in a process of its own."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import wave
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from bench.transcription_parts.calls import DEMO_CALLS, ROOT
from transcribe.audio import RATE, read_tracks

TARGET = 1.3
_MORE = 3
_NAMES = ("raw", "ours")


def measure_memory() -> dict[str, Any]:
    """Return the peaks in MB for one short call and for one long call made of the demo's, and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        long = _write_long(Path(folder) / "long.wav", (*DEMO_CALLS, *DEMO_CALLS[:_MORE]))
        return {
            "target": TARGET,
            "short": _compare(DEMO_CALLS[0]),
            "long": _compare(long),
        }


def _compare(path: Path) -> dict[str, Any]:
    peaks = {name: _peak_of(name, path) for name in _NAMES}
    return {
        "audio_seconds": round(read_tracks(path).duration_ms / 1000, 1),
        "raw_mb": peaks["raw"],
        "our_mb": peaks["ours"],
        "ratio": round(peaks["ours"] / peaks["raw"], 3),
    }


def _peak_of(name: str, path: Path) -> float:
    told = subprocess.run(
        [sys.executable, "-m", __name__, name, str(path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return float(told.stdout.split()[-1])


def _write_long(path: Path, calls: Iterable[Path]) -> Path:
    """Write calls one after the other into one file of two channels."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        for call in calls:
            file.writeframes(np.asarray(read_tracks(call).samples).tobytes())
    return path


def _hear_raw(path: Path) -> None:
    """Transcribe a file as somebody with the library alone would: decode both channels, then hear each."""
    from faster_whisper.audio import decode_audio

    from bench.transcription_parts.engines import hear_raw

    for channel in decode_audio(str(path), split_stereo=True):
        hear_raw(channel)


def _hear_ours(path: Path) -> None:
    from bench.transcription_parts.engines import hear_ours

    hear_ours(path)


if __name__ == "__main__":
    {"raw": _hear_raw, "ours": _hear_ours}[sys.argv[1]](Path(sys.argv[2]))
    print(round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1))
