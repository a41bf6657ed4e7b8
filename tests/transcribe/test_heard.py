"""What an engine heard, cleaned: pauses cut, inventions dropped, words put back to their sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa.domain.transcript import Segment, Word
from transcribe.heard import Heard, HeardWord, mend_joins, to_segments, why_made_up

HELLO = Heard(
    text=" Good morning. How",
    start_s=1.0,
    end_s=4.5,
    words=(HeardWord(" Good", 1.0, 1.3, 0.9), HeardWord(" morning.", 1.3, 2.0, 0.5), HeardWord(" How", 4.0, 4.5, 0.7)),
    log_probability=-0.2,
    no_speech=0.01,
    compression=1.1,
)


def segments(heard: Heard) -> tuple[Segment, ...]:
    return to_segments(heard, channel=1, offset_ms=60_000, end_ms=64_200)


def segment(text: str, *, start_ms: int) -> Segment:
    words = tuple(Word(word, start_ms + 100 * n, start_ms + 100 * n + 100, 0.9) for n, word in enumerate(text.split()))
    return Segment(0, start_ms, words[-1].end_ms, text, words)


def test_a_pause_parts_a_segment() -> None:
    assert [(one.text, one.start_ms) for one in segments(HELLO)] == [("Good morning.", 61_000), ("How", 64_000)]


@pytest.mark.parametrize(
    ("cut", "text"),
    [
        pytest.param((" It", " costs", " 19", ".99", " zł."), "It costs 19.99 zł.", id="a price"),
        pytest.param((" My", " e", "-mail?"), "My e-mail?", id="a hyphen"),
        pytest.param(("สวั", "สดี", "ค่ะ", " ยินดี", "ให้", "บริการ"), "สวัสดีค่ะ ยินดีให้บริการ", id="Thai"),
        pytest.param((".99", " zł"), ".99 zł", id="nothing before"),
    ],
)
def test_words_that_an_engine_cuts_without_a_space_have_none(cut: tuple[str, ...], text: str) -> None:
    words = tuple(HeardWord(one, 1 + n / 10, 1.1 + n / 10, 0.9) for n, one in enumerate(cut))
    (only,) = segments(replace(HELLO, words=words))
    assert only.text == text
    assert [word.text for word in only.words] == [one.strip() for one in cut]


def test_times_never_leave_the_stretch_that_was_heard() -> None:
    assert segments(HELLO)[1].end_ms == 64_200


def test_the_confidence_of_a_segment_is_the_mean_of_its_words() -> None:
    assert segments(HELLO)[0].confidence == pytest.approx(0.7)


def test_what_repeats_itself_is_kept_with_no_confidence() -> None:
    looping = segments(replace(HELLO, compression=3.0))
    assert {word.confidence for one in looping for word in one.words} == {0.0}


def test_text_without_word_times_keeps_the_times_of_the_segment() -> None:
    (only,) = segments(replace(HELLO, words=()))
    assert (only.text, only.start_ms, only.end_ms) == ("Good morning. How", 61_000, 64_200)


@pytest.mark.parametrize(
    ("heard", "made_up"),
    [
        pytest.param(HELLO, False, id="speech"),
        pytest.param(replace(HELLO, no_speech=0.9, log_probability=-1.5), True, id="no speech and unlikely text"),
        pytest.param(replace(HELLO, no_speech=0.9), False, id="no speech, but likely text"),
        pytest.param(replace(HELLO, log_probability=-1.5), False, id="unlikely text, but speech"),
        pytest.param(replace(HELLO, text="Napisy stworzone przez społeczność Amara.org"), True, id="Polish credits"),
        pytest.param(replace(HELLO, text=" Thanks for watching!"), True, id="English credits"),
        pytest.param(replace(HELLO, text="Thanks for calling!"), False, id="thanks of an agent"),
    ],
)
def test_what_why_made_up_on_silence_is_dropped(heard: Heard, made_up: bool) -> None:
    assert (why_made_up(heard) is not None) is made_up
    assert bool(segments(heard)) is not made_up


@pytest.mark.parametrize(
    ("before", "after", "mended"),
    [
        pytest.param("What? You", "should call.", ["What?", "You should call."], id="a word before its sentence"),
        pytest.param("You", "should call.", ["You should call."], id="a word alone"),
        pytest.param("What? You", "Should call.", ["What? You", "Should call."], id="the next is a sentence itself"),
        pytest.param("I was in the", "shop today.", ["I was in the", "shop today."], id="a sentence with a pause"),
        pytest.param("What?", "should call.", ["What?", "should call."], id="nothing astray"),
    ],
)
def test_words_heard_before_a_pause_go_to_the_sentence_they_begin(before: str, after: str, mended: list[str]) -> None:
    found = mend_joins((segment(before, start_ms=0), segment(after, start_ms=5000)))
    assert [one.text for one in found] == mended


def test_a_word_that_goes_to_its_sentence_gets_a_time_there() -> None:
    (_, after) = mend_joins((segment("What? You", start_ms=0), segment("should call.", start_ms=5000)))
    assert (after.start_ms, after.words[0].end_ms) == (4900, 5000)
