"""Measures of a call are counted from the times of its words."""

from __future__ import annotations

import pytest

from qa.domain.call import CallMeasures, Mark, MarkKind, Stretch, measure_call
from qa.domain.conversation import Message, Role
from qa.domain.transcript import Word

AGENT, CUSTOMER = Role.AGENT, Role.CUSTOMER


def _said(role: Role, start_ms: int, end_ms: int, *, words: int = 4) -> Message:
    return Message(role=role, text=" ".join(["word"] * words), start_ms=start_ms, end_ms=end_ms)


def _measure(*messages: Message, duration_ms: int | None = None, marks: tuple[Mark, ...] = ()) -> CallMeasures:
    measures = measure_call(messages, duration_ms=duration_ms, marks=marks)
    assert measures is not None
    return measures


def test_talk_and_share_count_each_speaker() -> None:
    measures = _measure(_said(AGENT, 0, 15_000, words=30), _said(CUSTOMER, 15_000, 20_000))
    assert [(one.role, one.talk_ms, one.share, one.words_per_minute) for one in measures.speakers] == [
        (AGENT, 15_000, 0.75, 120.0),
        (CUSTOMER, 5_000, 0.25, None),
    ]


def test_a_silence_belongs_to_whoever_ends_it() -> None:
    measures = _measure(_said(CUSTOMER, 0, 4_000), _said(AGENT, 14_000, 16_000), duration_ms=20_000)
    assert measures.silences == (Stretch(4_000, 14_000, AGENT), Stretch(16_000, 20_000, None))
    assert (measures.silence_of(AGENT), measures.longest_silence_ms) == (10_000, 10_000)


def test_hold_is_not_silence() -> None:
    music = Mark(MarkKind.MUSIC, 4_500, 13_500)
    measures = _measure(_said(CUSTOMER, 0, 4_000), _said(AGENT, 14_000, 16_000), marks=(music,))
    assert (measures.silences, measures.hold_ms) == ((), 9_000)


def test_an_announcement_is_neither_silence_nor_hold() -> None:
    spoken = Mark(MarkKind.ANNOUNCEMENT, 0, 6_000)
    measures = _measure(_said(AGENT, 6_000, 9_000), marks=(spoken,))
    assert (measures.silences, measures.hold_ms) == ((), 0)


@pytest.mark.parametrize(
    ("start_ms", "end_ms", "words", "interrupts"),
    [
        pytest.param(3_000, 7_000, 6, True, id="cuts in and goes on"),
        pytest.param(4_700, 7_000, 6, False, id="begins as the other ends"),
        pytest.param(3_000, 4_000, 6, False, id="gives way"),
        pytest.param(3_000, 7_000, 1, False, id="mhm"),
    ],
)
def test_an_interruption_takes_the_floor(start_ms: int, end_ms: int, words: int, interrupts: bool) -> None:
    measures = _measure(_said(CUSTOMER, 0, 5_000), _said(AGENT, start_ms, end_ms, words=words))
    agent = next(one for one in measures.speakers if one.role is AGENT)
    assert bool(agent.interruptions) is interrupts


@pytest.mark.parametrize(
    ("text", "interrupts"),
    [
        pytest.param("ดิฉันขอตรวจสอบให้ก่อนนะคะ", True, id="a sentence"),
        pytest.param("ค่ะ ค่ะ", False, id="yes, yes"),
    ],
)
def test_thai_is_measured_without_counting_words(text: str, interrupts: bool) -> None:
    agent = Message(role=AGENT, text=text, start_ms=3_000, end_ms=17_000)
    measures = _measure(Message(role=CUSTOMER, text="สินค้ายังไม่มาเลยค่ะ", start_ms=0, end_ms=5_000), agent)
    assert bool(measures.speakers[0].interruptions) is interrupts
    assert measures.speakers[0].words_per_minute is None


def test_overtalk_is_counted_once_and_short_touches_are_not() -> None:
    measures = _measure(_said(CUSTOMER, 0, 5_000), _said(AGENT, 4_000, 9_000), _said(CUSTOMER, 8_900, 12_000))
    assert measures.overtalk == (Stretch(4_000, 5_000),)


def test_a_pause_between_words_is_not_talk() -> None:
    words = (Word("Dzień", 0, 500), Word("dobry", 600, 1_000), Word("Halo", 6_000, 6_500))
    message = Message(role=AGENT, text="Dzień dobry Halo", start_ms=0, end_ms=6_500, words=words)
    measures = _measure(message)
    assert (measures.speakers[0].talk_ms, measures.silences) == (1_500, (Stretch(1_000, 6_000, AGENT),))


def test_a_response_gap_runs_from_the_others_end() -> None:
    measures = _measure(_said(CUSTOMER, 0, 4_000), _said(AGENT, 5_500, 9_000), _said(CUSTOMER, 8_800, 9_500))
    gaps = {one.role: one.median_response_ms for one in measures.speakers}
    assert gaps == {AGENT: 1_500, CUSTOMER: None}


def test_a_conversation_without_times_has_no_measures() -> None:
    assert measure_call([Message(role=AGENT, text="Dzień dobry")]) is None
