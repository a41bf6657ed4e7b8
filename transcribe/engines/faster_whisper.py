"""The default engine: faster-whisper (CTranslate2, int8 on the CPU)."""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from typing import Any

from qa.domain.transcript import Transcript
from qa.errors import ModelMissingError
from qa.ports import TranscriptionRequest
from transcribe.audio import RATE, Waveform
from transcribe.call import name_model, transcribe_call
from transcribe.heard import Heard, HeardWord
from transcribe.languages import require_languages
from transcribe.speech import Span, join_speech

__all__ = ["FasterWhisper"]

_FILES = ("model.bin", "config.json", "tokenizer.json")
_HUB_NAME = re.compile(r"[\w.-]+/[\w.-]+")
_loading = threading.Lock()


class FasterWhisper:
    """Transcribes with a local CTranslate2 folder, or a size that is fetched once from the hub.

    Deterministic: temperature 0, no text carried from one window to the next. The model
    is loaded once per process and shared by all calls.
    """

    def missing(self, model: str | None) -> str | None:
        """Say what is missing; a size counts as there, since it can be fetched."""
        if not model:
            return "No speech model is set: give QA_WHISPER_MODEL a size such as small, or a model folder."
        if _is_path(model):
            return _missing_in(Path(model))
        return None

    def transcribe(self, request: TranscriptionRequest) -> Transcript:
        """Transcribe one file. Raises AudioError for bad sound, ModelMissingError without a model."""
        if problem := self.missing(request.model):
            raise ModelMissingError(problem)
        assert request.model
        with _loading:
            model = _load(_folder_of(request.model), request.threads, request.device)
        require_languages(request, model.supported_languages)
        return transcribe_call(request, _Hearing(model, request))


class _Hearing:
    engine = "faster_whisper"
    pause_ms = 500

    def __init__(self, model: Any, request: TranscriptionRequest) -> None:
        self._model, self._beam_size, self._batch = model, request.beam_size, request.batch
        self._hot_words = ", ".join(request.hot_words) or None
        self.longest_s = float(model.feature_extractor.chunk_length)
        self.model = name_model(request.model or "")
        self.settings: Mapping[str, str] = {
            "batch": str(request.batch),
            "beam_size": str(request.beam_size),
            "compute_type": str(model.model.compute_type),
            "hot_words": self._hot_words or "",
            "condition_on_previous_text": "false",
            "faster_whisper": version("faster-whisper"),
            "model_sha256": model.qa_sha256,
            "temperature": "0",
            "vad_pause_ms": str(self.pause_ms),
        }

    def detect(self, speech: Waveform) -> Mapping[str, float]:
        """Return the probability of each language; English alone for an English-only model."""
        if not self._model.model.is_multilingual:
            return {"en": 1.0}
        _, _, probabilities = self._model.detect_language(audio=speech)
        return dict(probabilities)

    def hear(self, waveform: Waveform, speech: tuple[Span, ...], *, language: str) -> Iterator[Heard]:
        """Yield what is said in the spans: joined without the pauses, heard window by window, put back in their time.

        Windows hold whole spans: cut anywhere, as the library does, more words come out wrong (docs/transcription.md).
        """
        from faster_whisper.transcribe import restore_speech_timestamps

        windows = _windows(speech, longest_s=self.longest_s)
        segments, _ = self._transcribe(join_speech(waveform, speech), language, windows)
        chunks = [{"start": start, "end": stop} for start, stop in speech]
        return _heard(restore_speech_timestamps(segments, chunks, RATE))

    def _transcribe(self, sound: Waveform, language: str, windows: list[float]) -> Any:
        """Hear windows, given as start and end seconds one after the other, singly or several at once."""
        common: dict[str, Any] = {
            "language": language,
            "beam_size": self._beam_size,
            "temperature": 0.0,
            "word_timestamps": True,
            "condition_on_previous_text": False,
            "hotwords": self._hot_words,
        }
        if self._batch == 1:
            return self._model.transcribe(sound, clip_timestamps=windows, **common)
        from faster_whisper import BatchedInferencePipeline

        spans = [{"start": start, "end": end} for start, end in zip(windows[::2], windows[1::2], strict=True)]
        return BatchedInferencePipeline(self._model).transcribe(
            sound, clip_timestamps=spans, batch_size=self._batch, without_timestamps=False, vad_filter=False, **common
        )


def _windows(speech: tuple[Span, ...], *, longest_s: float) -> list[float]:
    """Return start and end seconds, in joined speech, of windows of whole spans, each as full as can be."""
    ends = [0.0]
    at = 0.0
    for start, stop in speech:
        length = (stop - start) / RATE
        if at > ends[-1] and at + length - ends[-1] > longest_s:
            ends.append(at)
        at += length
    return [edge for window in pairwise((*ends, at)) for edge in window]


def _heard(segments: Iterable[Any]) -> Iterator[Heard]:
    for segment in segments:
        words = tuple(
            HeardWord(word.word, float(word.start), float(word.end), float(word.probability))
            for word in segment.words or ()
        )
        yield Heard(
            text=segment.text,
            start_s=float(segment.start),
            end_s=float(segment.end),
            words=words,
            log_probability=float(segment.avg_logprob),
            no_speech=float(segment.no_speech_prob),
            compression=float(segment.compression_ratio),
        )


def _is_path(model: str) -> bool:
    """Tell a folder from a size or a hub name: what exists, or is written like a path."""
    return Path(model).exists() or model.startswith(("/", ".", "~")) or model.count("/") > 1


def _missing_in(folder: Path) -> str | None:
    if not folder.is_dir():
        return (
            f"QA_WHISPER_MODEL={str(folder)!r} is no folder: give a CTranslate2 model folder, or a size such as small."
        )
    absent = [name for name in _FILES if not (folder / name).is_file()]
    if not any(folder.glob("vocabulary.*")):
        absent.append("vocabulary.json")
    if not absent:
        return None
    return f"The model folder {str(folder)!r} lacks {', '.join(absent)}: copy the whole CTranslate2 model there."


def _folder_of(model: str) -> Path:
    """Return the folder of a model, fetching a size that is not at hand yet."""
    if _is_path(model):
        return Path(model).resolve()
    from faster_whisper.utils import available_models, download_model
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

    if model not in available_models() and not _HUB_NAME.fullmatch(model):
        sizes = ", ".join(available_models())
        raise ModelMissingError(f"QA_WHISPER_MODEL={model!r} is no folder and no known size. Sizes: {sizes}.")
    try:
        return Path(download_model(model, local_files_only=True))
    except LocalEntryNotFoundError:
        pass  # not fetched yet
    try:
        return Path(download_model(model))
    except (LocalEntryNotFoundError, HfHubHTTPError, OSError) as error:
        raise ModelMissingError(
            f"The speech model {model!r} is not on this machine and cannot be fetched now. Connect to the network "
            "once, or copy a CTranslate2 model folder here and set QA_WHISPER_MODEL to it. Calls wait until then."
        ) from error


def _compute_type(device: str) -> str:
    """Return int8 for a processor and float16 for a graphics card; a card that lacks it falls back by itself."""
    if device == "auto":
        import ctranslate2

        device = "cuda" if ctranslate2.get_cuda_device_count() else "cpu"
    return "float16" if device == "cuda" else "int8"


@cache
def _load(folder: Path, threads: int, device: str) -> Any:
    from faster_whisper import WhisperModel

    try:
        model = WhisperModel(
            str(folder),
            device=device,
            compute_type=_compute_type(device),
            cpu_threads=threads,
            local_files_only=True,
        )
    except (RuntimeError, ValueError) as error:
        raise ModelMissingError(f"The model folder {str(folder)!r} cannot be loaded: {error}.") from error
    with (folder / "model.bin").open("rb") as file:
        model.qa_sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return model
