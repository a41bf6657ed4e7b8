"""The natural conversations are whole, told apart and of the shop's own facts."""

from __future__ import annotations

import pytest

from bench.natural.count import HALVES, LANGUAGES, conversations, describe, judge_language, read_file
from bench.natural.faults import count_faults, describe_fault, fault_of
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


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fault_is_in_a_message_of_the_agent(language: str, half: str) -> None:
    for one in read_file(f"{language}-{half}-faults"):
        assert one.messages[int(str(one.metadata["fault_message"]))].role is Role.AGENT
        assert fault_of(one)


def test_every_fault_is_found_elsewhere_asked_or_missed() -> None:
    count, not_found = count_faults("th", "dev")

    assert count.found + len(not_found) == count.faults
    assert count.found == len(count.found_criteria)
    assert all(describe_fault(*pair).startswith(pair[1].id) for pair in not_found)
