"""The copy people hear is silent where a secret is said and the same elsewhere."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from qa.domain.call import Stretch
from tests.transcribe.sounds import CALLS, bursts, write_wav
from transcribe.audio import RATE, read_tracks
from transcribe.silencing import silence


@pytest.mark.parametrize("rate", [8000, 16000])
def test_the_stretch_is_silent_in_every_channel_and_nothing_else_is(tmp_path: Path, rate: int) -> None:
    sound = bursts(seconds=4, off=0.0)[: 4 * rate] if rate < RATE else bursts(seconds=4, off=0.0)
    original = write_wav(tmp_path / "a.wav", sound, sound, rate=rate)
    silence(original, tmp_path / "kept/copy.flac", stretches=[Stretch(1_000, 2_000)])
    before, after = read_tracks(original), read_tracks(tmp_path / "kept/copy.flac")
    assert (after.channels, after.sample_rate, len(after.samples)) == (2, rate, len(before.samples))
    assert np.abs(after.samples[round(1.01 * RATE) : round(1.99 * RATE)]).max() == 0
    assert np.array_equal(after.samples[: round(0.99 * RATE)], before.samples[: round(0.99 * RATE)])
    assert np.array_equal(after.samples[round(2.01 * RATE) :], before.samples[round(2.01 * RATE) :])


def test_a_demo_call_keeps_its_length(tmp_path: Path) -> None:
    original = CALLS / "en-3-rude.flac"
    silence(original, tmp_path / "copy.flac", stretches=[Stretch(10_000, 12_000)])
    assert read_tracks(tmp_path / "copy.flac").duration_ms == read_tracks(original).duration_ms


def test_nothing_half_written_is_left_where_the_original_is_no_sound(tmp_path: Path) -> None:
    original = tmp_path / "a.wav"
    original.write_bytes(b"Hello" * 100)
    with pytest.raises(Exception, match="has no WAV header"):
        silence(original, tmp_path / "kept/copy.flac", stretches=[Stretch(0, 10)])
    assert list((tmp_path / "kept").iterdir()) == []
