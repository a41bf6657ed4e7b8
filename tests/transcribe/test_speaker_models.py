"""A model file that cannot be used is named before it can end the process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from qa.errors import ModelMissingError
from tests.transcribe.sounds import SPEAKER_MODELS
from transcribe.speaker_models import check_models, record_of_models

SEGMENTATION, EMBEDDING = SPEAKER_MODELS

pytestmark = pytest.mark.diarisation


def test_the_demos_models_can_be_used() -> None:
    check_models(SPEAKER_MODELS)


@pytest.mark.parametrize(
    ("models", "problem"),
    [
        pytest.param((Path("/nowhere/a.onnx"), EMBEDDING), "there is no file '/nowhere/a.onnx'", id="not there"),
        pytest.param((Path(__file__), EMBEDDING), "no ONNX model that can be opened", id="no model"),
        pytest.param((EMBEDDING, SEGMENTATION), "no segmentation model", id="in the wrong order"),
        pytest.param((SEGMENTATION, SEGMENTATION), "names no framework", id="twice the first"),
    ],
)
def test_a_file_that_is_no_such_model_is_named(models: tuple[Path, Path], problem: str) -> None:
    with pytest.raises(ModelMissingError, match="QA_DIARISATION") as raised:
        check_models(models)
    assert problem in str(raised.value)


def test_a_model_that_is_cut_off_is_named(tmp_path: Path) -> None:
    cut = tmp_path / "segmentation.onnx"
    cut.write_bytes(SEGMENTATION.read_bytes()[:100_000])
    with pytest.raises(ModelMissingError, match="cannot|no ONNX model"):
        check_models((cut, EMBEDDING))


def test_sherpa_alone_would_end_the_process() -> None:
    """Should this fail one day, sherpa-onnx raises by itself, and `check_models` may go."""
    code = (
        "import sherpa_onnx as s, sys;"
        "p = s.OfflineSpeakerSegmentationPyannoteModelConfig(model=sys.argv[1]);"
        "e = s.SpeakerEmbeddingExtractorConfig(model=sys.argv[2]);"
        "c = s.OfflineSpeakerSegmentationModelConfig(pyannote=p);"
        "d = s.OfflineSpeakerDiarizationConfig(segmentation=c, embedding=e, clustering=s.FastClusteringConfig());"
        "\ntry: s.OfflineSpeakerDiarization(d)\nexcept BaseException: sys.exit(7)"
    )
    done = subprocess.run([sys.executable, "-c", code, EMBEDDING, SEGMENTATION], capture_output=True, check=False)
    assert done.returncode == 255


def test_what_was_used_is_kept_with_the_recording() -> None:
    record = record_of_models(SPEAKER_MODELS, same_voice=0.5)
    assert record["diarisation"].startswith("segmentation.onnx ")
    assert record["same_voice"] == "0.5"
