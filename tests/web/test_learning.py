"""An action that asks to learn from an example leads to it: without names, and to those who may read it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from qa.domain.coaching import ActionKind
from qa.errors import NotFoundError
from qa.stages import coaching, reviewing
from qa.stages.coaching import CoachScope, NewAction
from qa.store import tables
from tests.coached import GOAL, Reviewed, add_reviews
from tests.web.opened import Opened, open_page, words

NOW = datetime.now(UTC)
FORM = {
    "criterion": GOAL,
    "target": "95",
    "date_from": f"{NOW - timedelta(days=80):%Y-%m-%d}",
    "date_to": f"{NOW:%Y-%m-%d}",
    "ends_on": f"{NOW + timedelta(days=60):%Y-%m-%d}",
}


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Opened]:
    """Make a plan of the first agent, and an exemplar in the mail."""
    with open_page(tmp_path) as opened:
        with opened.session() as session:
            add_reviews(session, opened.shop, Reviewed(passes=12, n=20, at=NOW - timedelta(days=60)))
            text = session.query(tables.Message).filter_by(conversation_id=opened.shop.mail, position=0).one().text
            session.add(
                tables.Exemplar(
                    conversation_id=opened.shop.mail,
                    criterion=GOAL,
                    message_position=0,
                    start=0,
                    end=5,
                    quote=text[:5],
                    comment="Says what happens next.",
                    created_at=NOW,
                    accepted_at=NOW,
                )
            )
        coach = opened.as_user(opened.shop.coach)
        assert coach.post(f"/coaching/agents/{opened.shop.agent}/plans", data=FORM).status_code == 303
        yield opened


def _add(page: Opened) -> None:
    action = {"kind": "exemplar", "text": "Read it aloud.", "exemplar_id": "1"}
    assert page.as_user(page.shop.coach).post("/coaching/plans/1/actions", data=action).status_code == 303


def test_the_plan_leads_to_the_example(page: Opened) -> None:
    _add(page)
    agent, coach = page.as_user(page.shop.agent_user), page.as_user(page.shop.coach)
    assert "/my-coaching/actions/1/example" in agent.get("/my-coaching/plans/1").text
    assert "/coaching/actions/1/example" in coach.get("/coaching/plans/1").text
    html = agent.get("/my-coaching/actions/1/example").text
    assert "<mark>" in html and "Says what happens next." in html
    assert f"/conversations/{page.shop.mail}" not in html
    assert f"/conversations/{page.shop.mail}" in coach.get("/coaching/actions/1/example").text


def test_it_is_for_the_agent_of_the_plan_alone(page: Opened) -> None:
    _add(page)
    assert page.as_user(page.shop.other_agent_user).get("/my-coaching/actions/1/example").status_code == 404
    assert page.as_user(page.shop.reviewer).get("/coaching/actions/1/example").status_code == 403


def test_who_is_still_to_rate_its_conversation_does_not_read_it(page: Opened) -> None:
    _add(page)
    with page.session() as session:
        reviewing.start_review(session, page.shop.mail, reviewer_id=page.shop.coach, now=NOW)
    assert page.as_user(page.shop.coach).get("/coaching/actions/1/example").status_code == 404


def test_an_action_without_an_example_has_no_such_page(page: Opened) -> None:
    page.as_user(page.shop.coach).post("/coaching/plans/1/actions", data={"kind": "exemplar", "text": "Listen."})
    assert "see the example" not in words(page.as_user(page.shop.coach).get("/coaching/plans/1").text)
    assert page.as_user(page.shop.coach).get("/coaching/actions/1/example").status_code == 404


def test_an_exemplar_nobody_accepted_is_refused(page: Opened) -> None:
    with page.session() as session:
        session.get_one(tables.Exemplar, 1).accepted_at = None
        new = NewAction(ActionKind.EXEMPLAR, text="Read it.", exemplar_id=1)
        with pytest.raises(NotFoundError):
            coaching.add_action(session, 1, new, scope=CoachScope(), now=NOW)


def test_known_names_and_long_numbers_are_masked(page: Opened) -> None:
    _add(page)
    with page.session() as session:
        message = session.query(tables.Message).filter_by(conversation_id=page.shop.mail, position=0).one()
        conversation = session.get_one(tables.Conversation, page.shop.mail)
        conversation.customer_name = "Ewa Wilkowska"
        message.text = "Pani Wilkowskiej, zamówienie 100 200 300: jutro."
        session.get_one(tables.Exemplar, 1).start, session.get_one(tables.Exemplar, 1).end = 18, 47
    html = page.as_user(page.shop.agent_user).get("/my-coaching/actions/1/example").text
    assert "Pani …, <mark>zamówienie …: jutro</mark>." in html
    assert "Wilkowsk" not in html
