"""Where somebody speaks, and where long calls are cut."""

from __future__ import annotations

import numpy as np
import pytest

from tests.transcribe.sounds import CALLS, bursts, tracks
from transcribe.audio import RATE, read_tracks
from transcribe.speech import cut_stretches, find_speech, join_speech, length_s


def test_a_short_call_is_one_stretch() -> None:
    assert list(cut_stretches(tracks(bursts(seconds=5)), 0)) == [(0, 5 * RATE)]


def test_a_long_call_is_cut_where_nobody_speaks_and_nothing_is_lost() -> None:
    sound = bursts(seconds=300, on=7, off=1)
    stretches = list(cut_stretches(tracks(sound), 0, longest_s=100))
    assert [start for start, _ in stretches[1:]] == [stop for _, stop in stretches[:-1]]
    assert (stretches[0][0], stretches[-1][1]) == (0, len(sound))
    assert max(stop - start for start, stop in stretches) <= 100 * RATE
    assert all(not sound[stop - 100 : stop + 100].any() for _, stop in stretches[:-1])


def test_silence_holds_no_speech() -> None:
    assert find_speech(np.zeros(10 * RATE, dtype=np.float32), pause_ms=500) == ()


def test_nothing_at_all_holds_no_speech() -> None:
    assert find_speech(np.zeros(0, dtype=np.float32), pause_ms=500) == ()


def test_speech_is_found_where_the_true_words_are() -> None:
    waveform = read_tracks(CALLS / "pl-2-dead-air.flac").waveform(0)
    spans = find_speech(waveform, pause_ms=500)
    silent = [(24.5, 45.0), (51.5, 65.5)]
    assert not any(start / RATE < end and stop / RATE > begin for start, stop in spans for begin, end in silent)
    assert 15 < length_s(spans) < 40


def test_joined_speech_is_as_long_as_its_spans() -> None:
    waveform = np.arange(100, dtype=np.float32)
    assert join_speech(waveform, ((0, 2), (50, 53))).tolist() == [0, 1, 50, 51, 52]
    assert len(join_speech(waveform, ())) == 0


@pytest.mark.parametrize("longest_s", [5.0, 10.0])
def test_no_span_is_longer_than_an_engine_can_hear(longest_s: float) -> None:
    waveform = read_tracks(CALLS / "pl-1-excellent.flac").waveform(0)
    spans = find_speech(waveform, pause_ms=2000, longest_s=longest_s)
    assert max(stop - start for start, stop in spans) <= (longest_s + 1) * RATE
