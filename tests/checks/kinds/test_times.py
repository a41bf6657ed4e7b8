"""The kinds that read the clock: `response_time`, `unanswered`, `silence`."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from qa.domain.call import Mark, MarkKind
from qa.domain.conversation import Conversation, Recording
from qa.domain.fact import FactBase, OpeningHours
from qa.domain.finding import Verdict
from qa.ports import Materials
from tests.build import conversation
from tests.checks.kinds.build import judge, quotes, use

WARSAW = ZoneInfo("Europe/Warsaw")
TUESDAY = datetime.fromisoformat("2026-05-12T10:00:00+02:00")
FRIDAY = datetime.fromisoformat("2026-05-15T16:00:00+02:00")
SUNDAY = datetime.fromisoformat("2026-05-17T10:00:00+02:00")


def answered(after: timedelta, *, channel: str = "chat", asked: datetime = TUESDAY) -> Conversation:
    """Build a question answered after some time."""
    said = conversation(("customer", "Hello?"), ("agent", "Good morning."), channel=channel, started_at=asked)
    question, answer = said.messages
    return replace(said, messages=(question, replace(answer, sent_at=asked + after)))


def spoken(*turns: tuple[str, str, int, int]) -> Conversation:
    """Build a call from (role, text, start second, end second)."""
    said = conversation(*((role, text) for role, text, _, _ in turns), channel="call")
    timed = [
        replace(message, start_ms=1000 * start, end_ms=1000 * end)
        for message, (_, _, start, end) in zip(said.messages, turns, strict=True)
    ]
    return replace(said, messages=tuple(timed))


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        pytest.param(answered(timedelta(minutes=10)), Verdict.PASS, id="on the minute"),
        pytest.param(answered(timedelta(minutes=11)), Verdict.FAIL, id="a minute late"),
        pytest.param(answered(timedelta(minutes=30), asked=SUNDAY), Verdict.NEEDS_HUMAN, id="late on a Sunday"),
        pytest.param(answered(timedelta(hours=66), channel="email", asked=FRIDAY), Verdict.PASS, id="over a weekend"),
        pytest.param(answered(timedelta(hours=75), channel="email", asked=FRIDAY), Verdict.FAIL, id="late on Monday"),
        pytest.param(answered(timedelta(hours=9), channel="call"), Verdict.NOT_APPLICABLE, id="a call"),
        pytest.param(conversation(("customer", "Hello?")), Verdict.NOT_APPLICABLE, id="nobody answered"),
        pytest.param(conversation(("agent", "Hi"), ("customer", "Hi")), Verdict.NOT_APPLICABLE, id="agent began"),
        pytest.param(
            conversation(("customer", "Hello?"), ("agent", "Hi"), started_at=None), Verdict.NEEDS_HUMAN, id="no times"
        ),
    ],
)
def test_the_first_answer_is_timed(said: Conversation, verdict: Verdict) -> None:
    assert judge("response_time", said, chat=10, email=1440).verdict is verdict


def test_the_targets_of_the_facts_come_first() -> None:
    strict = Materials(facts=FactBase(first_response_minutes={"chat": 1}))
    assert judge("response_time", answered(timedelta(minutes=5)), materials=strict, chat=10).verdict is Verdict.FAIL


@pytest.mark.parametrize(
    ("last", "status", "verdict"),
    [
        pytest.param("Any news?", None, Verdict.FAIL, id="a question"),
        pytest.param("It is still broken", None, Verdict.FAIL, id="a problem"),
        pytest.param("Any news?", "open", Verdict.NEEDS_HUMAN, id="a question of an open case"),
        pytest.param("My number is 10457", None, Verdict.NEEDS_HUMAN, id="a statement"),
        pytest.param("Thanks, bye!", None, Verdict.PASS, id="a goodbye"),
        pytest.param("\U0001f44d", None, Verdict.PASS, id="an emoji"),
        pytest.param("Someone please look into this", None, Verdict.FAIL, id="a request"),
        pytest.param("Thanks, I'm waiting for your call", None, Verdict.PASS, id="thanks, and waits"),
        pytest.param("Ok, thanks. And the invoice?", None, Verdict.FAIL, id="thanks and a question"),
    ],
)
def test_last_words_without_an_answer(last: str, status: str | None, verdict: Verdict) -> None:
    said = replace(conversation(("agent", "Checking."), ("customer", last)), status=status)
    assert judge("unanswered", said).verdict is verdict


def test_waiting_for_what_was_promised_is_no_missing_answer() -> None:
    said = replace(
        conversation(("agent", "I'll call you tomorrow."), ("customer", "I'm waiting for your call")), status=None
    )
    assert judge("unanswered", said).verdict is Verdict.NEEDS_HUMAN


def test_an_answer_days_late_fails_at_the_question() -> None:
    said = conversation(("customer", "Hi?"), ("agent", "Yes."), ("customer", "Any news?"), ("agent", "No, goodbye."))
    late = replace(said.messages[3], sent_at=TUESDAY + timedelta(days=9))
    result = judge("unanswered", replace(said, messages=(*said.messages[:3], late)))
    assert result.verdict is Verdict.FAIL
    assert quotes(result) == ["Any news?"]


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        pytest.param(
            spoken(("agent", "Hello.", 0, 2), ("agent", "I have it.", 90, 92)), Verdict.FAIL, id="unannounced"
        ),
        pytest.param(
            spoken(("agent", "One moment please.", 0, 2), ("agent", "Ready.", 90, 92)), Verdict.PASS, id="announced"
        ),
        pytest.param(spoken(("agent", "Number?", 0, 2), ("customer", "10457", 90, 92)), Verdict.PASS, id="customer's"),
        pytest.param(
            spoken(("agent", "Just a moment.", 0, 2), ("agent", "Ready.", 190, 192)),
            Verdict.FAIL,
            id="long, unexplained",
        ),
        pytest.param(
            spoken(("agent", "One moment, I'll check it.", 0, 2), ("agent", "Ready.", 190, 192)),
            Verdict.PASS,
            id="long, explained",
        ),
        pytest.param(
            spoken(("agent", "Mm.", 0, 2), ("customer", "Are you still there?", 90, 92)), Verdict.FAIL, id="called out"
        ),
        pytest.param(spoken(("agent", "Hello.", 0, 2), ("agent", "I have it.", 40, 42)), Verdict.PASS, id="short"),
        pytest.param(conversation(("agent", "Hello."), channel="chat"), Verdict.NOT_APPLICABLE, id="a chat"),
    ],
)
def test_silence_on_the_line(said: Conversation, verdict: Verdict) -> None:
    assert judge("silence", said, seconds=60, unless=use("hold-request")).verdict is verdict


MUSIC = Mark(MarkKind.MUSIC, 3_000, 99_000, reason="music")


@pytest.mark.parametrize(
    ("turns", "verdict"),
    [
        pytest.param([("system", "All our agents are busy.", 0, 3)], Verdict.PASS, id="in the queue"),
        pytest.param([("customer", "Hello?", 0, 3)], Verdict.PASS, id="music before anybody answers"),
        pytest.param([("agent", "Good morning.", 0, 3)], Verdict.FAIL, id="put on hold without a word"),
        pytest.param(
            [("agent", "I am checking that for you, one minute please.", 0, 3)],
            Verdict.PASS,
            id="put on hold with a word",
        ),
    ],
)
def test_music_is_the_queue_before_the_agent_speaks_and_hold_after(
    turns: list[tuple[str, str, int, int]], verdict: Verdict
) -> None:
    said = spoken(*turns, ("agent", "Thank you for waiting.", 100, 103))
    held = replace(said, recording=Recording(path="call.flac", marks=(MUSIC,)))
    assert judge("silence", held, seconds=60, unless=use("hold-request")).verdict is verdict


HOURS = {"chat": OpeningHours({**dict.fromkeys(range(5), ((8 * 60, 20 * 60),)), 5: ((600, 840),)})}


def open_in(country: str, hours: dict[str, OpeningHours] | None = None) -> Materials:
    """Make a shop of a country, with its opening hours."""
    return Materials(facts=FactBase(opening_hours=hours or {}), country=country)


def at(moment: str, answered_at: str, *, channel: str = "chat", country: str | None = None) -> Conversation:
    """Build a question of one moment answered at another, in Warsaw's time."""
    asked, then = datetime.fromisoformat(moment), datetime.fromisoformat(answered_at)
    said = answered(then - asked, channel=channel, asked=asked.replace(tzinfo=WARSAW))
    question, answer = said.messages
    return replace(
        said,
        metadata={"country": country} if country else {},
        messages=(question, replace(answer, sent_at=then.replace(tzinfo=WARSAW))),
    )


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        pytest.param(at("2026-05-12T22:00", "2026-05-13T08:09"), Verdict.PASS, id="asked at night"),
        pytest.param(at("2026-05-12T22:00", "2026-05-13T08:11"), Verdict.FAIL, id="asked at night, late after opening"),
        pytest.param(at("2026-05-15T19:55", "2026-05-16T10:05"), Verdict.PASS, id="over the evening"),
        pytest.param(at("2026-05-15T19:55", "2026-05-16T10:06"), Verdict.FAIL, id="over the evening, a minute late"),
        pytest.param(at("2026-05-16T14:00", "2026-05-18T08:10"), Verdict.PASS, id="asked when it closed on Saturday"),
        pytest.param(at("2026-06-04T09:00", "2026-06-05T08:05"), Verdict.PASS, id="asked on Corpus Christi"),
        pytest.param(at("2026-12-24T09:00", "2026-12-28T08:05"), Verdict.PASS, id="asked on Christmas Eve"),
        pytest.param(at("2026-05-12T23:00", "2026-05-13T03:00"), Verdict.PASS, id="answered while closed"),
    ],
)
def test_waiting_counts_while_the_channel_is_open(said: Conversation, verdict: Verdict) -> None:
    assert judge("response_time", said, materials=open_in("PL", HOURS), chat=10).verdict is verdict


@pytest.mark.parametrize(
    ("country", "asked", "then", "verdict"),
    [
        pytest.param("PL", "2026-06-03T10:00", "2026-06-05T09:00", Verdict.PASS, id="Corpus Christi in Poland"),
        pytest.param("PT", "2026-06-03T10:00", "2026-06-05T09:00", Verdict.PASS, id="Corpus Christi in Portugal"),
        pytest.param("BR", "2026-06-03T10:00", "2026-06-05T09:00", Verdict.FAIL, id="a working day in Brazil"),
        pytest.param("BR", "2026-11-19T10:00", "2026-11-23T09:00", Verdict.PASS, id="20 November in Brazil"),
        pytest.param("PT", "2026-11-19T10:00", "2026-11-23T11:00", Verdict.FAIL, id="20 November in Portugal"),
        pytest.param("TH", "2026-04-10T10:00", "2026-04-16T09:00", Verdict.PASS, id="Songkran in Thailand"),
        pytest.param("SA", "2026-05-14T10:00", "2026-05-17T09:00", Verdict.PASS, id="Friday and Saturday in Riyadh"),
        pytest.param("SA", "2026-05-16T10:00", "2026-05-18T01:00", Verdict.FAIL, id="Sunday in Riyadh"),
        pytest.param("PL", "2026-05-16T10:00", "2026-05-18T01:00", Verdict.PASS, id="Sunday in Warsaw"),
        pytest.param("Narnia", "2026-05-16T10:00", "2026-05-18T01:00", Verdict.PASS, id="a country nobody knows"),
    ],
)
def test_holidays_are_those_of_the_customers_country(country: str, asked: str, then: str, verdict: Verdict) -> None:
    said = at(asked, then, channel="email", country=country)
    assert judge("response_time", said, materials=open_in("PL"), email=1440).verdict is verdict


def test_a_late_answer_on_a_holiday_needs_a_person_without_opening_hours() -> None:
    said = at("2026-11-11T10:00", "2026-11-11T11:00")
    assert judge("response_time", said, materials=open_in("PL"), chat=10).verdict is Verdict.NEEDS_HUMAN


def test_a_gap_over_holidays_is_not_overdue() -> None:
    said = conversation(("customer", "Hi?"), ("agent", "Yes."), ("customer", "Any news?"), ("agent", "No, goodbye."))
    question = replace(said.messages[2], sent_at=datetime(2026, 12, 23, 12, tzinfo=WARSAW))
    answer = replace(said.messages[3], sent_at=datetime(2026, 12, 29, 12, tzinfo=WARSAW))
    over_christmas = replace(said, messages=(*said.messages[:2], question, answer))
    assert judge("unanswered", over_christmas, materials=open_in("PL")).verdict is Verdict.PASS
    assert judge("unanswered", over_christmas, materials=open_in("AE")).verdict is Verdict.FAIL


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        pytest.param(at("2026-05-12T19:56", "2026-05-13T08:05"), Verdict.NEEDS_HUMAN, id="over a night"),
        pytest.param(at("2026-05-12T19:56", "2026-05-13T09:05"), Verdict.FAIL, id="over a night and an hour"),
        pytest.param(at("2026-05-15T10:00", "2026-05-15T11:00", country="SA"), Verdict.NEEDS_HUMAN, id="Saudi Friday"),
        pytest.param(at("2026-05-17T10:00", "2026-05-17T11:00", country="SA"), Verdict.FAIL, id="Saudi Sunday"),
    ],
)
def test_without_opening_hours_only_daytime_is_sure(said: Conversation, verdict: Verdict) -> None:
    assert judge("response_time", said, materials=open_in("PL"), chat=10).verdict is verdict


def test_both_times_and_the_calendar_stand_with_a_late_answer() -> None:
    (finding,) = judge("response_time", at("2026-05-12T10:02", "2026-05-12T10:33"), chat=10).findings
    assert (finding.found, finding.expected) == (
        "31 min, 2026-05-12 10:02 to 2026-05-12 10:33 by clock",
        "at most 10 min",
    )
