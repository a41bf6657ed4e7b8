"""Makes small sound files and knows where the demo calls are."""

from __future__ import annotations

import json
import wave
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from transcribe.audio import RATE, Samples, Tracks

ROOT = Path(__file__).resolve().parents[2]
CALLS = ROOT / "rubrics/demo/calls"
MODEL = ROOT / "rubrics/demo/model/ct2"
OPENAI_MODEL = ROOT / "rubrics/demo/model/whisper-micro.pt"
SPEAKER_MODELS = (
    ROOT / "rubrics/demo/model/speakers/segmentation.onnx",
    ROOT / "rubrics/demo/model/speakers/embedding.onnx",
)
NAMES = tuple(sorted(path.stem for path in CALLS.glob("*.flac")))


def bursts(*, seconds: float, seed: int = 1, loud: float = 8000, on: float = 1.0, off: float = 1.0) -> Samples:
    """Make noise that is loud for `on` seconds and quiet for `off`, in turns, as somebody talking by turns."""
    length = int(seconds * RATE)
    noise = np.random.default_rng(seed).normal(0, loud, length)
    speaks = (np.arange(length) / RATE) % (on + off) < on
    return to_samples(noise * speaks)


def to_samples(values: NDArray[np.floating[Any]]) -> Samples:
    """Round to 16-bit samples, cut where too loud."""
    samples: Samples = np.clip(np.rint(values), -32768, 32767).astype(np.int16)
    return samples


def tracks(*channels: Samples) -> Tracks:
    """Put channels side by side."""
    return Tracks(samples=np.stack(channels, axis=1), sample_rate=RATE, codec="pcm_s16le", sha256="0")


def write_wav(path: Path, *channels: Samples, rate: int = RATE) -> Path:
    """Write a 16-bit WAV file."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(len(channels))
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(np.stack(channels, axis=1).tobytes())
    return path


def true_turns(name: str) -> list[dict[str, Any]]:
    """Return what is really said in a demo call, turn by turn."""
    turns = json.loads((CALLS / "truth" / f"{name}.json").read_text(encoding="utf-8"))["turns"]
    assert isinstance(turns, list)
    return turns
