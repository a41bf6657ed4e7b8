"""What the customer's next message tells of the agent's."""

from __future__ import annotations

import pytest

from qa.domain.finding import Verdict
from tests.build import conversation
from tests.checks.kinds.build import judge, quotes, use, words

BLAMED = "So somebody had one of those days with the kettle. A new one leaves today."


@pytest.mark.parametrize(
    ("text", "reply", "expected"),
    [
        pytest.param(BLAMED, "I never dropped the kettle.", Verdict.NEEDS_HUMAN, id="denied"),
        pytest.param(BLAMED, "Great, thank you.", Verdict.PASS, id="thanked"),
        pytest.param("One more thing. Did it fall?", "I never dropped it.", Verdict.PASS, id="asked last"),
        pytest.param(
            "Was it dropped? I need to note it.", "I never dropped it.", Verdict.PASS, id="asked in its words"
        ),
    ],
)
def test_a_charge_taken_back_leaves_the_message_to_a_person(text: str, reply: str, expected: Verdict) -> None:
    talk = conversation(("customer", "The kettle leaks."), ("agent", text), ("customer", reply))
    result = judge("phrase", talk, forbid=words("never said"), answered=use("denies-charge"))

    assert result.verdict is expected


def test_the_sentence_that_is_answered_is_quoted() -> None:
    talk = conversation(("agent", BLAMED), ("customer", "I never dropped the kettle."))
    result = judge("phrase", talk, forbid=words("never said"), answered=use("denies-charge"))

    assert quotes(result) == ["So somebody had one of those days with the kettle."]


def test_only_the_last_of_messages_in_a_row_is_answered() -> None:
    talk = conversation(("agent", BLAMED), ("agent", "It comes on Friday."), ("customer", "I never dropped it."))
    result = judge("phrase", talk, forbid=words("never said"), answered=use("denies-charge"))

    assert quotes(result) == ["It comes on Friday."]
