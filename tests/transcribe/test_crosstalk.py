"""Words that leaked through the line are taken out whole; what a speaker says over the other stays."""

from __future__ import annotations

import numpy as np

from qa.domain.transcript import Segment, Word
from tests.transcribe.sounds import bursts, to_samples, tracks
from transcribe.audio import RATE, Tracks
from transcribe.crosstalk import without_crosstalk

SPOKEN = bursts(seconds=6, off=0.0)


def line(*, own: bool = False, hiss: float = 0.0) -> Tracks:
    """Make a channel that hears the other 26 dB softer; in its last two seconds somebody may speak there too."""
    faint = SPOKEN / 20 + np.random.default_rng(3).normal(0, hiss, len(SPOKEN))
    if own:
        faint[4 * RATE :] += bursts(seconds=2, off=0.0, seed=9)
    return tracks(to_samples(faint), SPOKEN)


def segment(*texts: str, step_ms: int = 500) -> Segment:
    words = tuple(Word(text, place * step_ms, (place + 1) * step_ms, 0.9) for place, text in enumerate(texts))
    return Segment(0, 0, words[-1].end_ms, " ".join(texts), words)


def test_a_leaked_sentence_is_taken_out_with_one_mark() -> None:
    kept, (mark,) = without_crosstalk([segment("I", "want", "my", "money", "back")], line(), (0, 1))
    assert (kept, mark.text) == ([], "I want my money back")


def test_a_short_word_beside_leaked_ones_goes_with_them() -> None:
    sound = line()
    sound.samples[: RATE // 2, 0] = np.random.default_rng(5).normal(0, 300, RATE // 2).astype(np.int16)
    kept, (mark,) = without_crosstalk([segment("I", "want", "my", "money", "back")], sound, (0, 1))
    assert (kept, mark.text) == ([], "I want my money back")


def test_a_leaked_word_that_is_heard_too_early_is_taken_out() -> None:
    quiet = np.zeros(RATE, dtype=np.int16)
    sound = tracks(np.concatenate([quiet, line().samples[:, 0]]), np.concatenate([quiet, SPOKEN.astype(np.int16)]))
    early = Segment(0, 650, 950, "I", (Word("I", 800, 950, 0.9),))
    assert without_crosstalk([early], sound, (0, 1))[0] == []


def test_what_is_said_over_the_other_stays() -> None:
    said = segment("a", "b", "c", "d", "e", "f", "g", "h", "yes", "it", "is")
    kept, _ = without_crosstalk([said], line(own=True), (0, 1))
    assert [one.text for one in kept] == ["yes it is"]


def test_speech_with_nothing_leaked_stays_as_it_is() -> None:
    said = [segment("Good", "morning")]
    kept, marks = without_crosstalk(said, tracks(bursts(seconds=6, seed=2), bursts(seconds=6, seed=4)), (0, 1))
    assert (kept, marks) == (said, [])
