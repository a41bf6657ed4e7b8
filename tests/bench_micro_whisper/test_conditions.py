"""One call is heard in every condition with the same true words."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from bench.micro_whisper.composing import Call, TrueTurn, TrueWord
from bench.micro_whisper.conditions import CONDITIONS, Heard, hear_all, hear_at_once, hear_by_telephone, hear_nobody
from bench.micro_whisper.scripts import Script
from bench.micro_whisper.speech import RATE, Sound

SCRIPT = Script("en-heard-1", "en", "a made call", {}, ())
TURNS = (TrueTurn("agent", (TrueWord("Hello.", 0.0, 1.0),), True),)


def tone(start_s: float, end_s: float, *, pitch: float) -> Sound:
    """Make six seconds of silence with a tone in them."""
    times = np.arange(6 * RATE) / RATE
    return (0.3 * np.sin(2 * np.pi * pitch * times) * ((start_s <= times) & (times < end_s))).astype(np.float32)


@pytest.fixture
def call() -> Call:
    """A call in which the agent whistles first, then nobody, then the customer."""
    return Call(SCRIPT, (tone(0, 1, pitch=500), tone(5, 6, pitch=900)), TURNS, waits=((1.0, 5.0),))


@pytest.fixture
def heard(call: Call) -> dict[str, Heard]:
    """The call in every condition."""
    return {one.condition: one for one in hear_all(call, seed=1)}


def level(sound: Sound, start_s: float, end_s: float) -> float:
    return float(np.sqrt(np.square(sound[int(start_s * RATE) : int(end_s * RATE)]).mean()))


def test_every_condition_has_the_same_words_and_length(heard: dict[str, Heard]) -> None:
    assert list(heard) == list(CONDITIONS)
    assert {one.seconds for one in heard.values()} == {6.0}
    assert {one.turns for one in heard.values()} == {TURNS}


def test_a_telephone_line_is_written_at_8_khz_and_passes_no_high_sound(heard: dict[str, Heard], call: Call) -> None:
    assert heard["telephone"].rate == 8000
    narrow = hear_by_telephone(replace(call, channels=(tone(0, 6, pitch=6000), tone(0, 6, pitch=1000))), 1)
    assert level(narrow.channels[0], 1, 5) < 0.01 * level(narrow.channels[1], 1, 5)


@pytest.mark.parametrize("snr_db", [20, 10, 5])
def test_noise_is_as_far_below_speech_as_stated(heard: dict[str, Heard], call: Call, snr_db: int) -> None:
    noisy = heard[f"noise-{snr_db}-db"].channels[0]
    noise = level(noisy - call.channels[0], 0, 6)
    assert 20 * np.log10(level(call.channels[0], 0, 1) / noise) == pytest.approx(snr_db, abs=0.5)


def test_every_other_speaker_cuts_in_and_keeps_their_words(call: Call) -> None:
    turns = (
        TrueTurn("agent", (TrueWord("Hello.", 1.0, 3.0),), True),
        TrueTurn("customer", (TrueWord("Hi.", 3.4, 5.0),), True),
        TrueTurn("agent", (TrueWord("Well.", 5.4, 5.8),), True),
    )
    channels = (tone(1, 3, pitch=500) + tone(5.4, 5.8, pitch=500), tone(3.4, 5, pitch=900))
    heard = hear_at_once(replace(call, channels=channels, turns=turns), 1)
    assert [(turn.text, round(turn.words[0].start_s, 2)) for turn in heard.turns] == [
        ("Hello.", 1.0),
        ("Hi.", 1.8),
        ("Well.", 3.8),
    ]
    assert level(heard.channels[1], 1.9, 3.3) == pytest.approx(level(channels[1], 3.5, 4.9), rel=0.01)
    assert level(heard.channels[1], 3.6, 6) == 0


def test_music_plays_only_while_somebody_holds(heard: dict[str, Heard], call: Call) -> None:
    with_music = heard["hold-music"]
    assert [(one.start_s, one.end_s) for one in with_music.music] == [(1.4, 4.6)]
    assert level(with_music.channels[0], 1.4, 4.6) > 0.01
    assert np.array_equal(with_music.channels[0][: int(1.3 * RATE)], call.channels[0][: int(1.3 * RATE)])


def test_crosstalk_leaks_20_db_softer(heard: dict[str, Heard]) -> None:
    agent, customer = heard["crosstalk"].channels
    assert 20 * np.log10(level(agent, 0, 1) / level(customer, 0.1, 1)) == pytest.approx(20, abs=0.2)


def test_mono_is_both_in_one_channel(heard: dict[str, Heard], call: Call) -> None:
    (mixed,) = heard["mono"].channels
    assert np.allclose(mixed, call.channels[0] + call.channels[1])


def test_the_same_seed_gives_the_same_sound(call: Call) -> None:
    again = [[one.channels for one in hear_all(call, seed=3)] for _ in range(2)]
    assert all(
        np.array_equal(a, b) for first, second in zip(*again, strict=True) for a, b in zip(first, second, strict=True)
    )


@pytest.mark.parametrize("sound", list(hear_nobody(1)), ids=lambda one: one.script.id)
def test_nobody_speaks_in_half_a_minute_of_music_or_silence(sound: Heard) -> None:
    assert sound.turns == ()
    assert sound.seconds == 30
    assert float(np.abs(sound.channels[0]).max()) <= 1
    assert level(sound.channels[1], 0, 30) < 1e-4
