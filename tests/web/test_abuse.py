"""Noting an abusive customer on the page: by reviewers of any conversation, by agents of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.opened import Opened, open_page, words


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Opened]:
    with open_page(tmp_path) as opened:
        yield opened


def test_a_reviewer_notes_it_and_the_coach_finds_it(page: Opened) -> None:
    reviewer, chat = page.as_user(page.shop.reviewer), page.shop.chat
    sent = reviewer.post(f"/conversations/{chat}/abuse", data={"kind": "threat", "back": f"/conversations/{chat}"})
    assert sent.headers["Location"] == f"/conversations/{chat}"
    coach = page.as_user(page.shop.coach)
    assert "Threats – noted by Reviewer" in words(coach.get(f"/conversations/{chat}").text)
    agent = words(coach.get(f"/coaching/agents/{page.shop.agent}").text)
    assert "Abusive customers Ask how they are" in agent
    reviewer.post(f"/conversations/{chat}/abuse", data={"kind": ""})
    assert "noted by" not in words(coach.get(f"/conversations/{chat}").text)


def test_an_agent_notes_it_of_their_own_conversation_only(page: Opened) -> None:
    agent, other = page.as_user(page.shop.agent_user), page.as_user(page.shop.other_agent_user)
    address = f"/my-conversations/{page.shop.chat}/abuse"
    assert agent.post(address, data={"kind": "insult"}).status_code == 303
    assert other.post(address, data={"kind": "insult"}).status_code == 404
    assert agent.post(f"/conversations/{page.shop.chat}/abuse", data={"kind": "insult"}).status_code == 403
    notes = words(page.as_user(page.shop.coach).get(f"/conversations/{page.shop.chat}").text)
    assert "(the agent)" in notes


@pytest.mark.parametrize(
    ("data", "status", "place"),
    [
        pytest.param({"kind": "rude"}, 400, None, id="no such kind"),
        pytest.param({"kind": "threat", "back": "//evil.example"}, 303, "/conversations/1", id="another site"),
    ],
)
def test_what_cannot_be_is_refused(page: Opened, data: dict[str, str], status: int, place: str | None) -> None:
    sent = page.as_user(page.shop.coach).post("/conversations/1/abuse", data=data)
    assert (sent.status_code, sent.headers.get("Location")) == (status, place)
