"""A masked message is read as it was said by managers alone, with a reason that is kept."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from qa.settings import Settings
from qa.stages.redacting_again import redact_stored
from qa.store import tables
from tests.web.seed import NOW
from tests.web.seeded import Seeded, open_seeded, post

CARD = "4111 1111 1111 1111"


@pytest.fixture(scope="module")
def masked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seeded]:
    home = tmp_path_factory.mktemp("masked")
    with open_seeded(home, count=6) as page:
        with page.session() as session:
            message = session.scalars(select(tables.Message).where(tables.Message.conversation_id == 1)).first()
            assert message is not None
            message.text = f"My card is {CARD}."
        with page.session() as session:
            settings = Settings.from_environment({"QA_HOME": str(home)})
            assert redact_stored(session, [1, 2, 3], settings=settings, now=NOW) == 1
        yield page


def _position(page: Seeded) -> int:
    with page.session() as session:
        row = tables.Message
        return session.scalars(select(row.position).where(row.text.contains("[masked: "))).one()


def test_nobody_sees_the_secret_on_the_page_and_it_is_judged_again(masked: Seeded) -> None:
    html = masked.sign_in("manager").get("/conversations/1").text
    assert CARD not in html and "My card is [masked: card number]." in html
    with masked.session() as session:
        assert session.get_one(tables.Conversation, 1).state is tables.State.TO_CHECK


def test_a_manager_reads_it_with_a_reason(masked: Seeded) -> None:
    client = masked.sign_in("manager")
    page = f"/conversations/1/messages/{_position(masked)}/original"
    assert page in client.get("/conversations/1").text
    answer = post(client, page, token_at=page, reason="Chargeback of order 48213")
    assert f"My card is {CARD}." in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    with masked.session() as session:
        event = session.scalars(select(tables.AuditEvent).where(tables.AuditEvent.action == "read_original")).one()
        assert event.details["reason"] == "Chargeback of order 48213"


def test_without_a_reason_it_stays_masked(masked: Seeded) -> None:
    page = f"/conversations/1/messages/{_position(masked)}/original"
    answer = post(masked.sign_in("manager"), page, token_at=page, reason="why not")
    assert answer.status_code == 422 and CARD not in answer.text
    assert "Write the reason" in answer.text


def test_a_message_that_was_not_masked_has_no_original(masked: Seeded) -> None:
    page = "/conversations/2/messages/0/original"
    answer = post(masked.sign_in("manager"), page, token_at=page, reason="Chargeback of order 48213")
    assert answer.status_code == 404


@pytest.mark.parametrize("name", ["reviewer", "coach", "agent"])
def test_others_may_not(masked: Seeded, name: str) -> None:
    assert masked.sign_in(name).get("/conversations/1/messages/0/original").status_code in (403, 404)
