"""What is not reviewed: left out, replaced, handed over, moved, and told when it is late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qa.domain.sample import Design, SamplePlan
from qa.errors import NotFoundError, SamplingError
from qa.settings import Settings
from qa.stages import sampling, workload
from qa.stages.reminding import remind_overdue
from qa.stages.reviewing import start_review
from qa.stages.sampling import LeaveOrder
from qa.store import tables
from qa.store.session import open_database, sessions_of
from tests.web.seed import NOW, seed

ZONE = ZoneInfo("Europe/Warsaw")
SETTINGS = Settings.from_environment({"QA_HOME": "/nowhere"})
LATER = NOW + timedelta(days=9)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    place = tmp_path_factory.mktemp("shop") / "shop.db"
    engine = open_database(f"sqlite:///{place}")
    tables.Base.metadata.create_all(engine)
    with sessions_of(engine, is_writing=True)() as session:
        seed(session, count=120)
        session.commit()
    engine.dispose()
    yield place


@pytest.fixture
def session(shop: Path) -> Iterator[Session]:
    engine = open_database(f"sqlite:///{shop}")
    with sessions_of(engine, is_writing=True)() as opened:
        yield opened
        opened.rollback()
    engine.dispose()


def reviewers(session: Session) -> list[int]:
    wanted = select(tables.User.id).where(tables.User.role == tables.UserRole.REVIEWER).order_by(tables.User.id)
    return list(session.scalars(wanted))


def given(session: Session, *, design: Design = Design.RISK, size: int = 10, **plan: object) -> list[tables.Assignment]:
    """Draw a sample for the first reviewer and return what they were given."""
    what = SamplePlan(design, size, 5, random_share=0.0 if design is Design.RANDOM else 0.3, **plan)  # type: ignore[arg-type]
    order = sampling.SampleOrder(name="s", reviewers=reviewers(session)[:1], due_at=NOW + timedelta(days=3))
    sample = sampling.draw_sample(session, what, order, zone=ZONE, now=NOW)
    row = tables.Assignment
    return list(session.scalars(select(row).where(row.sample_id == sample.id).order_by(row.id)))


def leave(session: Session, assignment: tables.Assignment, **order: object) -> sampling.Left:
    asked = LeaveOrder(**({"reason": "unreadable", "by": assignment.reviewer_id} | order))  # type: ignore[arg-type]
    return sampling.leave_out(session, assignment.id, asked, zone=ZONE, now=LATER)


def pick_of(session: Session, sample_id: int, conversation_id: int) -> tables.SamplePick:
    pick = tables.SamplePick
    return session.scalars(
        select(pick).where(pick.sample_id == sample_id, pick.conversation_id == conversation_id)
    ).one()


def test_another_of_the_same_stratum_takes_its_place_with_its_weight(session: Session) -> None:
    assignment = given(session)[0]
    conversation = assignment.conversation_id
    left = leave(session, assignment, note="silence")
    old = pick_of(session, left.sample_id, conversation)
    new = pick_of(session, left.sample_id, left.replacement_id or 0)
    assert (new.stratum, new.inclusion_probability, new.chances) == (
        old.stratum,
        old.inclusion_probability,
        old.chances,
    )
    assert (new.replaces_id, old.left_out_reason, old.left_out_note) == (old.id, "unreadable", "silence")
    row = session.scalars(
        select(tables.Assignment).where(tables.Assignment.conversation_id == new.conversation_id)
    ).one()
    assert (row.reviewer_id, row.due_at) == (left.reviewer_id, LATER + timedelta(days=2))


def test_the_same_one_is_drawn_again_in_its_place(session: Session) -> None:
    assignment = given(session)[0]
    save_point = session.begin_nested()
    first = leave(session, assignment).replacement_id
    save_point.rollback()
    assert leave(session, session.get_one(tables.Assignment, assignment.id)).replacement_id == first


def test_an_empty_stratum_leaves_its_place_empty(session: Session) -> None:
    assignment = given(session, design=Design.RANDOM, size=120)[0]
    assert leave(session, assignment).replacement_id is None


def test_what_was_chosen_is_not_replaced(session: Session) -> None:
    chosen = given(session, design=Design.PURPOSIVE, chosen=(1, 2, 3))
    own = [one for one in chosen if not pick_of(session, one.sample_id, one.conversation_id).is_by_chance]
    assert leave(session, own[0]).replacement_id is None


def test_a_begun_review_goes_with_it(session: Session) -> None:
    assignment = given(session)[0]
    start_review(session, assignment.conversation_id, reviewer_id=assignment.reviewer_id, now=NOW)
    leave(session, assignment, is_replaced=False)
    session.expire_all()
    assert session.scalar(select(func.count(tables.Review.id))) == 0


@pytest.mark.parametrize(
    ("order", "words"),
    [
        pytest.param({"reason": "boring"}, "Known: unreadable", id="unknown"),
        pytest.param({"reason": "other", "note": " "}, "needs a note", id="no note"),
        pytest.param({"reason": "conflict"}, "Unknown reason", id="a reviewer's reason"),
    ],
)
def test_only_with_a_reason(session: Session, order: dict[str, object], words: str) -> None:
    with pytest.raises(SamplingError, match=words):
        leave(session, given(session)[0], **order)


def test_what_is_done_cannot_be_left_out(session: Session) -> None:
    assignment = given(session)[0]
    assignment.finished_at = NOW
    with pytest.raises(SamplingError, match="submitted"):
        leave(session, assignment)
    with pytest.raises(NotFoundError):
        sampling.leave_out(session, 9999, LeaveOrder("unreadable", by=1), zone=ZONE, now=NOW)


def test_a_hidden_repeat_goes_without_a_trace_in_the_sample(session: Session) -> None:
    assignment = given(session)[0]
    assignment.is_repeat = True
    conversation = assignment.conversation_id
    left = leave(session, assignment)
    assert left.replacement_id is None
    assert pick_of(session, left.sample_id, conversation).left_out_at is None


def test_what_one_cannot_rate_goes_to_who_has_least_to_do(session: Session) -> None:
    assignment = given(session)[0]
    first = assignment.reviewer_id
    left = sampling.hand_over(session, assignment.id, LeaveOrder("conflict", by=first), now=LATER)
    assert left.reviewer_id == assignment.reviewer_id != first
    told = session.scalars(select(tables.Notice).where(tables.Notice.user_id == left.reviewer_id)).one()
    assert (told.kind, told.details["count"]) == ("assignment_given", 1)


def test_nobody_else_may_be_found(session: Session) -> None:
    assignment = given(session)[0]
    for user in session.scalars(select(tables.User).where(tables.User.id != assignment.reviewer_id)):
        user.is_active = False
    with pytest.raises(SamplingError, match="nobody else"):
        sampling.hand_over(session, assignment.id, LeaveOrder("language", by=assignment.reviewer_id), now=LATER)


def test_moving_takes_turns_by_load_and_keeps_what_was_begun(session: Session) -> None:
    mine = given(session)
    review = start_review(session, mine[0].conversation_id, reviewer_id=mine[0].reviewer_id, now=NOW)
    review.ratings.append(tables.Rating(criterion="greeting", verdict="pass", updated_at=NOW))
    start_review(session, mine[1].conversation_id, reviewer_id=mine[1].reviewer_id, now=NOW)
    session.flush()
    takers = reviewers(session)[1:]
    moved = sampling.move_assignments(session, [one.id for one in mine[:4]], takers=takers, by=1, now=NOW)
    assert (moved.moved, moved.stayed) == (3, 1)
    assert [one.reviewer_id for one in mine[:4]] == [mine[0].reviewer_id, *takers * 3]


def test_the_workload_counts_what_is_open_and_late(session: Session) -> None:
    mine = given(session)
    mine[0].finished_at = NOW
    found = workload.read_workload(session, zone=ZONE, now=LATER)
    load = next(one for one in found.reviewers if one.id == mine[0].reviewer_id)
    assert (load.open, load.overdue) == (len(mine) - 1, len(mine) - 1)
    minutes = sampling.expected_minutes(session)
    opened = workload.read_open(session, load.id, now=LATER)
    assert load.hours == pytest.approx(sum(minutes[one.channel] for one in opened) / 60)
    assert all(one.is_overdue for one in opened)


def test_each_reviewer_is_told_once_of_what_is_late(session: Session) -> None:
    mine = given(session)
    assert remind_overdue(session, SETTINGS, NOW) == 0
    assert remind_overdue(session, SETTINGS, LATER) == len(mine)
    assert remind_overdue(session, SETTINGS, LATER) == 0
    told = session.scalars(select(tables.Notice).where(tables.Notice.kind == "assignment_overdue")).one()
    assert (told.user_id, told.details["count"]) == (mine[0].reviewer_id, len(mine))
