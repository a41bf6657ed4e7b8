"""Who wrote a message and when, as the line above it says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from qa.store import tables
from tests.web.opened import Opened, open_page
from web import message_lines

NIGHT = datetime(2026, 5, 11, 21, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    with open_page(tmp_path_factory.mktemp("home")) as opened:
        yield opened


def conversation(channel: str, *sent: datetime | None) -> tables.Conversation:
    messages = [tables.Message(position=place, sent_at=sent_at, author="a-1") for place, sent_at in enumerate(sent)]
    return tables.Conversation(channel=channel, started_at=NIGHT, messages=messages)


@pytest.mark.parametrize(
    ("channel", "sent", "written"),
    [
        pytest.param("chat", [NIGHT], "23:30", id="the day it began"),
        pytest.param("chat", [NIGHT, NIGHT.replace(hour=22)], "May 12, 2026, 00:30", id="past midnight of the team"),
        pytest.param("chat", [NIGHT, None, NIGHT.replace(minute=40)], "23:40", id="after one without a time"),
        pytest.param("email", [NIGHT], "May 11, 2026, 23:30", id="an e-mail"),
        pytest.param("chat", [None], "", id="no time"),
    ],
)
def test_a_message_says_its_day_where_another_begins(
    page: Opened, channel: str, sent: list[datetime | None], written: str
) -> None:
    row = conversation(channel, *sent)
    with page.app.test_request_context():
        assert message_lines.sent_on(row, row.messages[-1]) == written


@pytest.mark.parametrize(("author", "name"), [("a-1", "Anna Nowak"), ("a-2", "a-2"), (None, None)])
def test_the_conversations_own_agent_is_named(author: str | None, name: str | None) -> None:
    row = conversation("chat", NIGHT)
    row.agent = tables.Agent(external_id="a-1", name="Anna Nowak")
    row.messages[0].author = author
    assert message_lines.author_of(row, row.messages[0]) == name
