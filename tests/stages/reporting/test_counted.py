"""Only blind reviews of quality of conversations that chance drew enter an estimate."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from qa.stages.reporting.counted import read_counted
from qa.store.tables import ReviewKind, ReviewStatus, UserRole
from tests.stages.reporting.build import DAY, Reported, may


def test_a_blind_review_of_a_drawn_conversation_counts(shop: Reported) -> None:
    shop.review(shop.conversation(), chance=0.25)
    assert [(one.chance, one.score) for one in read_counted(shop.session, may())] == [(0.25, 100.0)]


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"chance": None}, id="somebody chose it"),
        pytest.param({"is_drawn": False}, id="nobody drew it"),
        pytest.param({"is_blind": False}, id="the machine was shown"),
        pytest.param({"status": ReviewStatus.DRAFT, "submitted_at": None}, id="not submitted"),
        pytest.param({"kind": ReviewKind.SELF}, id="the agent's own"),
        pytest.param({"kind": ReviewKind.REPEAT}, id="a hidden repeat"),
    ],
)
def test_others_do_not_count(shop: Reported, fields: dict[str, Any]) -> None:
    shop.review(shop.conversation(), **fields)
    assert read_counted(shop.session, may()) == ()


def test_a_conversation_somebody_is_still_to_rate_blind_does_not_count(shop: Reported) -> None:
    row = shop.conversation()
    shop.review(row)
    shop.assign(row, reviewer=shop.user("ruth", UserRole.REVIEWER))
    assert read_counted(shop.session, may()) == ()


def test_the_first_review_of_a_conversation_counts(shop: Reported) -> None:
    row = shop.conversation()
    first = shop.review(row, submitted_at=DAY)
    shop.review(row, reviewer=shop.user("ruth", UserRole.REVIEWER))
    assert [one.id for one in read_counted(shop.session, may())] == [first.id]


@pytest.mark.parametrize(
    ("narrowed", "count"),
    [({"channel": "chat"}, 1), ({"channel": "call"}, 0), ({"language": "pl"}, 1), ({"language": "en"}, 0)],
)
def test_a_scope_narrows_to_channel_and_language(shop: Reported, narrowed: dict[str, Any], count: int) -> None:
    shop.review(shop.conversation(language="pl-PL"))
    assert len(read_counted(shop.session, replace(may(), **narrowed))) == count


def test_a_scope_narrows_to_a_team(shop: Reported) -> None:
    shop.review(shop.conversation(agent_id=shop.other_agent("Ben").id))
    assert read_counted(shop.session, replace(may(), team_id=shop.team.id)) == ()
