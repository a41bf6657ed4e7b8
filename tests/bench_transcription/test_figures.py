"""Words, word times, speakers and inventions are counted as they are defined."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.transcription_parts.calls import AGENT, CUSTOMER, UNKNOWN, SpokenWord, TrueCall
from bench.transcription_parts.conditions import words_in_music
from bench.transcription_parts.speakers import OvertalkFigures, SpeakerFigures
from bench.transcription_parts.words import WordFigures


def words(text: str, *, start_ms: int = 0, speaker: int = AGENT) -> tuple[SpokenWord, ...]:
    """Say a word every half second, without pauses."""
    return tuple(
        SpokenWord(word, start_ms + 500 * place, start_ms + 500 * (place + 1), speaker)
        for place, word in enumerate(text.split())
    )


@pytest.mark.parametrize(
    ("heard", "error"),
    [
        pytest.param("Your order is here.", 0.0, id="right"),
        pytest.param("your Order is here", 0.0, id="case and punctuation do not count"),
        pytest.param("Your order was here.", 0.25, id="another word"),
        pytest.param("Your order is", 0.25, id="a word missing"),
        pytest.param("Your order is not here.", 0.25, id="a word too many"),
        pytest.param("", 1.0, id="nothing"),
    ],
)
def test_word_error_is_wrong_words_by_true_words(heard: str, error: float) -> None:
    figures = WordFigures()
    figures.add(words("Your order is here."), words(heard))
    assert figures.error == error


def test_words_of_the_wrong_speaker_are_wrong_where_speakers_are_told_apart() -> None:
    true, heard = words("Yes, thank you."), words("Yes, thank you.", speaker=CUSTOMER)
    apart, mono = WordFigures(), WordFigures()
    apart.add_call(true, heard, is_mono=False)
    mono.add_call(true, heard, is_mono=True)
    assert (apart.error, mono.error) == (2.0, 0.0)


def test_word_times_are_compared_for_words_heard_right() -> None:
    figures = WordFigures()
    figures.add(words("Your order is here."), words("Your order was here.", start_ms=80))
    record = figures.as_record()
    assert (record["start_error_median_ms"], record["end_error_median_ms"]) == (80, 80)
    assert len(figures.starts) == 3


@pytest.mark.parametrize(
    ("speaker", "part"),
    [
        pytest.param(AGENT, "", id="the right speaker"),
        pytest.param(CUSTOMER, "confused", id="the other speaker"),
        pytest.param(UNKNOWN, "missed", id="a speaker nobody knows"),
    ],
)
def test_time_of_the_wrong_speaker_is_diarisation_error(speaker: int, part: str) -> None:
    figures = SpeakerFigures()
    figures.add_call(words("one two three four"), words("one two three four", speaker=speaker))
    record = figures.as_record()
    assert record["seconds"] == 1.5
    assert record["error"] == (1.0 if part else 0.0)
    assert not part or record[part] == 1.0


def test_a_quarter_of_a_second_around_true_edges_is_left_out() -> None:
    figures = SpeakerFigures()
    figures.add_call(words("one two three four"), words("one two three four", start_ms=200))
    assert figures.as_record()["error"] == 0.0


def test_speech_where_nobody_speaks_is_a_false_alarm() -> None:
    figures = SpeakerFigures()
    figures.add_call(words("one two three four"), words("one two three four five six seven"))
    assert figures.as_record()["false_alarm"] == pytest.approx(1.25 / 1.5, abs=0.01)


def test_words_are_in_music_where_their_middle_is() -> None:
    call = TrueCall(Path("a.flac"), "hold-music", "en", (), ((1000, 2000),), is_mono=False, is_heard_voice=True)
    heard = words("a b c d e")
    assert [word.text for word in words_in_music(call, heard)] == ["c", "d"]


def test_overtalk_is_told_in_seconds_true_found_and_both() -> None:
    said = (*words("one two three four"), *words("five six", start_ms=1000, speaker=CUSTOMER))
    figures = OvertalkFigures()
    figures.add_call(said, (*words("one two three four"), *words("five six", start_ms=1500, speaker=CUSTOMER)))
    assert figures.as_record() == {"true_s": 1.0, "found_s": 0.5, "both_s": 0.5}
