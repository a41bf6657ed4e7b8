"""Peak memory of transcribing one long call, ours against the library alone, each in a process of its own."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import wave
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from bench.transcription_parts.calls import DEMO_CALLS, OPENAI_MODEL, ROOT, THREADS
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
    peaks = {name: peak_of(name, path) for name in _NAMES}
    return {
        "audio_seconds": round(read_tracks(path).duration_ms / 1000, 1),
        "raw_mb": peaks["raw"],
        "our_mb": peaks["ours"],
        "ratio": round(peaks["ours"] / peaks["raw"], 3),
    }


def peak_of(name: str, path: Path) -> float:
    """Return the peak memory in MB of a process of its own that transcribes one file with one of HEARINGS."""
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


def _hear_raw_openai(path: Path) -> None:
    from bench.transcription_parts.openai import hear_openai, openai_model

    tracks = read_tracks(path)
    for channel in range(tracks.channels):
        hear_openai(openai_model(), tracks.waveform(channel))


def _hear_our_openai(path: Path) -> None:
    import torch

    from bench.transcription_parts.engines import hear_ours

    torch.set_num_threads(THREADS)
    hear_ours(path, engine="openai_whisper", model=OPENAI_MODEL)


def _peak_mb() -> float:
    """Return the most memory this program has held; getrusage would count that of the one which started it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return round(int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) / 1024, 1)


HEARINGS = {
    "raw": _hear_raw,
    "ours": _hear_ours,
    "raw_openai_whisper": _hear_raw_openai,
    "our_openai_whisper": _hear_our_openai,
}

if __name__ == "__main__":
    HEARINGS[sys.argv[1]](Path(sys.argv[2]))
    print(_peak_mb())
