"""Looks at the two model files that tell speakers apart before sherpa-onnx opens them.

sherpa-onnx ends the whole process over a file that lacks what it looks for (SHERPA_ONNX_EXIT in its reading of a
model's metadata), which would take a worker and its other calls along.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from qa.errors import ModelMissingError
from transcribe.audio import RATE

_SEGMENTATION = (
    *("sample_rate", "window_size", "receptive_field_size", "receptive_field_shift"),
    *("num_speakers", "powerset_max_classes", "num_classes"),
)
_EMBEDDING: Mapping[str, tuple[str, ...]] = {
    "wespeaker": ("output_dim", "sample_rate", "normalize_samples", "language"),
    "3d-speaker": ("output_dim", "sample_rate", "normalize_samples", "language"),
    "nemo": ("output_dim", "sample_rate", "language", "feat_dim", "window_size_ms", "window_stride_ms"),
}
_INSTALL = "QA_DIARISATION needs sherpa-onnx: pip install 'plumbline-qa[diarisation]', or leave the setting out."


@dataclass(frozen=True, slots=True)
class SpeakerModels:
    """Opened models: `diarisation` says who speaks when, `embedding` makes of sound numbers alike for one voice."""

    diarisation: Any
    embedding: Any


def has_sherpa() -> bool:
    """Tell whether sherpa-onnx is installed; its core alone, which leaves a folder of that name, does not count."""
    spec = find_spec("sherpa_onnx")
    return spec is not None and spec.origin is not None


def check_models(models: tuple[Path, Path]) -> None:
    """Raise ModelMissingError, naming file and reason, where two models cannot be used. Quick once they are known."""
    if not has_sherpa():
        raise ModelMissingError(_INSTALL)
    for path, kind in zip(models, ("segmentation", "embedding"), strict=True):
        if not path.is_file():
            raise ModelMissingError(f"QA_DIARISATION: there is no file {str(path)!r}; give both model files by path.")
        if problem := _problem(path, kind, path.stat().st_mtime_ns):
            raise ModelMissingError(f"QA_DIARISATION: {path}: {problem} Order: segmentation.onnx,embedding.onnx.")


def record_of_models(models: tuple[Path, Path], *, same_voice: float) -> dict[str, str]:
    """Return what is kept with a recording, so that the same can be heard again."""
    names = ", ".join(f"{path.name} {_sha256(path, path.stat().st_mtime_ns)[:16]}" for path in models)
    return {"diarisation": names, "same_voice": str(same_voice), "sherpa_onnx": version("sherpa-onnx")}


@cache
def open_models(models: tuple[Path, Path], *, threads: int, alike: float) -> SpeakerModels:
    """Open two models that `check_models` found good; pieces less than `alike` are kept apart in the first place."""
    import sherpa_onnx as sherpa

    pyannote = sherpa.OfflineSpeakerSegmentationPyannoteModelConfig(model=str(models[0]))
    embedding = sherpa.SpeakerEmbeddingExtractorConfig(model=str(models[1]), num_threads=threads)
    config = sherpa.OfflineSpeakerDiarizationConfig(
        segmentation=sherpa.OfflineSpeakerSegmentationModelConfig(pyannote=pyannote, num_threads=threads),
        embedding=embedding,
        clustering=sherpa.FastClusteringConfig(num_clusters=-1, threshold=1 - alike),
    )
    return SpeakerModels(sherpa.OfflineSpeakerDiarization(config), sherpa.SpeakerEmbeddingExtractor(embedding))


@cache
def _sha256(path: Path, modified: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@cache
def _problem(path: Path, kind: str, modified: int) -> str | None:
    """Say what is wrong with a file, as it was when last `modified`."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    try:
        session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's errors share no class of their own
        return f"this is no ONNX model that can be opened ({type(error).__name__})."
    told: dict[str, str] = session.get_modelmeta().custom_metadata_map
    return _missing_for_segmentation(told) if kind == "segmentation" else _missing_for_embedding(told)


def _missing_for_segmentation(told: Mapping[str, str]) -> str | None:
    if missing := [name for name in _SEGMENTATION if name not in told]:
        return f"this is no segmentation model as sherpa-onnx reads it; its metadata lacks {', '.join(missing)}."
    if told["sample_rate"] != str(RATE):
        return f"this segmentation model takes sound of {told['sample_rate']} Hz; it has to be {RATE}."
    return None


def _missing_for_embedding(told: Mapping[str, str]) -> str | None:
    framework = told.get("framework", "")
    if framework not in _EMBEDDING:
        said = f"names the framework {framework!r}" if framework else "names no framework"
        return f"this is no embedding model as sherpa-onnx reads it; its metadata {said}, not {', '.join(_EMBEDDING)}."
    if missing := [name for name in _EMBEDDING[framework] if name not in told]:
        return f"this is no embedding model as sherpa-onnx reads it; its metadata lacks {', '.join(missing)}."
    return None
