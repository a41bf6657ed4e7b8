"""Conversations, frames and reports by why the customer wrote; what nothing has told yet is not known yet."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qa.stages import browsing
from qa.stages.browsing import NOT_KNOWN, ConversationFilters, Sort, reasons
from qa.stages.reporting import parse_period
from qa.stages.sampling import FilterGroups, count_frame
from qa.store import tables
from qa.store.tables import State
from tests.shop import NOW

ZONE = ZoneInfo("Europe/Warsaw")
REASONS = ("return", "return", "complaint", None, "")
"""Of conversations 1 to 5: the fourth has an insight without a reason, the fifth none at all."""


@pytest.fixture
def shop(session: Session) -> Session:
    for number, reason in enumerate(REASONS, start=1):
        fields = {"content_hash": str(number), "imported_at": NOW, "updated_at": NOW, "state": State.CHECKED}
        one = tables.Conversation(
            id=number, source="t", external_id=f"t-{number}", channel="chat", started_at=NOW, **fields
        )
        session.add(one)
        session.flush()
        if reason != "":
            session.add(tables.Insight(conversation_id=number, reason=reason))
    session.flush()
    return session


@pytest.mark.parametrize(
    ("reason", "ids"),
    [
        pytest.param("return", {1, 2}, id="several"),
        pytest.param("complaint", {3}, id="one"),
        pytest.param("moon", set(), id="none"),
        pytest.param(NOT_KNOWN, {4, 5}, id="not known yet"),
    ],
)
@pytest.mark.parametrize("few", [pytest.param(1000, id="few"), pytest.param(0, id="many")])
def test_the_list_and_its_count_hold_the_conversations_of_a_reason(
    shop: Session, monkeypatch: pytest.MonkeyPatch, few: int, reason: str, ids: set[int]
) -> None:
    monkeypatch.setattr(reasons, "_FEW", few)
    filters = ConversationFilters(reason=reason)
    page = browsing.list_conversations(shop, filters, zone=ZONE, sort=Sort.NEWEST)
    assert {line.id for line in page.lines} == ids
    assert browsing.count_conversations(shop, filters, zone=ZONE).value == len(ids)


def test_groups_of_a_frame_join_reasons_by_or(shop: Session) -> None:
    groups = FilterGroups((ConversationFilters(reason="complaint"), ConversationFilters(reason=NOT_KNOWN)))
    assert count_frame(shop, groups, zone=ZONE) == 3
    assert FilterGroups.from_json(groups.as_json()) == groups


def test_the_reasons_that_occur_can_be_chosen(shop: Session) -> None:
    assert browsing.read_choices(shop).reasons == ("complaint", "return")


@pytest.mark.parametrize(("reason", "count"), [("return", 2), (NOT_KNOWN, 2), (None, 5)])
def test_a_report_can_be_of_one_reason(shop: Session, reason: str | None, count: int) -> None:
    scope = replace(parse_period("2026-05", ZONE), reason=reason)
    row = tables.Conversation
    assert shop.scalar(select(func.count(row.id)).where(*scope.conditions())) == count
    assert scope.key.endswith(f"|{reason}" if reason else "2026-05|||")
