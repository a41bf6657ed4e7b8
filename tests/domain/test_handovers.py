"""Agents of a call that was handed over are told apart by the phone system's times."""

from __future__ import annotations

import pytest

from qa.domain.conversation import Message, Role
from qa.domain.handovers import OnLine, agents_on_line, languages_of_sides, name_speakers

AGENTS = (OnLine("Anna", 0), OnLine("Jan", 60_000))


@pytest.mark.parametrize(
    ("role", "start_ms", "author"),
    [
        pytest.param(Role.AGENT, 5_000, "Anna", id="before the handover"),
        pytest.param(Role.AGENT, 60_000, "Jan", id="after it"),
        pytest.param(Role.CUSTOMER, 70_000, None, id="the customer"),
        pytest.param(Role.AGENT, None, None, id="no time"),
    ],
)
def test_each_agent_has_their_own_words(role: Role, start_ms: int | None, author: str | None) -> None:
    (named,) = name_speakers([Message(role=role, text="Halo", start_ms=start_ms)], AGENTS)
    assert named.author == author


def test_what_the_source_says_is_read_and_the_rest_left_out() -> None:
    listed = [
        {"name": "Jan", "from_ms": 60_000},
        {"name": "Anna"},
        {"name": 3},
        "Ewa",
        {"name": "X", "from_ms": "soon"},
    ]
    assert agents_on_line({"agents": listed}) == AGENTS


def test_without_a_list_nobody_is_named() -> None:
    messages = (Message(role=Role.AGENT, text="Halo", start_ms=0),)
    assert name_speakers(messages, agents_on_line({"agents": "Anna"})) == messages


@pytest.mark.parametrize(
    ("metadata", "told"),
    [
        pytest.param(
            {"agent_language": "pl", "customer_language": " uk "}, {"agent": "pl", "customer": "uk"}, id="both"
        ),
        pytest.param({"customer_language": "en", "language": "pl"}, {"customer": "en"}, id="one"),
        pytest.param({"agent_language": 7, "customer_language": ""}, {}, id="no texts"),
        pytest.param({}, {}, id="nothing"),
    ],
)
def test_a_call_says_which_language_each_side_speaks(metadata: dict[str, object], told: dict[str, str]) -> None:
    assert languages_of_sides(metadata) == told
