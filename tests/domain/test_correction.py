"""A corrected line keeps the times of its words and the places others pointed at."""

from __future__ import annotations

import pytest

from qa.domain.correction import MovedPlace, move_place, realign_words
from qa.domain.transcript import Word

HEARD = (
    Word("You", 0, 200, 0.9),
    Word("have", 200, 400, 0.8),
    Word("13", 400, 700, 0.4),
    Word("days,", 700, 1000, 0.9),
    Word("madam.", 1400, 1800, 0.9),
)


def aligned(text: str) -> list[tuple[str, int, int, float | None]]:
    return [(one.text, one.start_ms, one.end_ms, one.confidence) for one in realign(text)]


def realign(text: str) -> tuple[Word, ...]:
    return realign_words(HEARD, text, start_ms=0, end_ms=2000)


def test_a_replaced_word_has_the_time_of_the_one_it_replaces() -> None:
    assert aligned("You have 30 days, madam.")[2:4] == [("30", 400, 700, 1.0), ("days,", 700, 1000, 0.9)]


def test_capitals_and_punctuation_change_no_time_and_no_confidence() -> None:
    assert aligned("you have 13 days madam")[3:] == [("days", 700, 1000, 0.9), ("madam", 1400, 1800, 0.9)]


def test_new_words_share_the_pause_they_are_put_into() -> None:
    assert aligned("You have 13 days, dear old madam.")[4:6] == [("dear", 1000, 1228, 1.0), ("old", 1228, 1400, 1.0)]


def test_words_at_the_end_run_to_the_end_of_the_message() -> None:
    assert aligned("You have 13 days, madam. Bye")[-1] == ("Bye", 1800, 2000, 1.0)


def test_two_words_in_place_of_one_share_its_time() -> None:
    assert aligned("You have thir teen days, madam.")[2:4] == [("thir", 400, 550, 1.0), ("teen", 550, 700, 1.0)]


def test_words_taken_out_leave_the_others_where_they_are() -> None:
    assert aligned("You have days, madam.") == [
        ("You", 0, 200, 0.9),
        ("have", 200, 400, 0.8),
        ("days,", 700, 1000, 0.9),
        ("madam.", 1400, 1800, 0.9),
    ]


def test_a_masked_secret_stays_one_word() -> None:
    words = (Word("Card", 0, 100, 0.9), Word("[masked: card number]", 100, 900, 0.9), Word("yes", 900, 1000, 0.9))
    moved = realign_words(words, "The card [masked: card number]. yes", start_ms=0, end_ms=1000)
    assert [(one.text, one.start_ms) for one in moved][2:] == [("[masked: card number].", 100), ("yes", 900)]


def test_thai_words_stay_as_they_were_heard() -> None:
    words = (Word("สวัสดี", 0, 300, 0.9), Word("ครับ", 300, 600, 0.5))
    moved = realign_words(words, "สวัสดีค่ะ", start_ms=0, end_ms=600)
    assert [(one.text, one.start_ms, one.confidence) for one in moved] == [("สวัสดี", 0, 0.9), ("ค่ะ", 300, 1.0)]


def test_a_line_without_times_has_none_after() -> None:
    assert realign_words((), "Hello there", start_ms=0, end_ms=100) == ()


@pytest.mark.parametrize(
    ("after", "start", "end", "moved"),
    [
        pytest.param("refunds take 14 days here", 13, 20, MovedPlace(13, 20, True), id="changed-within"),
        pytest.param("our refunds take 30 days here", 0, 20, MovedPlace(4, 24, False), id="moved"),
        pytest.param("our refunds take 30 days here", 13, 15, MovedPlace(17, 19, False), id="one-word-moved"),
        pytest.param("refunds here", 13, 20, MovedPlace(8, 8, True), id="taken-out"),
        pytest.param("refunds take about 30 days here", 8, 20, MovedPlace(8, 26, True), id="put-in-within"),
        pytest.param("refunds take 130 days here", 13, 15, MovedPlace(13, 16, True), id="whole-words"),
        pytest.param("refunds take 30 days here", 14, 17, MovedPlace(14, 17, False), id="nothing-changed"),
        pytest.param("", 13, 20, MovedPlace(0, 0, True), id="nothing-left"),
    ],
)
def test_a_place_moves_with_its_words(after: str, start: int, end: int, moved: MovedPlace) -> None:
    assert move_place("refunds take 30 days here", after, start=start, end=end) == moved


def test_a_place_in_thai_moves_by_letters() -> None:
    moved = move_place("ยี่สิบวันครับ", "สามสิบวันครับ", start=6, end=9)
    assert "สามสิบวันครับ"[moved.start : moved.end] == "วัน"
