"""Only published blind reviews of conversations that chance drew say how an agent does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from qa.settings import Settings
from qa.stages import coaching
from qa.stages.coaching import Between, Standing, keep_tallies
from qa.store import tables
from qa.store.tables import ReviewKind, ReviewStatus
from tests.coached import AFTER, BEFORE, GOAL, Reviewed, add_reviews
from tests.shop import NOW, Shop

SETTINGS = Settings.from_environment({})


def standing(session: Session, shop: Shop, between: Between | None = None) -> Standing:
    return coaching.read_standing(session, shop.agent, GOAL, rubric_name="shop", between=between)


def test_random_reviews_give_a_share_with_its_interval(session: Session, shop: Shop) -> None:
    add_reviews(session, shop, Reviewed(passes=12, n=20))
    found = standing(session, shop)
    assert (found.passed, found.reviewed, found.share) == (12, 20, 0.6)
    assert (found.low, found.high) == pytest.approx((0.3866, 0.7812), abs=1e-4)


@pytest.mark.parametrize(
    ("reviewed", "chosen"),
    [
        pytest.param(Reviewed(1, 4, layer="purposive"), 4, id="somebody chose it"),
        pytest.param(Reviewed(1, 4, layer="risk"), 4, id="drawn by risk"),
        pytest.param(Reviewed(1, 4, layer=None), 4, id="without a sample"),
        pytest.param(Reviewed(1, 4, filters={"verdict": "fail"}), 4, id="drawn from fails"),
        pytest.param(Reviewed(1, 4, filters={"any": [{"score_max": 60.0}]}), 4, id="drawn from low scores"),
        pytest.param(Reviewed(1, 4, is_blind=False), 4, id="not blind"),
        pytest.param(Reviewed(1, 4, is_machine_shown=True), 0, id="rated after the machine"),
        pytest.param(Reviewed(1, 4, status=ReviewStatus.SUBMITTED), 0, id="not published"),
        pytest.param(Reviewed(1, 4, kind=ReviewKind.REPEAT), 0, id="served again"),
        pytest.param(Reviewed(1, 4, kind=ReviewKind.SELF), 0, id="the agent's own"),
    ],
)
def test_other_reviews_are_not_counted(session: Session, shop: Shop, reviewed: Reviewed, chosen: int) -> None:
    add_reviews(session, shop, Reviewed(passes=8, n=10))
    add_reviews(session, shop, reviewed)
    found = standing(session, shop)
    assert (found.passed, found.reviewed, found.chosen) == (8, 10, chosen)


@pytest.mark.parametrize("layer", ["stratified", "quota", "neyman"])
def test_layers_that_do_not_look_for_faults_count(session: Session, shop: Shop, layer: str) -> None:
    add_reviews(session, shop, Reviewed(passes=3, n=5, layer=layer))
    assert standing(session, shop).reviewed == 5


def test_conversations_drawn_seldom_weigh_more_within_a_sample(session: Session, shop: Shop) -> None:
    reviews = add_reviews(session, shop, Reviewed(passes=2, n=4, layer="stratified", chance=0.5))
    pick = session.query(tables.SamplePick).filter_by(conversation_id=reviews[0].conversation_id).one()
    pick.chances = {"stratified": 0.1}
    session.flush()
    found = standing(session, shop)
    assert found.share == pytest.approx(12 / 16)
    assert found.n == pytest.approx(16**2 / (100 + 3 * 4))


def test_a_fail_that_was_the_templates_is_not_the_agents(session: Session, shop: Shop) -> None:
    add_reviews(session, shop, Reviewed(passes=3, n=4))
    add_reviews(session, shop, Reviewed(passes=0, n=2, root_cause="template"))
    found = standing(session, shop)
    assert (found.passed, found.reviewed, found.elsewhere) == (3, 4, 2)


def test_a_conversation_counts_once_by_its_first_review(session: Session, shop: Shop) -> None:
    first = add_reviews(session, shop, Reviewed(passes=1, n=1))[0]
    again = add_reviews(session, shop, Reviewed(passes=0, n=1, at=BEFORE + timedelta(hours=1)))[0]
    again.conversation_id, again.reviewer_id = first.conversation_id, shop.other_reviewer
    session.flush()
    assert (standing(session, shop).passed, standing(session, shop).reviewed) == (1, 1)


def test_what_somebody_has_still_to_rate_blind_is_not_told(session: Session, shop: Shop) -> None:
    review = add_reviews(session, shop, Reviewed(passes=0, n=1))[0]
    assert review.assignment_id is not None
    first = session.get_one(tables.Assignment, review.assignment_id)
    session.add(
        tables.Assignment(
            sample_id=first.sample_id,
            conversation_id=review.conversation_id,
            reviewer_id=shop.other_reviewer,
            created_at=NOW,
        )
    )
    session.flush()
    assert standing(session, shop).reviewed == 0


def test_a_period_is_of_when_conversations_began(session: Session, shop: Shop) -> None:
    add_reviews(session, shop, Reviewed(passes=2, n=5))
    add_reviews(session, shop, Reviewed(passes=4, n=4, at=AFTER))
    assert standing(session, shop, Between(end=AFTER)).reviewed == 5
    assert standing(session, shop, Between(start=AFTER)).reviewed == 4


def test_few_reviews_are_drawn_towards_those_of_all(session: Session, shop: Shop) -> None:
    for agent, passes in ((shop.agent, 3), (shop.agent + 1, 30), (_agent(session), 24)):
        add_reviews(session, shop, Reviewed(passes=passes, n=6 if agent == shop.agent else 30, agent=agent))
    assert standing(session, shop).expected is None
    assert keep_tallies(session, SETTINGS, NOW) == 3
    found = standing(session, shop)
    assert found.share == 0.5
    assert found.expected is not None and 0.55 < found.expected < 0.9


def test_two_agents_alone_are_no_norm_to_show(session: Session, shop: Shop) -> None:
    for agent in (shop.agent, shop.agent + 1):
        add_reviews(session, shop, Reviewed(passes=5, n=10, agent=agent))
    keep_tallies(session, SETTINGS, NOW)
    assert standing(session, shop).expected is None


def _agent(session: Session) -> int:
    agent = tables.Agent(external_id="a-3", name="Ewa")
    session.add(agent)
    session.flush()
    return agent.id
