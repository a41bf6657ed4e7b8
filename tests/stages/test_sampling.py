"""Drawing samples: repeatable, with true inclusion probabilities, shared evenly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.sample import Design, SamplePlan
from qa.errors import SamplingError
from qa.stages.accounts import find_reviewers
from qa.stages.browsing import ConversationFilters
from qa.stages.sampling import SampleOrder, assign, count_frame, draw_sample
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


def draw(
    session: Session,
    *,
    size: int = 20,
    seed: int = 7,
    by: str | None = None,
    order: SampleOrder | None = None,
    **filters: object,
) -> tables.Sample:
    plan = SamplePlan(Design.STRATIFIED if by else Design.RANDOM, size, seed, by, filters)
    return draw_sample(session, plan, order or SampleOrder(name="s"), zone=ZONE, now=NOW)


def ids(sample: tables.Sample) -> list[int]:
    return [pick.conversation_id for pick in sample.picks]


def test_the_same_seed_draws_the_same_in_the_same_order(session: Session) -> None:
    assert ids(draw(session)) == ids(draw(session))


def test_another_seed_draws_others(session: Session) -> None:
    assert ids(draw(session)) != ids(draw(session, seed=8))


def test_a_random_sample_keeps_n_over_frame(session: Session) -> None:
    sample = draw(session, size=50)
    assert (sample.frame_size, sample.size, len(set(ids(sample)))) == (200, 50, 50)
    assert {pick.inclusion_probability for pick in sample.picks} == {0.25}


@pytest.mark.parametrize("by", ["agent", "channel", "language", "verdict"])
def test_each_stratum_has_its_share_and_its_own_probability(session: Session, by: str) -> None:
    sample = draw(session, size=40, by=by)
    drawn = Counter(pick.stratum for pick in sample.picks)
    assert sum(stratum["frame_size"] for stratum in sample.strata) == 200
    assert {stratum["name"]: stratum["size"] for stratum in sample.strata} == drawn
    chances = {stratum["name"]: stratum["size"] / stratum["frame_size"] for stratum in sample.strata}
    assert all(pick.inclusion_probability == chances[pick.stratum] for pick in sample.picks)
    assert min(drawn.values()) >= 1


def test_strata_are_what_the_conversations_are(session: Session) -> None:
    sample = draw(session, size=40, by="channel")
    assert all(pick.stratum == pick.conversation.channel for pick in sample.picks)


def test_filters_bound_the_frame_and_are_kept(session: Session) -> None:
    sample = draw(session, size=15, language="th")
    assert (sample.frame_size, sample.size, sample.filters) == (20, 15, {"language": "th"})
    assert {pick.conversation.language for pick in sample.picks} == {"th"}
    assert count_frame(session, ConversationFilters.from_json(sample.filters), zone=ZONE) == 20


def test_a_sample_larger_than_the_frame_is_the_frame(session: Session) -> None:
    sample = draw(session, size=500, language="th")
    assert sample.size == 20
    assert {pick.inclusion_probability for pick in sample.picks} == {1.0}


def test_reviewers_get_even_shares(session: Session) -> None:
    reviewers = find_reviewers(session, ["reviewer@acme.example", "Reviewer2@acme.example", "coach@acme.example"])
    sample = draw(session, size=20, order=SampleOrder(name="s", reviewers=reviewers))
    shares = Counter(
        session.scalars(select(tables.Assignment.reviewer_id).where(tables.Assignment.sample_id == sample.id))
    )
    assert sorted(shares.values()) == [6, 7, 7]


def test_what_is_given_out_is_not_given_out_again(session: Session) -> None:
    reviewers = find_reviewers(session, ["reviewer@acme.example"])
    sample = draw(session, size=5)
    assert assign(session, sample.id, reviewers=reviewers, now=NOW) == 5
    assert assign(session, sample.id, reviewers=reviewers, now=NOW) == 0


def test_drawing_is_written_down(session: Session) -> None:
    sample = draw(session)
    event = session.scalars(select(tables.AuditEvent).order_by(tables.AuditEvent.id.desc())).first()
    assert event is not None
    assert (event.action, event.subject_id, event.details["seed"]) == ("draw_sample", sample.id, 7)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        pytest.param({"size": 0}, "The size is 0", id="no size"),
        pytest.param({"size": 10_001}, "1 to 10000", id="too many"),
        pytest.param({"by": "mood"}, "agent, team, channel, language, reason, verdict", id="unknown stratum"),
        pytest.param({"language": "xx"}, "nothing to draw from", id="empty frame"),
    ],
)
def test_a_plan_that_cannot_be_drawn_says_why(session: Session, fields: dict[str, object], words: str) -> None:
    with pytest.raises(SamplingError, match=words):
        draw(session, **fields)  # type: ignore[arg-type]
