"""Waiting on the line: measured silence and hold, who was told, and customers who ask whether anybody is there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa.domain.call import Mark, MarkKind, Stretch
from qa.domain.conversation import Conversation, Message, Recording, Role
from qa.domain.finding import Verdict
from qa.domain.waits import measures_of_call
from tests.checks.kinds.build import judge, quotes, use
from tests.checks.kinds.test_times import spoken

HOLD = use("hold-request")
AGENT_ENDS = (("agent", "Hm.", 0, 2), ("agent", "I have it.", 35, 37))


def _with(said: Conversation, *marks: tuple[MarkKind, int, int]) -> Conversation:
    found = tuple(Mark(kind, 1000 * start, 1000 * end) for kind, start, end in marks)
    return replace(said, recording=Recording("call.flac", marks=found, duration_ms=300_000))


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        pytest.param(spoken(*AGENT_ENDS), Verdict.NEEDS_HUMAN, id="between the two bars"),
        pytest.param(spoken(("agent", "Hm.", 0, 2), ("agent", "Yes.", 20, 21)), Verdict.PASS, id="under both"),
        pytest.param(
            spoken(("agent", "One moment please.", 0, 2), ("agent", "Yes.", 35, 36)), Verdict.PASS, id="announced"
        ),
        pytest.param(
            _with(spoken(*AGENT_ENDS), (MarkKind.MUSIC, 3, 34)), Verdict.PASS, id="music for so long is no silence"
        ),
    ],
)
def test_from_some_seconds_of_silence_on_a_person_decides(said: Conversation, verdict: Verdict) -> None:
    assert judge("silence", said, seconds=60, doubtful_seconds=20, unless=HOLD).verdict is verdict


def test_silence_and_music_one_after_the_other_are_one_wait() -> None:
    said = spoken(
        ("agent", "Hm.", 0, 2), ("system", "Your call is important to us.", 40, 44), ("agent", "Yes.", 82, 83)
    )
    held = _with(said, (MarkKind.MUSIC, 10, 40), (MarkKind.ANNOUNCEMENT, 40, 44), (MarkKind.MUSIC, 44, 75))
    result = judge("silence", held, message={"en": "{seconds} s"}, seconds=60, unless=HOLD)
    assert (result.verdict, quotes(result), result.findings[0].explanation) == (Verdict.FAIL, ["Hm."], "80 s")


def test_the_stored_measures_count_and_not_the_times_of_messages() -> None:
    said = _with(spoken(("agent", "Hm.", 0, 2), ("agent", "Yes.", 90, 92)))
    measures = measures_of_call(said)
    assert said.recording and measures
    talked = replace(measures, silences=(Stretch(50_000, 90_000, Role.AGENT),))
    known = replace(said, recording=replace(said.recording, measures=talked))
    assert judge("silence", said, seconds=60, unless=HOLD).verdict is Verdict.FAIL
    assert judge("silence", known, seconds=60, unless=HOLD).verdict is Verdict.PASS


def test_a_word_of_the_customers_within_a_long_line_of_the_agents_begins_no_silence() -> None:
    said = spoken(("agent", "Let me tell you all of it.", 0, 70), ("customer", "Mhm.", 5, 6), ("agent", "So.", 75, 76))
    assert judge("silence", said, seconds=60, unless=HOLD).verdict is Verdict.PASS


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        pytest.param("Anna", "Jan", Verdict.PASS, id="another agent goes on"),
        pytest.param("Anna", "Anna", Verdict.FAIL, id="the same agent goes on"),
        pytest.param(None, "Jan", Verdict.FAIL, id="nobody knows who"),
    ],
)
def test_the_queue_of_the_next_agent_is_nobodys(first: str | None, second: str, verdict: Verdict) -> None:
    here, there = spoken(("agent", "Hm.", 0, 2), ("agent", "Good morning.", 90, 92)).messages
    said = replace(spoken(("agent", "", 0, 0)), messages=(replace(here, author=first), replace(there, author=second)))
    assert judge("silence", said, seconds=60, unless=HOLD).verdict is verdict


@pytest.mark.parametrize(
    ("last", "verdict"),
    [
        pytest.param("Hm.", Verdict.NEEDS_HUMAN, id="without a word"),
        pytest.param("One moment please, I'm checking.", Verdict.PASS, id="with a word"),
        pytest.param("I'm transferring you to the warehouse.", Verdict.NEEDS_HUMAN, id="handed over"),
    ],
)
def test_a_call_that_ends_on_hold_is_a_persons_to_judge(last: str, verdict: Verdict) -> None:
    held = _with(spoken(("customer", "Where is it?", 0, 2), ("agent", last, 3, 5)), (MarkKind.HOLD, 6, 300))
    assert judge("silence", held, seconds=60, unless=HOLD).verdict is verdict


def test_what_was_announced_shortly_before_is_still_announced() -> None:
    said = spoken(
        ("agent", "One moment please, I'll check.", 0, 2), ("agent", "Hm.", 12, 13), ("agent", "Yes.", 90, 92)
    )
    assert judge("silence", said, seconds=60, unless=HOLD).verdict is Verdict.PASS


@pytest.mark.parametrize(
    ("agent", "customer", "after", "verdict"),
    [
        pytest.param("Hm.", "Hello? Are you there?", 22, Verdict.FAIL, id="without a word"),
        pytest.param("Już sprawdzam status.", "Czy jest pan na linii?", 22, Verdict.NEEDS_HUMAN, id="announced"),
        pytest.param(
            "I found the parcel of last week, it went out on a Monday.",
            "Hello?",
            22,
            Verdict.NEEDS_HUMAN,
            id="after more than a word",
        ),
        pytest.param("I'll check, it takes a minute.", "Hello?", 22, Verdict.PASS, id="announced for how long"),
        pytest.param("Hm.", "Hello?", 10, Verdict.PASS, id="soon"),
        pytest.param("Hm.", "Are you sure about that?", 22, Verdict.PASS, id="another question"),
        pytest.param("Hm.", "Czy jest pani pewna?", 22, Verdict.PASS, id="another question in Polish"),
        pytest.param("Hm.", "ยังอยู่ไหมคะ", 22, Verdict.FAIL, id="in Thai"),
    ],
)
def test_a_customer_who_asks_whether_anybody_is_there(agent: str, customer: str, after: int, verdict: Verdict) -> None:
    said = spoken(("agent", agent, 0, 2), ("customer", customer, 2 + after, 4 + after), ("agent", "Yes.", 60, 61))
    result = judge("silence", said, seconds=15, called=True, unless=HOLD)
    assert result.verdict is verdict
    assert quotes(result) == ([] if verdict is Verdict.PASS else [customer])


def test_without_an_agents_words_there_is_nothing_to_judge() -> None:
    said = spoken(("customer", "Hello?", 0, 2), ("system", "Nobody is here.", 90, 92))
    internal = Message(Role.AGENT, "Called back.", is_internal=True, start_ms=95_000, end_ms=96_000)
    noted = replace(said, messages=(*said.messages, internal))
    assert judge("silence", noted, seconds=60, unless=HOLD).verdict is Verdict.NOT_APPLICABLE
