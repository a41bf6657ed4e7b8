"""Recorded voices are nobody's words: known by what they say, or by being heard twice in the same sound."""

from __future__ import annotations

import numpy as np
import pytest

from qa.domain.conversation import Role
from qa.domain.transcript import Segment
from tests.transcribe.sounds import bursts, to_samples, tracks
from transcribe.audio import RATE, Tracks
from transcribe.recorded import announcements, credits, set_apart


def segment(text: str, start_s: float, *, channel: int = 0) -> Segment:
    return Segment(channel, round(start_s * 1000), round(start_s * 1000) + 2_000, text)


def line(*repeats_at_s: float) -> Tracks:
    """Make a minute of sound of two channels; the first two seconds come again where asked."""
    own = bursts(seconds=60, off=0.0).astype(float)
    for repeat_s in repeats_at_s:
        start = int(repeat_s * RATE) + 700
        own[start : start + 2 * RATE] = own[: 2 * RATE]
    return tracks(to_samples(own), bursts(seconds=60, seed=2))


def system(*segments: Segment, sound: Tracks | None = None) -> list[str]:
    apart, _ = set_apart(segments, sound or line())
    return [one.text for one in apart if one.role is Role.SYSTEM]


@pytest.mark.parametrize(
    "text",
    [
        "For English, press one.",
        "All of our agents are busy at the moment.",
        "Wszyscy konsultanci są obecnie zajęci.",
        "Aby złożyć reklamację, wybierz 2.",
        "Para falar com um atendente, digite 2.",
        "A sua chamada é importante para nós.",
        "جميع موظفينا مشغولون حاليا",
        "สำหรับภาษาไทย กด 1",
    ],
)
def test_menus_and_waiting_messages_are_recorded_voices(text: str) -> None:
    assert system(segment(text, 1), segment("Good morning, this is Anna.", 20)) == [text]


def test_a_notice_before_a_menu_belongs_to_it_and_a_greeting_after_it_does_not() -> None:
    said = ("This call may be recorded.", "For support, press two.", "Thank you for calling, this is Anna.")
    assert system(*(segment(text, 3.0 * n) for n, text in enumerate(said))) == list(said[:2])


@pytest.mark.parametrize(
    "text",
    [
        "This call may be recorded, I have to tell you.",
        "Could you press the button on the back?",
        "Proszę wybrać rozmiar M.",
        "Rozmowa jest nagrywana, czy wyraża pani zgodę?",
        "Obrigada pela sua chamada.",
        "กดที่ปุ่มสั่งซื้อได้เลยค่ะ",
    ],
)
def test_what_an_agent_says_stays_the_agents(text: str) -> None:
    assert system(segment("Good morning.", 0), segment(text, 3)) == []


def test_the_very_same_sound_twice_is_a_recording() -> None:
    said = (segment("We will be with you in a moment.", 0), segment("We will be with you in a moment.", 30))
    assert len(system(*said, sound=line(30))) == 2


def test_a_message_heard_all_the_time_is_known_each_time() -> None:
    starts = [float(start) for start in range(3, 57, 3)]
    said = [segment("We will be with you in a moment.", start) for start in (0, *starts)]
    assert len(system(*said, sound=line(*starts))) == 19


def test_somebody_who_repeats_a_sentence_is_no_recording() -> None:
    said = (segment("We will be with you in a moment.", 0), segment("We will be with you in a moment.", 30))
    assert system(*said) == []


def test_each_recorded_voice_has_a_mark_with_its_reason() -> None:
    _, (mark,) = set_apart((segment("For English, press one.", 1),), line())
    assert (mark.start_ms, mark.end_ms, mark.reason) == (1_000, 3_000, "says what menus and waiting messages say")


def test_the_phrases_are_written_as_they_are_looked_for() -> None:
    phrases = (*announcements().menu, *announcements().notice, *credits().anywhere, *credits().alone)
    assert [phrase for phrase in phrases if phrase != " ".join(phrase.casefold().split())] == []
    assert np.unique(phrases).size == len(phrases)
