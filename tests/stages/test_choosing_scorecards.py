"""Short scorecards chosen: by name for a sample, from what is offered when a review is begun by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from qa.errors import NotFoundError, ScorecardError
from qa.stages import reviewing
from qa.stages.choosing_scorecards import find_offered, offer_scorecards, read_offered
from qa.stages.scorecards import ScorecardOrder, save_scorecard, switch_scorecard
from qa.store import tables
from qa.store.session import open_database, sessions_of
from tests.shop import NOW, Shop, open_shop

ANY = ScorecardOrder("Any", ("greeting",))
CHAT = ScorecardOrder("Chat", ("greeting",), channels=("chat",))
CALL = ScorecardOrder("Call", ("greeting",), channels=("call",))
REFUND = ScorecardOrder("Refund", ("spelling",), reasons=("refund",))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    engine = open_database(f"sqlite:///{tmp_path / 'shop.db'}")
    tables.Base.metadata.create_all(engine)
    with sessions_of(engine, is_writing=True)() as opened:
        yield opened
    engine.dispose()


@pytest.fixture
def shop(session: Session) -> Shop:
    return open_shop(session)


def keep(session: Session, shop: Shop, *orders: ScorecardOrder) -> list[int]:
    return [save_scorecard(session, order, by=shop.manager, now=NOW).id for order in orders]


@pytest.mark.parametrize(
    ("orders", "reason", "offered", "fitting"),
    [
        pytest.param((ANY, CHAT, CALL), None, ["Any", "Chat"], "Chat", id="its channel before any"),
        pytest.param((CHAT, REFUND), "refund", ["Chat", "Refund"], "Refund", id="its reason before its channel"),
        pytest.param((REFUND,), "return", ["Refund"], None, id="another reason may be chosen but does not fit"),
    ],
)
def test_what_fits_a_conversation_is_offered_first(
    session: Session,
    shop: Shop,
    orders: tuple[ScorecardOrder, ...],
    reason: str | None,
    offered: list[str],
    fitting: str | None,
) -> None:
    keep(session, shop, *orders)
    session.get_one(tables.Conversation, shop.chat).reason = reason
    offer = offer_scorecards(session, shop.chat, reviewer_id=shop.reviewer)
    assert offer is not None
    names = {card.id: card.name for card, _asked in offer.choices}
    assert (list(names.values()), names.get(offer.fitting or 0)) == (offered, fitting)
    assert (offer.choices[0][1], offer.whole) == (2, 5)


def test_nothing_is_offered_without_a_scorecard_for_such_conversations(session: Session, shop: Shop) -> None:
    keep(session, shop, CALL)
    assert offer_scorecards(session, shop.chat, reviewer_id=shop.reviewer) is None


def test_a_review_that_is_begun_offers_nothing_more(session: Session, shop: Shop) -> None:
    keep(session, shop, ANY)
    reviewing.start_review(session, shop.chat, reviewer_id=shop.reviewer, now=NOW)
    assert offer_scorecards(session, shop.chat, reviewer_id=shop.reviewer) is None
    assert offer_scorecards(session, shop.chat, reviewer_id=shop.other_reviewer) is not None


def test_what_a_sample_asks_for_is_not_chosen_by_hand(session: Session, shop: Shop) -> None:
    (kept,) = keep(session, shop, ANY)
    sample = tables.Sample(name="May", design="random", size=1, seed=1, frame_size=4, strata=[], created_at=NOW)
    given = tables.Assignment(
        sample=sample, conversation_id=shop.chat, reviewer_id=shop.reviewer, created_at=NOW
    )  # fmt: skip
    session.add(given)
    session.flush()
    assert offer_scorecards(session, shop.chat, reviewer_id=shop.reviewer) is None
    card = read_offered(session, kept)
    review = reviewing.start_review(session, shop.chat, reviewer_id=shop.reviewer, now=NOW, scorecard=card)
    assert review.scorecard is None


def test_a_review_by_hand_keeps_the_scorecard_chosen(session: Session, shop: Shop) -> None:
    (kept,) = keep(session, shop, ANY)
    card = read_offered(session, kept)
    review = reviewing.start_review(session, shop.chat, reviewer_id=shop.reviewer, now=NOW, scorecard=card)
    assert review.scorecard == {"id": kept, "name": "Any", "version": 1, "criteria": ["policy-durations", "greeting"]}


def test_one_off_the_list_cannot_be_chosen(session: Session, shop: Shop) -> None:
    (kept,) = keep(session, shop, ANY)
    switch_scorecard(session, kept, by=shop.manager, now=NOW)
    with pytest.raises(ScorecardError, match="not offered any more"):
        read_offered(session, kept)


def test_scorecards_are_found_by_name_whatever_their_case(session: Session, shop: Shop) -> None:
    any_card, chat = keep(session, shop, ANY, CHAT)
    assert find_offered(session, ("CHAT", "any", "chat")) == (chat, any_card)
    with pytest.raises(ScorecardError, match="“Mail”. Known: Any, Chat."):
        find_offered(session, ("Mail",))


def test_an_unknown_conversation_is_not_found(session: Session, shop: Shop) -> None:
    with pytest.raises(NotFoundError):
        offer_scorecards(session, 999, reviewer_id=shop.reviewer)
