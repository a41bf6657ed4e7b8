"""Tags, exemplars and comments to reuse."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.errors import NotFoundError, ReviewError, UnknownNameError
from qa.stages import comment_templates, exemplars, reviewing, tagging
from qa.stages.exemplars import ExemplarChoice
from qa.stages.reviewing import Pin
from qa.store import tables
from tests.shop import NOW, Shop, open_shop
from tests.stages.rated import finish, give_out


@pytest.fixture
def shop(session: Session) -> Shop:
    return open_shop(session)


@pytest.fixture
def review(session: Session, shop: Shop) -> tables.Review:
    return reviewing.start_review(session, shop.chat, reviewer_id=shop.reviewer, now=NOW)


def pin(session: Session, review: tables.Review, **more: object) -> tables.Annotation:
    place = Pin(message=1, start=0, end=9, **more)  # type: ignore[arg-type]
    return reviewing.annotate(session, review.id, place, reviewer_id=review.reviewer_id, now=NOW)


def listed(session: Session, reader_id: int, **choice: str) -> list[str]:
    found, _more = exemplars.list_exemplars(session, ExemplarChoice(**choice), reader_id=reader_id)
    return [one.exemplar.quote for one in found]


def test_a_note_is_given_tags_of_the_list(session: Session, review: tables.Review) -> None:
    tags = [tagging.add_tag(session, name, now=NOW) for name in ("Refunds", "delivery")]
    pin(session, review, tags=(tags[1].id, tags[0].id, tags[0].id))
    (note,) = reviewing.read_review(session, review.id).annotations
    assert [tag.name for tag in note.tags] == ["Refunds", "delivery"]


def test_a_tag_that_is_not_on_the_list_is_refused(session: Session, review: tables.Review) -> None:
    retired = tagging.add_tag(session, "Old", now=NOW)
    tagging.retire_tag(session, retired.id)
    for tag_id in (retired.id, 99):
        with pytest.raises(UnknownNameError):
            pin(session, review, tags=(tag_id,))


@pytest.mark.parametrize(
    "name",
    [pytest.param("  ", id="empty"), pytest.param("x" * 61, id="long"), pytest.param("REFUNDS", id="there already")],
)
def test_a_tag_needs_a_name_of_its_own(session: Session, shop: Shop, name: str) -> None:
    tagging.add_tag(session, "Refunds", now=NOW)
    with pytest.raises(ReviewError):
        tagging.add_tag(session, name, now=NOW)


def test_a_retired_tag_stays_on_its_notes_and_can_come_back(
    session: Session, shop: Shop, review: tables.Review
) -> None:
    tag = tagging.add_tag(session, "Refunds", now=NOW)
    pin(session, review, tags=(tag.id,))
    finish(session, review, {}, now=NOW)
    tagging.retire_tag(session, tag.id)
    assert [(one.name, one.is_active, one.notes) for one in tagging.list_tags(session)] == [("Refunds", False, 1)]
    assert tagging.add_tag(session, "refunds", now=NOW).id == tag.id


def test_notes_with_a_tag_are_of_submitted_reviews_and_hidden_from_who_is_still_to_rate(
    session: Session, shop: Shop, review: tables.Review
) -> None:
    tag = tagging.add_tag(session, "Refunds", now=NOW)
    pin(session, review, tags=(tag.id,), comment="wrong")
    assert tagging.list_tagged(session, tag.id, reader_id=shop.manager)[0] == []
    finish(session, review, {}, now=NOW)
    assert [one.comment for one in tagging.list_tagged(session, tag.id, reader_id=shop.manager)[0]] == ["wrong"]
    give_out(session, shop.chat, shop.other_reviewer)
    assert tagging.list_tagged(session, tag.id, reader_id=shop.other_reviewer)[0] == []


def test_an_exemplar_is_shown_by_criterion_once_its_review_is_submitted(
    session: Session, shop: Shop, review: tables.Review
) -> None:
    note = pin(session, review, criterion="greeting", is_strength=True)
    kept = [exemplars.mark_exemplar(session, note.id, user_id=shop.reviewer, now=NOW) for _ in range(2)]
    assert kept[0].id == kept[1].id
    assert listed(session, shop.manager) == []
    finish(session, review, {}, now=NOW)
    assert listed(session, shop.manager, criterion="greeting", channel="chat") == ["Hello Jan"]
    assert listed(session, shop.manager, criterion="spelling") == []
    give_out(session, shop.chat, shop.other_reviewer)
    assert listed(session, shop.other_reviewer) == []


def test_an_exemplar_needs_a_criterion(session: Session, shop: Shop, review: tables.Review) -> None:
    with pytest.raises(ReviewError, match="one criterion"):
        exemplars.mark_exemplar(session, pin(session, review).id, user_id=shop.reviewer, now=NOW)


def give_feedback(session: Session, shop: Shop, review: tables.Review) -> tables.Feedback:
    strength = {"criterion": "greeting", "text": "Warm", "message": 1, "start": 0, "end": 9, "quote": "Hello Jan"}
    row = tables.Feedback(review_id=review.id, agent_id=shop.agent, strength=strength, points=[], published_at=NOW)
    session.add(row)
    session.flush()
    return row


def test_an_agent_nominates_the_strength_and_a_coach_accepts_it(
    session: Session, shop: Shop, review: tables.Review
) -> None:
    finish(session, review, {}, now=NOW)
    told = give_feedback(session, shop, review)
    row = exemplars.nominate(session, told.id, "greeting", agent_id=shop.agent, user_id=shop.agent_user, now=NOW)
    assert listed(session, shop.coach) == []
    assert [one.kind for one in session.scalars(select(tables.Notice))] == ["exemplar_nominated"]
    exemplars.accept_exemplar(session, row.id, user_id=shop.coach, now=NOW)
    assert listed(session, shop.coach) == ["Hello Jan"]
    exemplars.remove_exemplar(session, row.id)
    assert listed(session, shop.coach) == []


def test_nobody_nominates_from_anothers_feedback_or_what_is_no_strength(
    session: Session, shop: Shop, review: tables.Review
) -> None:
    finish(session, review, {}, now=NOW)
    told = give_feedback(session, shop, review)
    with pytest.raises(NotFoundError):
        exemplars.nominate(session, told.id, "greeting", agent_id=99, user_id=shop.agent_user, now=NOW)
    with pytest.raises(ReviewError):
        exemplars.nominate(session, told.id, "spelling", agent_id=shop.agent, user_id=shop.agent_user, now=NOW)


def test_comments_to_reuse_come_in_the_readers_language_first(session: Session, shop: Shop) -> None:
    for language, text in (("en", "Greet first."), ("pl", "Najpierw powitanie.")):
        comment_templates.add_template(
            session, text, criterion="greeting", language=language, user_id=shop.coach, now=NOW
        )
    found = comment_templates.list_templates(session, criteria=["greeting"], language="pl")
    assert [one.text for one in found] == ["Najpierw powitanie.", "Greet first."]
    comment_templates.remove_template(session, found[0].id)
    assert len(comment_templates.list_templates(session)) == 1


@pytest.mark.parametrize(
    ("text", "criterion", "language", "words"),
    [
        pytest.param(" ", "greeting", "en", "1 to 1000", id="empty"),
        pytest.param("x", "moon", "en", "“moon”", id="criterion"),
        pytest.param("x", "greeting", "xx", "Known: pl", id="language"),
    ],
)
def test_a_comment_that_cannot_be_reused_is_refused(
    session: Session, shop: Shop, text: str, criterion: str, language: str, words: str
) -> None:
    with pytest.raises(ReviewError, match=words):
        comment_templates.add_template(
            session, text, criterion=criterion, language=language, user_id=shop.coach, now=NOW
        )
