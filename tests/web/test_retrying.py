"""A conversation that failed is tried again from its page, by who sees states."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from qa.store import tables
from qa.store.tables import State
from tests.web.seeded import Seeded, open_seeded, post

REASON = "a.flac: is cut off: its header promises 51.4 s, 17.9 s can be read; copy it again from the source"


@pytest.fixture
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seeded]:
    with open_seeded(tmp_path_factory.mktemp("retry"), count=4) as page:
        with page.session() as session:
            call = session.get_one(tables.Conversation, 1)
            call.state, call.state_reason = State.FAILED, REASON
            session.get_one(tables.Conversation, 2).state = State.FAILED
        yield page


def state(page: Seeded, conversation_id: int) -> State:
    with page.session() as session:
        return session.get_one(tables.Conversation, conversation_id).state


def test_a_manager_tries_one_again_and_no_other(page: Seeded) -> None:
    client = page.sign_in("manager")
    shown = client.get("/conversations/1").text
    assert REASON in shown and "Try again" in shown
    answer = post(client, "/conversations/1/retry", token_at="/conversations/1")
    assert answer.status_code == 303
    assert (state(page, 1), state(page, 2)) == (State.TO_CHECK, State.FAILED)
    assert "Try again" not in client.get("/conversations/1").text


def test_what_did_not_fail_is_left_as_it_is(page: Seeded) -> None:
    before = state(page, 3)
    post(page.sign_in("manager"), "/conversations/3/retry", token_at="/conversations/1")
    assert state(page, 3) is before


def test_a_reviewer_sees_the_reason_and_no_button(page: Seeded) -> None:
    client = page.sign_in("reviewer")
    shown = client.get("/conversations/1").text
    assert REASON in shown and "Try again" not in shown
    assert post(client, "/conversations/1/retry", token_at="/conversations/1").status_code == 403
    assert state(page, 1) is State.FAILED
