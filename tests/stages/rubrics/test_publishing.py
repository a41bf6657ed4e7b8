"""Publishing: what stands in its way, what it changes, and what it leaves alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.errors import ConflictError, NotFoundError, RubricDraftError, RubricError
from qa.stages.materials import rubric_in_force
from qa.stages.reviewing.rubrics import active_rubric_id
from qa.stages.rubrics import drafts, force, publishing, trials, versions
from qa.stages.rubrics.publishing import Publication
from qa.store import tables
from qa.store.tables import State
from tests.stages.rubrics.conftest import NOW, Shop, add_review

TOMORROW = NOW + timedelta(days=1)


@pytest.fixture
def tried(shop: Shop) -> int:
    """Open a draft with a changed weight whose examples passed."""
    with shop.writing.begin() as session:
        draft = drafts.open_draft(session, shop.rubric, user_id=1, now=NOW)
        draft.yaml = draft.yaml.replace("weight: 6", "weight: 5")
        trial_id = trials.ask_trial(session, draft.id, trials.EXAMPLES, user_id=1, now=NOW)
        draft_id = draft.id
    shop.carry_out(trial_id)
    return draft_id


def publish(session: Session, shop: Shop, draft_id: int, **how: object) -> tables.Rubric:
    publication = Publication(note="Times matter less", **how)  # type: ignore[arg-type]
    return publishing.publish_draft(
        session, draft_id, publication, revision=1, user_id=1, settings=shop.settings, now=NOW
    )


def test_a_published_version_is_in_force_and_stands_before_the_file(shop: Shop, tried: int) -> None:
    with shop.writing.begin() as session:
        row = publish(session, shop, tried)
        assert rubric_in_force(session, shop.settings, now=NOW)[0] == row.id == active_rubric_id(session)
        assert rubric_in_force(session, shop.settings, now=NOW)[1].criterion("durations").weight == 5
        assert (row.name, row.version) == ("shop", 2)


def test_a_changed_file_is_no_longer_in_force_by_itself(shop: Shop, tried: int) -> None:
    with shop.writing.begin() as session:
        row = publish(session, shop, tried)
        shop.settings.rubric.write_text(row.yaml.replace("version: 2", "version: 9"), encoding="utf-8")
        assert rubric_in_force(session, shop.settings, now=NOW)[0] == row.id


def test_a_version_can_wait_for_its_day(shop: Shop, tried: int) -> None:
    with shop.writing.begin() as session:
        row = publish(session, shop, tried, from_at=TOMORROW)
        force.begin_terms(session, shop.settings, NOW)
        assert active_rubric_id(session) == shop.rubric
        assert session.scalar(select(tables.Notice.id)) is None
        force.begin_terms(session, shop.settings, TOMORROW)
        assert active_rubric_id(session) == row.id
        assert session.scalars(select(tables.Notice.user_id)).all() == [2]


def test_what_has_not_begun_can_be_taken_back(shop: Shop, tried: int) -> None:
    with shop.writing.begin() as session:
        publish(session, shop, tried, from_at=TOMORROW)
        term = session.scalars(select(tables.RubricTerm)).one()
        force.cancel_term(session, term.id, user_id=1, now=NOW)
        session.flush()
        assert force.term_at(session, TOMORROW) is None
        with pytest.raises(NotFoundError):
            force.cancel_term(session, term.id, user_id=1, now=NOW)


def test_reviews_keep_their_version_and_only_unreviewed_conversations_are_judged_anew(shop: Shop, tried: int) -> None:
    with shop.writing.begin() as session:
        add_review(session, 1, shop.rubric, verdict="pass")
        publish(session, shop, tried)
        assert session.scalars(select(tables.Review.rubric_id)).all() == [shop.rubric]
        states = session.execute(select(tables.Conversation.id, tables.Conversation.state)).all()
        assert dict(states) == {1: State.CHECKED, 2: State.TO_CHECK, 3: State.TO_CHECK}


def test_nothing_is_judged_anew_where_that_is_not_wanted(shop: Shop, tried: int) -> None:
    with shop.writing.begin() as session:
        publish(session, shop, tried, rechecks=False)
        assert set(session.scalars(select(tables.Conversation.state))) == {State.CHECKED}


def test_a_text_that_was_not_tried_is_refused(shop: Shop, tried: int) -> None:
    with shop.writing.begin() as session:
        drafts.find_draft(session, tried).yaml += "# one more word\n"
        with pytest.raises(RubricDraftError, match="Run all examples first"):
            publish(session, shop, tried)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        pytest.param("weight: 5", "weight: heavy", "line 11", id="does not read"),
        pytest.param("version: 2", "version: 1", "must be 2 or more", id="version not raised"),
        pytest.param("weight: 5", "weight: 6", "Nothing differs", id="the same"),
    ],
)
def test_a_draft_that_is_not_ready_says_why(shop: Shop, tried: int, old: str, new: str, words: str) -> None:
    with shop.writing.begin() as session:
        draft = drafts.find_draft(session, tried)
        draft.yaml = draft.yaml.replace(old, new)
        with pytest.raises(RubricDraftError, match=words):
            publish(session, shop, tried)


def test_examples_that_could_not_be_run_have_to_be_accepted(shop: Shop, tried: int) -> None:
    with shop.writing.begin() as session:
        trial = session.scalars(select(tables.RubricTrial)).one()
        trial.result = {**trial.result, "not_run": 2}
        session.flush()
        with pytest.raises(RubricDraftError, match="2 examples could not be run"):
            publish(session, shop, tried)
        publish(session, shop, tried, accepts_not_run=True)
        event = session.scalars(select(tables.AuditEvent).where(tables.AuditEvent.action == "publish rubric")).one()
        assert event.details["accepted"] == "examples that could not be run"


def test_a_draft_changed_since_it_was_read_is_not_published(shop: Shop, tried: int) -> None:
    with shop.writing.begin() as session:
        drafts.find_draft(session, tried).revision = 2
        with pytest.raises(ConflictError):
            publish(session, shop, tried)


def test_a_published_draft_is_no_draft_any_more_and_people_are_told(shop: Shop, tried: int) -> None:
    with shop.writing.begin() as session:
        publish(session, shop, tried)
        assert versions.list_drafts(session) == ()
        told = session.execute(select(tables.Notice.user_id, tables.Notice.kind)).all()
        assert told == [(2, "rubric_published")]


def test_an_older_version_is_put_in_force_again(shop: Shop, tried: int) -> None:
    with shop.writing.begin() as session:
        publish(session, shop, tried)
        later = NOW + timedelta(hours=1)
        force.put_in_force(session, shop.rubric, from_at=later, user_id=1, now=later)
        lines = versions.list_versions(session, now=later)
        assert [(line.version, line.is_in_force) for line in lines] == [(2, False), (1, True)]
        assert lines[0].terms[0].until == lines[1].terms[0].from_at == later
        with pytest.raises(RubricDraftError, match="already"):
            force.put_in_force(session, shop.rubric, from_at=later, user_id=1, now=later)


def test_the_text_of_a_version_is_given_back_to_the_byte(shop: Shop, tried: int) -> None:
    with shop.writing.begin() as session:
        row = publish(session, shop, tried)
        assert versions.read_yaml(session, "shop") == row.yaml
        assert versions.read_yaml(session, "shop", 1) == shop.settings.rubric.read_text(encoding="utf-8")
        with pytest.raises(NotFoundError, match="version 7"):
            versions.read_yaml(session, "shop", 7)


def test_a_version_for_checks_that_are_gone_is_not_put_in_force(shop: Shop) -> None:
    with shop.writing.begin() as session:
        text = shop.settings.rubric.read_text(encoding="utf-8").replace("kind: phrase", "kind: telepathy")
        row = tables.Rubric(name="shop", version=9, content_hash="9", yaml=text, is_active=False, created_at=NOW)
        session.add(row)
        session.flush()
        with pytest.raises(RubricError, match="telepathy"):
            force.put_in_force(session, row.id, from_at=NOW, user_id=1, now=NOW)
