"""The reference engine: OpenAI's own Whisper, an optional extra."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from qa.domain.transcript import Transcript
from qa.errors import ModelMissingError
from qa.ports import TranscriptionRequest
from transcribe.audio import RATE, Waveform
from transcribe.call import name_model, transcribe_call
from transcribe.heard import Heard, HeardWord
from transcribe.languages import require_languages
from transcribe.speech import Span

__all__ = ["OpenaiWhisper"]

_SIZES = ("tiny", "base", "small", "medium", "large", "turbo")
_loading = threading.Lock()


class OpenaiWhisper:
    """Transcribes with a local `.pt` file, or a size that is fetched once.

    It decodes windows of 30 s and pads shorter ones, so every utterance, cut at pauses of half a second,
    is heard for itself: slower than the default engine, but nothing runs over from one speaker's turn to the next.
    """

    def missing(self, model: str | None) -> str | None:
        """Say what is missing: the extra, or the model."""
        if find_spec("whisper") is None:
            return (
                "The engine openai_whisper is not installed: pip install 'plumbline-qa[openai-whisper]', "
                "or set QA_ENGINE=faster_whisper."
            )
        if not model:
            return "No speech model is set: give QA_WHISPER_MODEL a size such as small, or a .pt file."
        if _is_size(model) or Path(model).is_file():
            return None
        sizes = ", ".join(_SIZES)
        return f"QA_WHISPER_MODEL={model!r} is no .pt file and no size openai_whisper knows. Sizes: {sizes}."

    def transcribe(self, request: TranscriptionRequest) -> Transcript:
        """Transcribe one file. Raises AudioError for bad sound, ModelMissingError without extra or model."""
        if problem := self.missing(request.model):
            raise ModelMissingError(problem)
        assert request.model
        with _loading:
            model = _load(request.model, request.threads)
        require_languages(request, _known_languages())
        return transcribe_call(request, _Hearing(model, request))


class _Hearing:
    engine = "openai_whisper"
    pause_ms = 500
    longest_s = 28.0

    def __init__(self, model: Any, request: TranscriptionRequest) -> None:
        self._model, self._beam_size = model, request.beam_size
        self._hot_words = ", ".join(request.hot_words) or None
        self.model = name_model(request.model or "")
        self.settings: Mapping[str, str] = {
            "beam_size": str(request.beam_size),
            "condition_on_previous_text": "false",
            "hot_words": self._hot_words or "",
            "model_sha256": _digest(request.model or ""),
            "openai_whisper": version("openai-whisper"),
            "temperature": "0",
            "vad_pause_ms": str(self.pause_ms),
        }

    def detect(self, speech: Waveform) -> Mapping[str, float]:
        """Return the probability of each language; English alone for an English-only model."""
        import whisper

        if not self._model.is_multilingual:
            return {"en": 1.0}
        mel = whisper.log_mel_spectrogram(whisper.pad_or_trim(speech), n_mels=self._model.dims.n_mels)
        _, probabilities = self._model.detect_language(mel)
        return dict(probabilities)

    def hear(self, waveform: Waveform, speech: tuple[Span, ...], *, language: str) -> Iterator[Heard]:
        """Yield what is said in the spans, each heard for itself."""
        for start, stop in speech:
            answer = self._model.transcribe(
                waveform[start:stop],
                language=language,
                beam_size=self._beam_size,
                temperature=0.0,
                word_timestamps=True,
                condition_on_previous_text=False,
                initial_prompt=self._hot_words,
                fp16=False,
                verbose=None,
            )
            for segment in answer["segments"]:
                yield _heard(segment, offset_s=start / RATE, longest_s=(stop - start) / RATE)


def _known_languages() -> tuple[str, ...]:
    from whisper.tokenizer import LANGUAGES

    return tuple(LANGUAGES)


def _heard(segment: Mapping[str, Any], *, offset_s: float, longest_s: float) -> Heard:
    def place(seconds: float) -> float:
        return offset_s + min(float(seconds), longest_s)

    words = tuple(
        HeardWord(word["word"], place(word["start"]), place(word["end"]), float(word["probability"]))
        for word in segment.get("words", ())
    )
    return Heard(
        text=segment["text"],
        start_s=place(segment["start"]),
        end_s=place(segment["end"]),
        words=words,
        log_probability=float(segment["avg_logprob"]),
        no_speech=float(segment["no_speech_prob"]),
        compression=float(segment["compression_ratio"]),
    )


def _is_size(model: str) -> bool:
    """Tell the name of a size, such as small, small.en or large-v3-turbo."""
    return "/" not in model and model.split("-")[0].split(".")[0] in _SIZES


@cache
def _digest(model: str) -> str:
    path = Path(model)
    if not path.is_file():
        return model
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@cache
def _load(model: str, threads: int) -> Any:
    import torch
    import whisper

    torch.set_num_threads(threads)
    try:
        return whisper.load_model(model, device="cpu")
    except (RuntimeError, OSError, KeyError, EOFError) as error:
        raise ModelMissingError(f"The speech model {model!r} cannot be loaded: {error}.") from error
