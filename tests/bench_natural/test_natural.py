"""The natural conversations are whole, told apart and of the shop's own facts."""

from __future__ import annotations

import pytest

from bench.natural.count import LANGUAGES, conversations, describe, judge_language
from qa.domain.conversation import Role


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_conversation_can_be_read_and_is_answered(language: str) -> None:
    found = conversations(language, "dev")

    assert len(found) >= 20
    assert len({one.id for one in found}) == len(found)
    for one in found:
        roles = {message.role for message in one.messages}
        assert {Role.AGENT, Role.CUSTOMER} <= roles
        assert one.agent is not None and one.agent.name


def test_what_fails_is_counted_by_conversation_and_criterion() -> None:
    count, failed = judge_language("th", "dev")

    assert count.conversations == len(conversations("th", "dev"))
    assert count.failed == len(failed)
    assert count.low <= count.failed / count.conversations <= count.high
    assert sum(count.criteria.values()) == sum(len(one.outcomes) for one in failed)
    assert all(one.conversation.id in line for one in failed for line in describe(one))
