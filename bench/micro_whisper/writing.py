"""Writes calls as sound files, each with what is truly said in it beside."""

from __future__ import annotations

import json
import wave
from pathlib import Path
from typing import Any

import av
import numpy as np
import scipy.signal
from numpy.typing import NDArray

from bench.micro_whisper.composing import Call, TrueTurn
from bench.micro_whisper.conditions import Heard, hear_in_one_channel, hear_wide
from bench.micro_whisper.grammar import ROLES
from bench.micro_whisper.speech import RATE, Sound

Samples = NDArray[np.int16]


def write_heard(heard: Heard, folder: Path) -> Path:
    """Write `<id>-<condition>` as FLAC, or WAV of 8 kHz for a telephone, and the truth as JSON; return the sound."""
    stem = heard.script.id if heard.condition == "nobody" else f"{heard.script.id}-{heard.condition}"
    samples = _samples(heard.channels, rate=heard.rate)
    if heard.rate == RATE:
        path = _write_flac(folder / f"{stem}.flac", samples)
    else:
        path = _write_wav(folder / f"{stem}.wav", samples, rate=heard.rate)
    _write_truth(folder / f"{stem}.json", record_of(heard, stem=stem))
    return path


def write_demo(call: Call, folder: Path, *, in_one_channel: bool = False) -> Path:
    """Write a call of the demo, its truth in the folder `truth` beside."""
    (folder / "truth").mkdir(parents=True, exist_ok=True)
    heard = hear_in_one_channel(call, 0) if in_one_channel else hear_wide(call, 0)
    _write_truth(folder / "truth" / f"{call.script.id}.json", record_of(heard, stem=call.script.id))
    return _write_flac(folder / f"{call.script.id}.flac", _samples(heard.channels, rate=RATE))


def record_of(heard: Heard, *, stem: str) -> dict[str, Any]:
    """Return what is true of a call; times in seconds. In one channel nobody is left or right."""
    return {
        "id": stem,
        "script": heard.script.id,
        "condition": heard.condition,
        "language": heard.script.language,
        "quality": heard.script.shows,
        "seconds": round(heard.seconds, 2),
        "sample_rate": heard.rate,
        "channels": dict(zip(("left", "right"), ROLES, strict=True)) if len(heard.channels) > 1 else {},
        "voices": {role: voice.name for role, voice in heard.script.voices.items()},
        "turns": [_turn_record(turn) for turn in heard.turns],
        "music": [
            {"channel": one.channel, "start": round(one.start_s, 3), "end": round(one.end_s, 3), "tune": one.tune}
            for one in heard.music
        ],
    }


def _turn_record(turn: TrueTurn) -> dict[str, Any]:
    words = [{"word": word.text, "start": round(word.start_s, 3), "end": round(word.end_s, 3)} for word in turn.words]
    return {
        "speaker": turn.role,
        "start": words[0]["start"],
        "end": words[-1]["end"],
        "text": turn.text,
        "held_out": turn.is_held_out,
        "words": words,
    }


def _samples(channels: tuple[Sound, ...], *, rate: int) -> Samples:
    """Return samples of 16 bit, (length, channels), cut where too loud."""
    if rate != RATE:
        channels = tuple(scipy.signal.resample_poly(channel, rate, RATE) for channel in channels)
    stacked = np.stack(channels, axis=1)
    return np.clip(np.rint(stacked * 32767), -32768, 32767).astype(np.int16)


def _write_flac(path: Path, samples: Samples) -> Path:
    layout = "stereo" if samples.shape[1] > 1 else "mono"
    with av.open(str(path), "w", format="flac") as container:
        stream = container.add_stream("flac", rate=RATE, layout=layout, format="s16")
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout=layout)
        frame.sample_rate = RATE
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def _write_wav(path: Path, samples: Samples, *, rate: int) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(samples.shape[1])
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())
    return path


def _write_truth(path: Path, record: dict[str, Any]) -> None:
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
