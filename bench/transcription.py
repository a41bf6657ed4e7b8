"""Measures our transcription, from file to transcript, against the raw library on the same decoded channels.

Run: python bench/transcription.py   (writes bench/results/transcription.json)
"""

from __future__ import annotations

import json
import re
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import jiwer
from faster_whisper import WhisperModel

from qa import registry
from qa.domain.conversation import Role
from qa.domain.transcript import Transcript
from qa.ports import TranscriptionRequest
from transcribe.audio import Waveform, read_tracks

ROOT = Path(__file__).resolve().parent.parent
CALLS = sorted((ROOT / "rubrics/demo/calls").glob("*.flac"))
MODEL = ROOT / "rubrics/demo/model/ct2"
RESULT = ROOT / "bench/results/transcription.json"
RUNS = 7
THREADS = 1
TARGET = 0.95


def run_raw(model: WhisperModel, channels: list[Waveform]) -> list[str]:
    """Transcribe decoded channels with the library alone: its own voice activity filter, our settings."""
    texts = []
    for waveform in channels:
        segments, _ = model.transcribe(
            waveform,
            beam_size=5,
            temperature=0.0,
            vad_filter=True,
            word_timestamps=True,
            condition_on_previous_text=False,
        )
        texts.append(" ".join(segment.text for segment in segments))
    return texts


def run_ours() -> list[Transcript]:
    """Transcribe the files: decoding, hashing, peaks, channels, languages, turns and all."""
    engine = registry.engine("faster_whisper")()
    return [
        engine.transcribe(TranscriptionRequest(audio=path, model=str(MODEL), agent_channel=0, threads=THREADS))
        for path in CALLS
    ]


def measure(run: Callable[[], Any]) -> tuple[float, float]:
    """Return (seconds of the clock, seconds of the processor) of one run."""
    clock, processor = time.perf_counter(), time.process_time()
    run()
    return time.perf_counter() - clock, time.process_time() - processor


def word_error(heard: list[str], true: list[str]) -> float:
    """Return the word error rate without case and punctuation."""
    return round(float(jiwer.wer([_plain(text) for text in true], [_plain(text) for text in heard])), 4)


def true_texts() -> list[str]:
    """Return what is really said, agent and customer of each call in turn."""
    texts = []
    for path in CALLS:
        turns = json.loads((path.parent / "truth" / f"{path.stem}.json").read_text(encoding="utf-8"))["turns"]
        texts += [" ".join(t["text"] for t in turns if t["speaker"] == who) for who in ("agent", "customer")]
    return texts


def main() -> None:
    """Run both by turns in one process and write the medians."""
    tracks = [read_tracks(path) for path in CALLS]
    channels = [one.waveform(channel) for one in tracks for channel in (0, 1)]
    model = WhisperModel(str(MODEL), device="cpu", compute_type="int8", cpu_threads=THREADS, local_files_only=True)
    raw_texts, transcripts = run_raw(model, channels), run_ours()
    raw, ours = [], []
    for run in range(RUNS):
        for times, act in [(raw, partial(run_raw, model, channels)), (ours, run_ours)][:: 1 if run % 2 else -1]:
            times.append(measure(act))
    true = true_texts()
    our_texts = [_said(one, role) for one in transcripts for role in (Role.AGENT, Role.CUSTOMER)]
    answer = {
        "what": "raw WhisperModel.transcribe time / our time, same channels and settings; higher is better",
        "runs": RUNS,
        "threads": THREADS,
        "audio_seconds": round(sum(one.duration_ms for one in tracks) / 1000, 1),
        "raw_seconds": _median(raw, 0),
        "our_seconds": _median(ours, 0),
        "ratio": _median_ratio(raw, ours, 0),
        "ratio_processor": _median_ratio(raw, ours, 1),
        "target": TARGET,
        "raw_word_error": word_error(raw_texts, true),
        "our_word_error": word_error(our_texts, true),
    }
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(answer, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(answer, indent=2))


def _median(times: list[tuple[float, float]], place: int) -> float:
    return round(statistics.median(one[place] for one in times), 3)


def _median_ratio(raw: list[tuple[float, float]], ours: list[tuple[float, float]], place: int) -> float:
    """Return the median over runs: the two of a run stand next to each other, so other work hits both."""
    return round(statistics.median(r[place] / o[place] for r, o in zip(raw, ours, strict=True)), 3)


def _said(transcript: Transcript, role: Role) -> str:
    return " ".join(message.text for message in transcript.to_messages() if message.role is role)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", "", text.casefold()).split())


if __name__ == "__main__":
    main()
