"""A call in which nobody knows who the agent is asks for a person; it is never silently let through."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa.domain.call import Mark, MarkKind
from qa.domain.conversation import Channel, Conversation, Recording, Where
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Verdict
from qa.domain.rubric import CheckSpec
from qa.rubric.unknown import doubt_unknown_speakers
from tests import build

MENU = Recording("call.wav", marks=(Mark(MarkKind.ANNOUNCEMENT, 0, 1_000, 0),))


def call(*turns: tuple[str, str], channel: str = "call", is_timed: bool = True) -> Conversation:
    """Make a call whose turns begin every second."""
    made = build.conversation(*turns, channel=channel)
    times = (
        replace(one, start_ms=place * 1_000, end_ms=place * 1_000 + 900) for place, one in enumerate(made.messages)
    )
    return replace(made, messages=tuple(times)) if is_timed else made


def doubt(
    conversation: Conversation, *, where: Where | None = None, result: CheckResult = NOT_APPLICABLE
) -> CheckResult:
    spec = CheckSpec(id="only", kind="phrase", where=where or Where())
    return doubt_unknown_speakers(result, conversation, spec=spec, language="pl")


def test_an_unknown_speaker_needs_a_person_with_the_place_to_listen_to() -> None:
    result = doubt(call(("system", "Czego chcesz?"), ("system", "Gdzie paczka?")))
    assert result.verdict is Verdict.NEEDS_HUMAN
    (finding,) = result.findings
    assert (finding.evidence.quote, finding.verdict) == ("Czego chcesz?", Verdict.NEEDS_HUMAN)
    assert finding.explanation.startswith("Nie wiadomo")


def test_what_is_said_after_a_menu_counts() -> None:
    spoken = replace(call(("system", "Press one."), ("system", "Hello?")), recording=MENU)
    assert doubt(spoken).findings[0].evidence.message == 1


@pytest.mark.parametrize(
    "conversation",
    [
        pytest.param(call(("agent", "Hello."), ("system", "Hi.")), id="the agent is known"),
        pytest.param(call(("customer", "Hello?")), id="only the customer speaks"),
        pytest.param(call(("system", "The chat was closed."), channel="chat"), id="not a call"),
        pytest.param(call(("system", "Call was transferred."), is_timed=False), id="nothing that can be listened to"),
        pytest.param(replace(call(("system", "Press one.")), recording=MENU), id="a menu and nobody"),
        pytest.param(call(), id="nothing is said"),
    ],
)
def test_other_conversations_are_as_they_were(conversation: Conversation) -> None:
    assert doubt(conversation) is NOT_APPLICABLE


def test_a_check_for_other_channels_does_not_apply() -> None:
    unknown = call(("system", "Hello?"))
    assert doubt(unknown, where=Where(channels=(Channel.EMAIL,))) is NOT_APPLICABLE


def test_what_a_check_found_is_kept() -> None:
    passed = CheckResult(Verdict.PASS)
    assert doubt(call(("system", "Hello?")), result=passed) is passed
