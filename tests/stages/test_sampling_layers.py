"""Designs with layers: what is kept of them, what is left out, and what never enters an estimate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.sample import Design, Exclusion, ExclusionKind, SamplePlan
from qa.errors import SamplingError
from qa.stages import sampling
from qa.stages.browsing import ConversationFilters
from qa.stages.exporting import export_reviews
from qa.stages.judged import count_judged, count_reviews
from qa.stages.samples import read_sample
from qa.store import tables
from qa.store.session import open_database, sessions_of
from tests.web.seed import NOW, seed

ZONE = ZoneInfo("Europe/Warsaw")


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    place = tmp_path_factory.mktemp("shop") / "shop.db"
    engine = open_database(f"sqlite:///{place}")
    tables.Base.metadata.create_all(engine)
    with sessions_of(engine, is_writing=True)() as session:
        seed(session, count=200)
        session.flush()
        for conversation in session.scalars(select(tables.Conversation)):
            reason = "complaint" if conversation.id % 3 == 0 else "return"
            session.add(tables.Insight(conversation_id=conversation.id, reason=reason))
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


def draw(session: Session, plan: SamplePlan, *, reviewers: tuple[int, ...] = (), blind: bool = True) -> tables.Sample:
    order = sampling.SampleOrder(name="s", reviewers=reviewers, is_blind=blind)
    return sampling.draw_sample(session, plan, order, zone=ZONE, now=NOW)


def people(session: Session, *roles: str) -> tuple[int, ...]:
    return tuple(session.scalars(select(tables.User.id).where(tables.User.role.in_(roles)).order_by(tables.User.id)))


@pytest.mark.parametrize("by", ["team", "reason", "channel+language", "agent+verdict"])
def test_every_kind_of_stratum_adds_up_to_the_frame(session: Session, by: str) -> None:
    sample = draw(session, SamplePlan(Design.STRATIFIED, 60, 3, by))
    assert sum(stratum["frame_size"] for stratum in sample.strata) == sample.frame_size == 200
    drawn = Counter(pick.stratum for pick in sample.picks)
    assert {one["name"]: one["size"] for one in sample.strata if one["size"]} == dict(drawn)
    assert (" / " in sample.strata[0]["name"]) == ("+" in by)


@pytest.mark.parametrize("by", ["channel+channel", "channel+mood", "channel+team+agent"])
def test_strata_that_cannot_be_crossed_are_refused(session: Session, by: str) -> None:
    with pytest.raises(SamplingError):
        draw(session, SamplePlan(Design.STRATIFIED, 60, 3, by))


def test_a_quota_draws_as_many_of_each_agent_and_random_ones_beside(session: Session) -> None:
    sample = draw(session, SamplePlan(Design.QUOTA, 1, 3, quota=3, random_share=0.3))
    own = Counter(pick.stratum for pick in sample.picks if "quota" in pick.drawn_by)
    assert set(own.values()) == {3} and len(own) == 8
    assert [layer["size"] for layer in sample.layers] == [11, 24]


def test_neyman_says_where_its_spreads_come_from(session: Session) -> None:
    sample = draw(session, SamplePlan(Design.NEYMAN, 40, 3, "channel", random_share=0.3))
    assert sample.layers[-1]["spread_from"] == "machine"
    assert all(stratum["spread"] >= 0.05 for stratum in sample.strata)


def test_risk_strata_hold_what_they_say(session: Session) -> None:
    sample = draw(session, SamplePlan(Design.RISK, 40, 3, random_share=0.3))
    chances = {one["name"]: one["probability"] for one in sample.strata}
    assert list(chances.values()) == sorted(chances.values())
    for pick in sample.picks:
        assert pick.chances["risk"] == chances[pick.stratum]
        if pick.conversation.has_critical:
            assert int(pick.stratum.removeprefix("risk-")) >= 6


@pytest.mark.parametrize("design", [Design.RISK, Design.QUOTA, Design.PURPOSIVE])
def test_too_few_random_ones_are_refused_without_a_reason(session: Session, design: Design) -> None:
    with pytest.raises(SamplingError, match="write down why"):
        draw(session, SamplePlan(design, 20, 3, quota=2, chosen=(1,), random_share=0.1))


def test_exclusions_are_counted_each_on_what_the_ones_before_left(session: Session) -> None:
    short = Exclusion(ExclusionKind.SHORT, 4)
    agent = Exclusion(ExclusionKind.AGENT, 1, "on leave")
    rows = session.scalars(select(tables.Conversation)).all()
    brief = {row.id for row in rows if row.message_count < 4}
    away = {row.id for row in rows if row.agent_id == 1} - brief
    sample = draw(session, SamplePlan(Design.RANDOM, 10, 3, exclusions=(short, agent)))
    assert [one["count"] for one in sample.exclusions] == [len(brief), len(away)]
    assert sample.exclusions[1]["reason"] == "on leave"
    assert sample.frame_size == 200 - len(brief | away)
    assert not {pick.conversation_id for pick in sample.picks} & (brief | away)


def test_groups_of_filters_are_joined_by_or(session: Session) -> None:
    groups = sampling.FilterGroups((ConversationFilters(channel="call"), ConversationFilters(language="th")))
    sample = draw(session, SamplePlan(Design.RANDOM, 200, 3, filters=groups.as_json()))
    assert all(one.conversation.channel == "call" or one.conversation.language == "th" for one in sample.picks)
    assert sampling.FilterGroups.from_json(sample.filters) == groups
    assert sample.frame_size == sampling.count_frame(session, groups, zone=ZONE) < 200


def test_nobody_is_given_what_they_reviewed_or_have_already(session: Session) -> None:
    reviewers = people(session, "reviewer")
    draw(session, SamplePlan(Design.RANDOM, 200, 3), reviewers=reviewers[:1])
    second = draw(session, SamplePlan(Design.RANDOM, 50, 4), reviewers=reviewers)
    given = session.scalars(select(tables.Assignment).where(tables.Assignment.sample_id == second.id)).all()
    assert {one.reviewer_id for one in given} == {reviewers[1]}


def submit_all(session: Session, sample: tables.Sample) -> None:
    """Submit a review of each assignment, rating one criterion."""
    rubric = session.scalars(select(tables.Rubric.id)).one()
    for given in session.scalars(select(tables.Assignment).where(tables.Assignment.sample_id == sample.id)):
        given.finished_at = NOW
        review = tables.Review(
            conversation_id=given.conversation_id,
            reviewer_id=given.reviewer_id,
            rubric_id=rubric,
            assignment_id=given.id,
            status=tables.ReviewStatus.SUBMITTED,
            score_value=80.0,
            started_at=NOW,
            updated_at=NOW,
            submitted_at=NOW,
        )
        review.ratings.append(tables.Rating(criterion="greeting", verdict="pass", updated_at=NOW))
        session.add(review)
    session.flush()


def test_what_somebody_chose_is_in_no_count_and_no_estimate(session: Session) -> None:
    chosen = sampling.choose_first(
        session, sampling.FilterGroups((ConversationFilters(channel="chat"),)), size=10, zone=ZONE
    )
    plan = SamplePlan(Design.PURPOSIVE, 10, 3, chosen=chosen, random_reason="a closer look at chats")
    sample = draw(session, plan, reviewers=people(session, "reviewer"))
    submit_all(session, sample)
    counts = count_reviews(session, "seed")
    assert (counts.submitted, counts.drawn) == (10, 0)
    assert not count_judged(session, "seed")
    exported = [one for one in export_reviews(session) if one["sample"] == sample.id]
    assert [one["inclusion_probability"] for one in exported] == [None] * 10
    assert exported[0]["drawn_by"] == ["purposive"]


def test_what_is_named_is_found_or_said_to_be_missing(session: Session) -> None:
    assert len(sampling.find_chosen(session, ["s-0003", "s-0001", "s-0003"])) == 2
    with pytest.raises(SamplingError, match="'nobody'"):
        sampling.find_chosen(session, ["s-0003", "nobody"])


def test_the_page_hides_from_reviewers_how_a_pick_was_drawn_until_it_is_rated(session: Session) -> None:
    reviewer, *_others = people(session, "reviewer")
    manager = people(session, "manager")[0]
    sample = draw(session, SamplePlan(Design.RISK, 20, 3, random_share=0.3), reviewers=(reviewer,))
    blind = read_sample(session, sample.id, viewer_id=reviewer, may_draw=False)
    assert all(pick.is_hidden and not pick.drawn_by and not pick.stratum for pick in blind.picks)
    assert not blind.strata
    seen = read_sample(session, sample.id, viewer_id=manager, may_draw=True)
    assert not any(pick.is_hidden for pick in seen.picks) and seen.strata
    submit_all(session, sample)
    assert not any(pick.is_hidden for pick in read_sample(session, sample.id, viewer_id=reviewer, may_draw=False).picks)


def test_filters_on_the_machine_are_hidden_too(session: Session) -> None:
    reviewer = people(session, "reviewer")[0]
    plan = SamplePlan(Design.RANDOM, 5, 3, filters={"verdict": "critical"})
    sample = draw(session, plan, reviewers=(reviewer,))
    assert read_sample(session, sample.id, viewer_id=reviewer, may_draw=False).filters is None
    plain = draw(session, SamplePlan(Design.RANDOM, 5, 4, filters={"channel": "chat"}), reviewers=(reviewer,))
    assert read_sample(session, plain.id, viewer_id=reviewer, may_draw=False).filters == {"channel": "chat"}


def test_who_decided_on_a_critical_fail_is_not_given_it_blind(session: Session) -> None:
    sample = draw(session, SamplePlan(Design.RANDOM, 5, 7))
    first, second = people(session, "reviewer")[:2]
    rubric = session.scalars(select(tables.Rubric.id)).first()
    for pick in sample.picks:
        session.add(
            tables.CriticalDecision(
                conversation_id=pick.conversation_id,
                rubric_id=rubric,
                criterion="no-secret-data",
                is_confirmed=True,
                was_proposed=True,
                closes=True,
                decided_by_id=first,
                decided_at=NOW,
            )
        )
    session.flush()
    assert sampling.assign(session, sample.id, reviewers=[first], now=NOW) == 0
    assert sampling.assign(session, sample.id, reviewers=[first, second], now=NOW) == 5
