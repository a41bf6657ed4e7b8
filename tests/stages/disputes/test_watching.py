"""The clock of disputes: a warning, managers told once, and the end of what can no longer be appealed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from qa.domain.dispute import DisputeOutcome, DisputeState
from qa.settings import Settings
from qa.stages import disputes
from qa.stages.disputes import Ruling, watch_disputes
from qa.stages.feedback import Scope
from qa.store import tables
from tests.shop import NOW
from tests.stages.disputes.conftest import Published


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.from_environment({"QA_HOME": str(tmp_path)})


def told(published: Published, kind: str) -> list[int]:
    notice = tables.Notice
    return list(published.session.scalars(select(notice.user_id).where(notice.kind == kind).order_by(notice.user_id)))


@pytest.mark.parametrize(
    ("now", "soon", "overdue"),
    [
        pytest.param(datetime(2026, 5, 25, 9, tzinfo=UTC), False, False, id="two working days left"),
        pytest.param(datetime(2026, 5, 26, 9, tzinfo=UTC), True, False, id="one working day left"),
        pytest.param(datetime(2026, 5, 27, 21, 59, tzinfo=UTC), True, False, id="the last minute"),
        pytest.param(datetime(2026, 5, 27, 22, tzinfo=UTC), False, True, id="too late"),
    ],
)
def test_who_is_told_when(published: Published, settings: Settings, now: datetime, soon: bool, overdue: bool) -> None:
    published.dispute()
    watch_disputes(published.session, settings, now)
    watch_disputes(published.session, settings, now)
    deciders = sorted([published.shop.manager, published.shop.coach])
    assert told(published, "dispute_deadline_soon") == (deciders if soon else [])
    assert told(published, "dispute_overdue") == ([published.shop.manager] if overdue else [])


def test_administrators_are_told_where_there_is_no_manager(published: Published, settings: Settings) -> None:
    published.session.get_one(tables.User, published.shop.manager).role = tables.UserRole.ADMIN
    published.dispute()
    watch_disputes(published.session, settings, datetime(2026, 6, 1, tzinfo=UTC))
    assert told(published, "dispute_overdue") == [published.shop.manager]


@pytest.mark.parametrize(
    ("now", "state"),
    [
        pytest.param(datetime(2026, 5, 27, 21, tzinfo=UTC), DisputeState.DECIDED, id="may still be appealed"),
        pytest.param(datetime(2026, 5, 27, 22, tzinfo=UTC), DisputeState.CLOSED, id="the term is over"),
    ],
)
def test_a_decision_nobody_appealed_is_closed(
    published: Published, settings: Settings, now: datetime, state: DisputeState
) -> None:
    dispute = published.dispute()
    ruling = Ruling(DisputeOutcome.REJECT, "14 days.")
    disputes.decide_dispute(published.session, dispute.id, ruling, scope=Scope(), user_id=published.shop.coach, now=NOW)
    watch_disputes(published.session, settings, now)
    assert dispute.state is state
