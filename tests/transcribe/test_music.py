"""Music and signals are found and speech is not taken for them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from tests.transcribe import tunes
from tests.transcribe.sounds import CALLS, NAMES
from transcribe.audio import RATE, Samples, Waveform, read_tracks
from transcribe.music import find_music, outside
from transcribe.speech import Span, find_speech


def wave(samples: Samples) -> Waveform:
    return samples.astype(np.float32) / np.float32(32768)


def music_in(waveform: Waveform) -> tuple[Span, ...]:
    return find_music(waveform, find_speech(waveform, pause_ms=500))


@pytest.mark.parametrize("tune", [tunes.pad, tunes.plucked, tunes.beat, tunes.ringing], ids=lambda tune: tune.__name__)
def test_music_and_ringing_are_found(tune: Callable[[float], Samples]) -> None:
    found = music_in(wave(tune(30)))
    assert sum(stop - start for start, stop in found) > 20 * RATE


@pytest.mark.parametrize("sound", [tunes.hum, tunes.noise], ids=lambda sound: sound.__name__)
def test_hum_and_hiss_are_no_music(sound: Callable[[float], Samples]) -> None:
    assert music_in(wave(sound(30))) == ()


@pytest.mark.parametrize("name", NAMES)
def test_nothing_anybody_says_is_music(name: str) -> None:
    tracks = read_tracks(CALLS / f"{name}.flac")
    assert [music_in(tracks.waveform(channel)) for channel in (0, 1)] == [(), ()]


def test_music_ends_where_speech_begins() -> None:
    speech = read_tracks(CALLS / "en-1-excellent.flac").waveform(0)[: 20 * RATE]
    (found,) = music_in(np.concatenate([wave(tunes.plucked(20)), np.zeros(RATE // 2, np.float32), speech]))
    assert found[0] < RATE and 18 * RATE < found[1] <= 21 * RATE


def test_silence_around_music_is_not_part_of_it() -> None:
    silence = np.zeros(5 * RATE, np.float32)
    (found,) = music_in(np.concatenate([silence, wave(tunes.plucked(20)), silence]))
    assert abs(found[0] - 5 * RATE) < RATE // 2 and abs(found[1] - 25 * RATE) < RATE // 2


def test_speech_within_music_is_not_heard_and_other_speech_is() -> None:
    assert outside(((0, 10), (20, 30)), ((19, 40),)) == ((0, 10),)
