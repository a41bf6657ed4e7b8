"""What each role finds on the home page."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from qa.store import tables
from tests.web.seed import NOW
from tests.web.seeded import Seeded, post


@pytest.mark.parametrize(
    ("name", "shown", "hidden"),
    [
        pytest.param(
            "manager", ["Conversations by state", "Critical fails to confirm", "Samples under way"], [], id="manager"
        ),
        pytest.param("reviewer", ["For you to review"], ["Conversations by state", "Critical fails"], id="reviewer"),
        pytest.param(
            "coach", ["Critical fails to confirm", "reviews to publish"], ["Conversations by state"], id="coach"
        ),
        pytest.param("agent", ["You have read everything"], ["For you to review", "Critical fails"], id="agent"),
    ],
)
def test_a_role_finds_its_own_work(seeded: Seeded, name: str, shown: list[str], hidden: list[str]) -> None:
    html = seeded.sign_in(name).get("/").text
    assert [words for words in shown if words not in html] == []
    assert [words for words in hidden if words in html] == []


def test_a_manager_sees_what_stands_still_and_why(seeded: Seeded) -> None:
    html = seeded.sign_in("manager").get("/").text
    assert "Waiting for a speech model" in html
    assert "set QA_WHISPER_MODEL" in html


def test_a_proposal_names_what_failed_critically_and_nothing_else(seeded: Seeded) -> None:
    html = seeded.sign_in("manager").get("/").text
    named = set(re.findall(r'<span class="point">([^<]+)</span>', html))
    assert named and named <= {"Policy durations", "No secret data"}


def test_a_queue_says_start_until_one_review_is_done(seeded: Seeded) -> None:
    manager, reviewer = seeded.sign_in("manager"), seeded.sign_in("reviewer2")
    with seeded.session() as session:
        reviewer_id = seeded.user(session, "reviewer2").id
    post(manager, "/samples", token_at="/samples/new", name="s", size="2", reviewer=reviewer_id)
    assert ">Start</a>" in reviewer.get("/").text
    with seeded.session() as session:
        given = session.scalars(select(tables.Assignment).where(tables.Assignment.reviewer_id == reviewer_id)).all()
        given[0].finished_at = NOW
    assert ">Go on</a>" in reviewer.get("/").text


def test_what_is_to_be_rated_blind_is_not_proposed_as_critical(seeded: Seeded) -> None:
    manager = seeded.sign_in("manager")
    listed = re.findall(r'class="proposal"><a class="named" href="(/conversations/\d+)"', manager.get("/").text)
    with seeded.session() as session:
        reviewer = seeded.user(session, "manager").id
    fields = {"name": "s", "size": "120", "reviewer": reviewer, "is_blind": "yes"}
    post(manager, "/samples", token_at="/samples/new", **fields)
    assert listed
    assert 'class="proposal"' not in manager.get("/").text
