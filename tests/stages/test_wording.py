"""Better wordings are offered in the conversation's language: the agent's own, exemplars, the rubric's examples."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from qa.rubric.load import parse_rubric
from qa.stages import feedback
from qa.stages.feedback.wording import Wording, offer_wordings
from qa.store import tables
from tests.rubric.rubrics import SMALL
from tests.shop import NOW, Shop, open_shop
from tests.stages.test_feedback import published, submitted

CRITERION = parse_rubric(SMALL.replace("kind: words", "kind: phrase"), "small.yaml").criteria[0]


@pytest.fixture
def shop(session: Session) -> Iterator[Shop]:
    yield open_shop(session)


def offered(session: Session, shop: Shop, criterion: str = "no-blame") -> tuple[Wording, ...]:
    review = session.get_one(tables.Review, submitted(session, shop, conversation=shop.chat))
    proposal = feedback.propose_feedback(session, review.id)
    conversation = session.get_one(tables.Conversation, shop.call)
    criteria = [one.criterion for one in (*proposal.points, *proposal.elsewhere) if one.criterion.id == criterion]
    return offer_wordings(session, conversation, criteria)[criterion]


def exemplar(session: Session, shop: Shop, *, quote: str, is_accepted: bool = True, of: int | None = None) -> None:
    session.add(
        tables.Exemplar(
            conversation_id=of or shop.chat,
            criterion="no-blame",
            quote=quote,
            created_at=NOW,
            accepted_at=NOW + timedelta(1) if is_accepted else None,
        )
    )
    session.flush()


def test_an_accepted_exemplar_is_offered(session: Session, shop: Shop) -> None:
    exemplar(session, shop, quote="I see.")
    assert offered(session, shop) == (Wording("I see.", "exemplar"),)


def test_what_is_only_nominated_is_not(session: Session, shop: Shop) -> None:
    exemplar(session, shop, quote="I see.", is_accepted=False)
    assert offered(session, shop) == ()


def test_another_language_helps_nobody(session: Session, shop: Shop) -> None:
    exemplar(session, shop, quote="Dzień dobry.", of=shop.mail)
    assert offered(session, shop) == ()


def test_a_whole_letter_is_too_long_to_take(session: Session, shop: Shop) -> None:
    exemplar(session, shop, quote="word " * 60)
    assert offered(session, shop) == ()


def test_at_most_two_of_a_kind(session: Session, shop: Shop) -> None:
    for number in range(4):
        exemplar(session, shop, quote=f"I see {number}.")
    assert [one.text for one in offered(session, shop)] == ["I see 3.", "I see 2."]


def test_the_agents_own_strength_comes_first(session: Session, shop: Shop) -> None:
    number = published(session, shop)
    review = session.get_one(tables.Feedback, number).review_id
    note = tables.Annotation(
        review_id=review, criterion="no-blame", quote="It is no trouble.", is_strength=True, created_at=NOW
    )
    session.add(note)
    exemplar(session, shop, quote="I see.")
    conversation = session.get_one(tables.Conversation, shop.call)
    criterion = next(one for one in parse_rubric(_rubric(session), "shop").criteria if one.id == "no-blame")
    assert offer_wordings(session, conversation, [criterion])["no-blame"] == (
        Wording("It is no trouble.", "own"),
        Wording("I see.", "exemplar"),
    )


def test_passing_examples_of_the_rubric_are_offered(session: Session, shop: Shop) -> None:
    conversation = session.get_one(tables.Conversation, shop.call)
    wordings = offer_wordings(session, conversation, [CRITERION])[CRITERION.id]
    assert wordings == (Wording("It was sent today.", "rubric"),)


def _rubric(session: Session) -> str:
    return session.query(tables.Rubric).one().yaml
