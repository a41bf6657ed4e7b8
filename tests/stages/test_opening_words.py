"""The customer's first words of conversations."""

from __future__ import annotations

from sqlalchemy.orm import Session

from qa.stages.opening_words import opening_words
from qa.store import tables
from tests.shop import open_shop


def test_the_first_open_words_of_the_customer_are_taken(session: Session) -> None:
    shop = open_shop(session)
    chat = session.get_one(tables.Conversation, shop.chat)
    said = [one for one in chat.messages if one.role == "customer"]
    assert opening_words(session, [shop.chat])[shop.chat] == said[0].text
    said[0].is_internal = True
    session.flush()
    assert opening_words(session, [shop.chat]).get(shop.chat) == (said[1].text if len(said) > 1 else None)


def test_nothing_is_asked_for_no_conversation(session: Session) -> None:
    assert opening_words(session, []) == {}
