"""Of two speakers in one channel, the agent is who is said to be, unless the words say otherwise."""

from __future__ import annotations

import pytest

from qa.domain.conversation import Role
from qa.domain.transcript import Segment
from transcribe.agents import agent_among

GREETING, QUESTION = "Thank you for calling, how can I help?", "Where is my parcel?"


def said(*texts: str) -> list[Segment]:
    """Let speakers 0, 1, 2... say one text each."""
    return [Segment(number, number * 1_000, number * 1_000 + 900, text) for number, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("texts", "told", "agent"),
    [
        pytest.param((GREETING, QUESTION), 0, 0, id="who speaks first"),
        pytest.param((QUESTION, GREETING), 1, 1, id="who speaks second"),
        pytest.param(("Halo?", QUESTION), 0, 0, id="words that say nothing"),
        pytest.param((GREETING, "How can I help you?"), 0, 0, id="both sound like agents"),
        pytest.param((QUESTION, GREETING), 0, None, id="the other greets as agents do"),
        pytest.param(("Halo, gdzie jest paczka?", "W czym mogę pomóc?"), 0, None, id="the same in Polish"),
        pytest.param((GREETING, QUESTION), None, None, id="nobody said"),
        pytest.param((GREETING, QUESTION), 2, None, id="a speaker who is not there"),
        pytest.param((GREETING,), 0, None, id="one speaker"),
        pytest.param((GREETING, QUESTION, "Billing here."), 0, None, id="three speakers"),
    ],
)
def test_the_agent_is_known_or_nobody_is(texts: tuple[str, ...], told: int | None, agent: int | None) -> None:
    assert agent_among(said(*texts), told=told) == agent


def test_a_recorded_voice_is_no_speaker() -> None:
    menu = Segment(2, 0, 900, "Press one for orders.", role=Role.SYSTEM)
    assert agent_among([menu, *said(GREETING, QUESTION)], told=0) == 0
