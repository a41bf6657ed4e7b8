"""The optional engine: what it says when it is not installed, or has no model."""

from __future__ import annotations

import importlib.util

import pytest

from qa.errors import ModelMissingError
from qa.ports import TranscriptionRequest
from tests.transcribe.sounds import CALLS, MODEL, OPENAI_MODEL
from transcribe.engines.openai_whisper import OpenaiWhisper


def test_without_the_extra_it_names_it() -> None:
    if importlib.util.find_spec("whisper"):
        pytest.skip("openai-whisper is installed here")
    with pytest.raises(ModelMissingError, match=r"plumbline-qa\[openai-whisper\]"):
        OpenaiWhisper().transcribe(TranscriptionRequest(CALLS / "en-3-rude.flac", model=str(OPENAI_MODEL)))


@pytest.mark.openai_whisper
@pytest.mark.parametrize(
    ("model", "said"),
    [
        pytest.param(None, "QA_WHISPER_MODEL", id="no model is set"),
        pytest.param(str(MODEL), "no .pt file", id="a folder of the other engine"),
        pytest.param("enormous", "Sizes: tiny, base", id="no such size"),
    ],
)
def test_without_a_model_it_says_what_to_do(model: str | None, said: str) -> None:
    assert said in (OpenaiWhisper().missing(model) or "")


@pytest.mark.openai_whisper
@pytest.mark.parametrize("model", ["small", "small.en", "large-v3-turbo", str(OPENAI_MODEL)])
def test_sizes_and_files_are_models(model: str) -> None:
    assert OpenaiWhisper().missing(model) is None
