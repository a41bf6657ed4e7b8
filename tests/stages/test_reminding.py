"""Feedback nobody acknowledged: both sides are reminded once, in working days, and nothing else happens."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.settings import Settings
from qa.stages import feedback
from qa.stages.feedback import Scope
from qa.store import tables
from tests.shop import NOW, Shop, open_shop
from tests.stages.test_feedback import published

LATE = datetime(2026, 5, 25, 22, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.from_environment({"QA_HOME": str(tmp_path)})


@pytest.fixture
def shop(session: Session) -> Shop:
    return open_shop(session)


def told(session: Session, kind: str) -> dict[int, str]:
    return {one.user_id: one.path for one in session.scalars(select(tables.Notice)) if one.kind == kind}


def test_both_sides_are_reminded_once(session: Session, shop: Shop, settings: Settings) -> None:
    number = published(session, shop)
    assert feedback.remind_of_feedback(session, settings, LATE) == 1
    assert feedback.remind_of_feedback(session, settings, LATE) == 0
    assert told(session, "feedback_waiting") == {shop.agent_user: f"/my-feedback/{number}"}
    assert told(session, "feedback_unacknowledged") == {shop.reviewer: f"/feedback/{number}"}


def test_the_days_are_working_days(session: Session, shop: Shop, settings: Settings) -> None:
    published(session, shop)
    assert feedback.remind_of_feedback(session, settings, LATE.replace(hour=21)) == 0


def test_what_was_acknowledged_needs_no_reminder(session: Session, shop: Shop, settings: Settings) -> None:
    number = published(session, shop)
    feedback.acknowledge_feedback(session, number, agent_id=shop.agent, user_id=shop.agent_user, now=NOW)
    assert feedback.remind_of_feedback(session, settings, LATE) == 0


def test_an_agent_without_an_account_cannot_be_late(session: Session, shop: Shop, settings: Settings) -> None:
    published(session, shop)
    session.get_one(tables.User, shop.agent_user).is_active = False
    assert feedback.remind_of_feedback(session, settings, LATE) == 0


def test_publishing_tells_the_agent(session: Session, shop: Shop) -> None:
    number = published(session, shop)
    assert told(session, "feedback_published") == {shop.agent_user: f"/my-feedback/{number}"}


def test_a_comment_tells_the_other_side(session: Session, shop: Shop) -> None:
    number = published(session, shop)
    own = Scope(agent_id=shop.agent)
    feedback.comment_feedback(session, number, "Why?", scope=own, user_id=shop.agent_user, now=NOW)
    assert told(session, "feedback_commented") == {shop.reviewer: f"/feedback/{number}"}
    feedback.comment_feedback(session, number, "So.", scope=Scope(), user_id=shop.reviewer, now=NOW)
    assert told(session, "feedback_commented")[shop.agent_user] == f"/my-feedback/{number}"
