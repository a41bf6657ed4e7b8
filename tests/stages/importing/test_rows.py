"""What is told apart as changed when it is imported again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa.domain.call import CallMeasures, Mark, MarkKind
from qa.domain.conversation import Channel, Conversation, Message, Recording, Role
from qa.stages.importing.rows import hash_content
from qa.stages.importing.sound import KeptSound

RECORDING = Recording("calls/1.wav", agent_channel=0, marks=(Mark(MarkKind.HOLD, 1, 2),))
CALL = Conversation("1", Channel.CALL, (Message(Role.AGENT, "Hej"),), metadata={"vip": [1]}, recording=RECORDING)
MEASURES = CallMeasures(9, speakers=(), silences=(), hold=(), overtalk=())


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        pytest.param(replace(RECORDING, measures=MEASURES), True, id="measures, which are counted here"),
        pytest.param(replace(RECORDING, agent_channel=1), False, id="the agent's channel"),
        pytest.param(replace(RECORDING, marks=()), False, id="a mark"),
    ],
)
def test_what_of_a_recording_makes_a_call_another(other: Recording, *, is_same: bool) -> None:
    first, second = (hash_content(replace(CALL, recording=one), KeptSound()) for one in (RECORDING, other))
    assert (first == second) is is_same


def test_a_call_imported_before_is_still_the_same() -> None:
    assert hash_content(CALL, KeptSound(sha256="ab")).startswith("d55a0f826fd83e45")
