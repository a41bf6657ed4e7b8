"""Critical fails: proposed by the machine, confirmed or refused by a person, and never shown to who still rates."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.finding import Verdict
from qa.errors import ConflictError, NotFoundError, ReviewError
from qa.stages import confirming, reviewing
from qa.stages.confirming import CriticalWord
from qa.stages.reviewing import RatingChange
from qa.store import tables
from tests.shop import NOW, Shop, open_shop
from tests.stages.rated import finish_review, give_out

STANDS = CriticalWord(is_confirmed=True, reason="Refunds take 14 days at most.")


@pytest.fixture
def shop(session: Session) -> Shop:
    """Open a shop in which the machine proposes a critical fail of the chat."""
    shop = open_shop(session)
    run = session.scalars(select(tables.CheckRun).where(tables.CheckRun.conversation_id == shop.chat)).one()
    run.critical = ["policy-durations"]
    session.get_one(tables.Conversation, shop.chat).has_critical = True
    session.flush()
    return shop


def listed(session: Session, reader_id: int) -> list[int]:
    return [one.line.id for one in confirming.list_proposals(session, reader_id=reader_id)[0]]


def test_a_proposal_shows_the_words_it_rests_on(session: Session, shop: Shop) -> None:
    (proposal,), has_more = confirming.list_proposals(session, reader_id=shop.manager)
    (fail,) = proposal.fails
    assert (proposal.line.id, fail.criterion, has_more) == (shop.chat, "policy-durations", False)
    assert [one.quote for one in fail.findings] == ["refunds take 30 days"]
    assert "refunds take 30 days" in proposal.messages[1].text


def test_a_decision_takes_the_conversation_off_the_list_and_is_audited(session: Session, shop: Shop) -> None:
    row = confirming.decide(session, shop.chat, "policy-durations", STANDS, user_id=shop.manager, now=NOW)
    assert (row.is_confirmed, row.was_proposed, row.closes) == (True, True, True)
    assert listed(session, shop.manager) == []
    event = session.scalars(select(tables.AuditEvent)).one()
    assert (event.action, event.user_id, event.details["criterion"]) == (
        "critical.confirmed",
        shop.manager,
        "policy-durations",
    )
    assert STANDS.reason not in str(event.details)


def test_a_newer_version_judging_another_conversation_leaves_a_decision_standing(session: Session, shop: Shop) -> None:
    confirming.decide(session, shop.chat, "policy-durations", STANDS, user_id=shop.manager, now=NOW)
    old = session.get_one(tables.Rubric, shop.rubric)
    new = tables.Rubric(name=old.name, version=old.version + 1, content_hash="newer", yaml=old.yaml, created_at=NOW)
    session.add(new)
    session.flush()
    session.add(
        tables.CheckRun(
            conversation_id=shop.mail, rubric_id=new.id, message_hash="", versions={}, checked_at=NOW, critical=[]
        )
    )
    session.flush()
    assert listed(session, shop.manager) == []


def test_a_conversation_stays_listed_until_each_critical_fail_is_decided(session: Session, shop: Shop) -> None:
    run = session.scalars(select(tables.CheckRun).where(tables.CheckRun.conversation_id == shop.chat)).one()
    run.critical = ["policy-durations", "no-blame"]
    session.flush()
    confirming.decide(session, shop.chat, "policy-durations", STANDS, user_id=shop.manager, now=NOW)
    assert listed(session, shop.manager) == [shop.chat]
    confirming.decide(session, shop.chat, "no-blame", STANDS, user_id=shop.manager, now=NOW)
    assert listed(session, shop.manager) == []


@pytest.mark.parametrize(
    ("criterion", "word", "error"),
    [
        pytest.param("policy-durations", CriticalWord(True, "  "), ReviewError, id="no reason"),
        pytest.param("greeting", STANDS, NotFoundError, id="nothing proposed"),
    ],
)
def test_a_decision_that_cannot_be_is_refused(
    session: Session, shop: Shop, criterion: str, word: CriticalWord, error: type[Exception]
) -> None:
    with pytest.raises(error):
        confirming.decide(session, shop.chat, criterion, word, user_id=shop.manager, now=NOW)
    assert listed(session, shop.manager) == [shop.chat]


def test_the_second_of_two_deciders_is_told(session: Session, shop: Shop) -> None:
    confirming.decide(session, shop.chat, "policy-durations", STANDS, user_id=shop.manager, now=NOW)
    with pytest.raises(ConflictError):
        confirming.decide(
            session, shop.chat, "policy-durations", CriticalWord(False, "No"), user_id=shop.reviewer, now=NOW
        )


@pytest.mark.parametrize("way", ["assignment", "draft"])
def test_who_is_still_to_rate_a_conversation_neither_sees_nor_decides_its_proposal(
    session: Session, shop: Shop, way: str
) -> None:
    if way == "assignment":
        give_out(session, shop.chat, shop.reviewer)
    else:
        reviewing.start_review(session, shop.chat, reviewer_id=shop.reviewer, now=NOW)
    assert listed(session, shop.reviewer) == []
    assert confirming.count_open(session, shop.reviewer).value == 0
    assert listed(session, shop.manager) == [shop.chat]
    with pytest.raises(NotFoundError):
        confirming.decide(session, shop.chat, "policy-durations", STANDS, user_id=shop.reviewer, now=NOW)
    with pytest.raises(NotFoundError):
        confirming.read_proposal(session, shop.chat, reader_id=shop.reviewer)


def test_what_was_decided_is_not_told_to_who_is_still_to_rate_it(session: Session, shop: Shop) -> None:
    confirming.decide(session, shop.chat, "policy-durations", STANDS, user_id=shop.manager, now=NOW)
    give_out(session, shop.chat, shop.reviewer)
    assert not confirming.list_decided(session, reader_id=shop.reviewer)
    assert len(confirming.list_decided(session, reader_id=shop.manager)) == 1


@pytest.mark.parametrize(
    ("verdict", "is_confirmed"),
    [pytest.param(Verdict.FAIL, True, id="failed"), pytest.param(Verdict.PASS, False, id="passed")],
)
def test_a_review_decides_what_it_rates_and_has_the_last_word(
    session: Session, shop: Shop, verdict: Verdict, is_confirmed: bool
) -> None:
    word = CriticalWord(not is_confirmed, "At first sight")
    confirming.decide(session, shop.chat, "policy-durations", word, user_id=shop.manager, now=NOW)
    review = finish_review(session, shop.chat, shop.reviewer, {"policy-durations": verdict}, now=NOW)
    row = session.scalars(select(tables.CriticalDecision)).one()
    assert (row.is_confirmed, row.review_id, row.decided_by_id) == (is_confirmed, review.id, shop.reviewer)


def test_a_critical_fail_only_a_person_found_stands(session: Session, shop: Shop) -> None:
    finish_review(session, shop.mail, shop.reviewer, {"policy-durations": Verdict.FAIL}, now=NOW)
    (count,) = confirming.count_decisions(session, since=NOW, until=NOW + timedelta(hours=1))
    assert (count.proposed, count.confirmed, count.found_by_people) == (0, 0, 1)


def test_a_changed_rating_settles_anew(session: Session, shop: Shop) -> None:
    review = finish_review(session, shop.chat, shop.reviewer, {"policy-durations": Verdict.FAIL}, now=NOW)
    rating = session.scalars(
        select(tables.Rating).where(tables.Rating.review_id == review.id, tables.Rating.criterion == "policy-durations")
    ).one()
    rating.verdict = Verdict.PASS.value
    session.flush()
    reviewing.settle_criticals(session, review, now=NOW, user_id=shop.manager)
    row = session.scalars(select(tables.CriticalDecision)).one()
    assert (row.is_confirmed, row.decided_by_id) == (False, shop.manager)


def test_a_draft_decides_nothing(session: Session, shop: Shop) -> None:
    review = reviewing.start_review(session, shop.chat, reviewer_id=shop.reviewer, now=NOW)
    change = RatingChange("policy-durations", Verdict.FAIL)
    reviewing.rate(session, review.id, change, reviewer_id=shop.reviewer, now=NOW)
    reviewing.settle_criticals(session, review, now=NOW)
    assert not session.scalars(select(tables.CriticalDecision)).all()
