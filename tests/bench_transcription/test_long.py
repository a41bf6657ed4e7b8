"""A call of hours is put together of short ones whose words keep their true times."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np

from bench.transcription_parts.calls import AGENT, SpokenWord
from bench.transcription_parts.long import Part, write_long_call
from transcribe.audio import RATE


def test_words_move_with_their_call_and_those_cut_off_are_left_out(tmp_path: Path) -> None:
    noise = np.random.default_rng(1).integers(-9000, 9000, (2 * RATE, 2)).astype(np.int16)
    part = Part(noise, (SpokenWord("yes", 500, 900, AGENT),))
    said = write_long_call(tmp_path / "long.flac", [part, part, part, part], seconds=4.5)
    assert [(word.start_ms, word.end_ms) for word in said] == [(500, 900), (2500, 2900)]
    with av.open(str(tmp_path / "long.flac")) as file:
        frames = list(file.decode(audio=0))
    assert (frames[0].sample_rate, frames[0].layout.nb_channels) == (8000, 2)
    assert abs(sum(frame.samples for frame in frames) / 8000 - 4.5) < 0.01
