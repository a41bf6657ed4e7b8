"""The workload on the page: who has how much, and giving it to others."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from qa.store import tables
from tests.web.seeded import Seeded, post


@pytest.fixture(scope="module")
def manager(seeded: Seeded) -> FlaskClient:
    client = seeded.sign_in("manager")
    with seeded.session() as session:
        reviewer = seeded.user(session, "reviewer").id
    fields = {"name": "Work", "size": "6", "seed": "4", "reviewer": reviewer, "due": "2026-05-01", "is_blind": "yes"}
    post(client, "/samples", token_at="/samples/new", **fields)
    return client


def of(seeded: Seeded, name: str) -> tuple[int, list[int]]:
    with seeded.session() as session:
        user = seeded.user(session, name).id
        row = tables.Assignment
        return user, list(session.scalars(select(row.id).where(row.reviewer_id == user, row.finished_at.is_(None))))


def test_the_page_says_who_has_how_much(manager: FlaskClient) -> None:
    html = manager.get("/workload").text
    assert "6 conversations are to be reviewed" in html
    assert "6 are overdue" in html
    assert html.index("Robert Reviewer") < html.index("Ada Admin")


def test_what_is_ticked_goes_to_somebody_else(seeded: Seeded, manager: FlaskClient) -> None:
    giver, given = of(seeded, "reviewer")
    taker, had = of(seeded, "reviewer2")
    post(manager, f"/workload/{giver}", assignment=given[:2], taker=taker)
    assert set(of(seeded, "reviewer2")[1]) - set(had) == set(given[:2])
    with seeded.session() as session:
        kinds = session.scalars(select(tables.Notice.kind).where(tables.Notice.user_id == taker)).all()
    assert kinds == ["assignment_given"]


def test_what_is_begun_stays(seeded: Seeded, manager: FlaskClient) -> None:
    giver, given = of(seeded, "reviewer")
    with seeded.session() as session:
        row = session.get_one(tables.Assignment, given[0])
        rubric = session.scalar(select(tables.Rubric.id))
        now = datetime(2026, 5, 20, tzinfo=UTC)
        review = tables.Review(
            conversation_id=row.conversation_id,
            reviewer_id=giver,
            rubric_id=rubric,
            assignment_id=row.id,
            status=tables.ReviewStatus.DRAFT,
            started_at=now,
            updated_at=now,
        )
        review.ratings.append(tables.Rating(criterion="greeting", verdict="pass", updated_at=now))
        session.add(review)
    moved = post(manager, f"/workload/{giver}", assignment=given[0], taker=of(seeded, "coach")[0])
    assert moved.status_code == 303 and given[0] in of(seeded, "reviewer")[1]
    assert "1 conversation stays" in manager.get(f"/workload/{giver}").text


def test_so_many_from_the_end_go_without_ticking(seeded: Seeded, manager: FlaskClient) -> None:
    giver, given = of(seeded, "reviewer")
    taker, had = of(seeded, "reviewer2")
    post(manager, f"/workload/{giver}", last=1, taker=taker)
    assert set(of(seeded, "reviewer2")[1]) - set(had) == {given[-1]}
    post(manager, f"/workload/{taker}", assignment=given[-1], taker=giver)
    assert of(seeded, "reviewer")[1] == given


def test_nothing_ticked_is_asked_for(seeded: Seeded, manager: FlaskClient) -> None:
    refused = post(manager, f"/workload/{of(seeded, 'reviewer')[0]}")
    assert refused.status_code == 422 and "Tick at least one" in refused.text


def test_a_conversation_is_left_out_with_a_reason_and_another_drawn(seeded: Seeded, manager: FlaskClient) -> None:
    reviewer = seeded.sign_in("reviewer")
    assignment = of(seeded, "reviewer")[1][-1]
    address = f"/samples/not-reviewed/{assignment}"
    assert post(reviewer, address, token_at=address, reason="other").status_code == 422
    left = post(reviewer, address, token_at=address, reason="unreadable", instead="another")
    assert left.status_code == 303
    with seeded.session() as session:
        pick = session.scalars(select(tables.SamplePick).where(tables.SamplePick.left_out_at.is_not(None))).one()
        fresh = session.scalars(select(tables.SamplePick).where(tables.SamplePick.replaces_id == pick.id)).one()
        assert (fresh.inclusion_probability, fresh.stratum) == (pick.inclusion_probability, pick.stratum)
        sample_id = pick.sample_id
    html = manager.get(f"/samples/{sample_id}").text
    assert "Drawn, but not reviewed" in html and "1 replaced" in html and "in place of no." in html


def test_nobody_leaves_out_what_is_somebody_elses(seeded: Seeded, manager: FlaskClient) -> None:
    assignment = of(seeded, "reviewer")[1][-1]
    assert seeded.sign_in("reviewer2").get(f"/samples/not-reviewed/{assignment}").status_code == 404
    assert manager.get(f"/samples/not-reviewed/{assignment}").status_code == 200


def test_what_one_cannot_rate_oneself_goes_to_another(seeded: Seeded) -> None:
    reviewer = seeded.sign_in("reviewer")
    assignment = of(seeded, "reviewer")[1][-1]
    address = f"/samples/not-reviewed/{assignment}"
    post(reviewer, address, token_at=address, reason="conflict")
    assert assignment not in of(seeded, "reviewer")[1]
    with seeded.session() as session:
        assert session.get_one(tables.Assignment, assignment).finished_at is None


def test_the_workload_is_for_those_who_manage(seeded: Seeded) -> None:
    assert seeded.sign_in("reviewer").get("/workload").status_code in (403, 404)
    assert "/workload" in seeded.sign_in("manager").get("/reviews").text
