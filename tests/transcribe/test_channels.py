"""Which channels are speakers of their own: two people, one person twice, and silence."""

from __future__ import annotations

import numpy as np
import pytest

from tests.transcribe.sounds import CALLS, NAMES, bursts, to_samples, tracks
from transcribe.audio import RATE, Samples, read_tracks
from transcribe.channels import distinct_channels, echoes

VOICE = bursts(seconds=20)
AGENT = bursts(seconds=20, seed=2, on=2, off=3)
CUSTOMER = to_samples(np.roll(bursts(seconds=20, seed=3, on=2, off=3).astype(float), int(2.5 * RATE)))
SILENCE = np.zeros_like(VOICE)


def gain(samples: Samples, decibels: float) -> Samples:
    return to_samples(samples * 10 ** (decibels / 20))


def hiss(samples: Samples, decibels: float) -> Samples:
    level = 8000 * 10 ** (decibels / 20)
    return to_samples(samples + np.random.default_rng(9).normal(0, level, len(samples)))


def mulaw(samples: Samples) -> Samples:
    scaled = np.abs(samples / 32768)
    coded = np.round(127 * np.log1p(255 * scaled) / np.log(256)) / 127
    return to_samples(np.sign(samples) * (256**coded - 1) / 255 * 32768)


@pytest.mark.parametrize(
    ("left", "right", "distinct"),
    [
        pytest.param(VOICE, VOICE, (0,), id="the same sound twice"),
        pytest.param(VOICE, gain(VOICE, -12), (0,), id="the same sound, softer"),
        pytest.param(VOICE, to_samples(-VOICE.astype(float)), (0,), id="the same sound, turned over"),
        pytest.param(VOICE, np.roll(VOICE, 80), (0,), id="the same sound, 5 ms later"),
        pytest.param(VOICE, mulaw(VOICE), (0,), id="the same sound through a telephone codec"),
        pytest.param(VOICE, hiss(VOICE, -30), (0,), id="the same sound with hiss"),
        pytest.param(AGENT, CUSTOMER, (0, 1), id="two people by turns"),
        pytest.param(AGENT, hiss(CUSTOMER, -40), (0, 1), id="two people, one line with hiss"),
        pytest.param(AGENT, gain(CUSTOMER, -25), (0, 1), id="two people, one very soft"),
        pytest.param(
            to_samples(AGENT + 0.2 * CUSTOMER),
            to_samples(CUSTOMER + 0.2 * AGENT),
            (0, 1),
            id="two people and crosstalk",
        ),
        pytest.param(VOICE, bursts(seconds=20, seed=5), (0, 1), id="two people at the same time"),
        pytest.param(VOICE, SILENCE, (0,), id="the right channel is silent"),
        pytest.param(SILENCE, VOICE, (1,), id="the left channel is silent"),
        pytest.param(VOICE, hiss(SILENCE, -60), (0,), id="the right channel is only hiss"),
        pytest.param(SILENCE, SILENCE, (0,), id="nobody speaks at all"),
    ],
)
def test_channels_are_told_apart_by_what_they_hold(left: Samples, right: Samples, distinct: tuple[int, ...]) -> None:
    assert distinct_channels(tracks(left, right)) == distinct


def test_mono_is_one_channel() -> None:
    assert distinct_channels(tracks(VOICE)) == (0,)


def test_a_customer_who_says_one_word_in_a_long_call_is_a_speaker() -> None:
    word = SILENCE.copy()
    word[3 * RATE : 3 * RATE + RATE // 2] = bursts(seconds=0.5, seed=7)
    assert distinct_channels(tracks(np.tile(AGENT, 9), np.concatenate([word, np.tile(SILENCE, 8)]))) == (0, 1)


def test_of_three_channels_a_doubled_one_counts_once() -> None:
    assert distinct_channels(tracks(AGENT, CUSTOMER, gain(AGENT, -6))) == (0, 1)


@pytest.mark.parametrize("name", NAMES)
def test_the_demo_calls_have_two_speakers(name: str) -> None:
    assert distinct_channels(read_tracks(CALLS / f"{name}.flac")) == (0, 1)


@pytest.mark.parametrize("name", NAMES[:2])
def test_a_demo_call_mixed_down_to_two_equal_channels_has_one(name: str) -> None:
    mixed = to_samples(read_tracks(CALLS / f"{name}.flac").samples.sum(axis=1).astype(float))
    assert distinct_channels(tracks(mixed, gain(mixed, -3))) == (0,)


@pytest.mark.parametrize(
    ("own", "other", "is_echo"),
    [
        pytest.param(gain(VOICE, -20), VOICE, True, id="the other speaker, faintly"),
        pytest.param(gain(VOICE, -6), VOICE, False, id="hardly softer: it could be either"),
        pytest.param(gain(bursts(seconds=20, seed=4), -20), VOICE, False, id="a soft word of one's own"),
        pytest.param(SILENCE, VOICE, False, id="silence is no echo"),
    ],
)
def test_an_echo_is_the_same_wave_much_softer(own: Samples, other: Samples, is_echo: bool) -> None:
    assert echoes(own[: RATE // 2], other[: RATE // 2]) is is_echo
