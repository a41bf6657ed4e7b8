"""The conversations behind a check's record: right, wrong and missed ones, as far as the reader may see them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from qa.stages import reviewing
from qa.store import tables
from tests.shop import NOW
from tests.web.judged import add_judged, give_checks
from tests.web.opened import Opened, open_page, words

ADDRESS = "/checks/no-blame/no-blame-check/conversations"


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Opened]:
    with open_page(tmp_path) as opened:
        give_checks(opened)
        with opened.session() as session:
            add_judged(session, opened.shop, language="pl", right=3, wrong=2, missed=1, spared=4)
            add_judged(session, opened.shop, language="en", right=1, wrong=0, missed=0, spared=0)
        yield opened


def test_they_are_counted_and_lead_to_the_conversations(page: Opened) -> None:
    client = page.as_user(page.shop.manager)
    html = client.get(ADDRESS).text
    assert "All 7 Right 4 Wrong 2 Missed 1" in words(html)
    with page.session() as session:
        drawn = select(tables.Conversation.id).where(tables.Conversation.external_id == "d-pl-0")
        assert f'href="/conversations/{session.scalars(drawn).one()}"' in html
    assert ADDRESS in client.get("/checks/no-blame/no-blame-check").text


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        pytest.param("?judgement=wrong", ["d-pl-3", "d-pl-4"], id="wrong"),
        pytest.param("?judgement=missed", ["d-pl-5"], id="missed"),
        pytest.param("?language=en", ["d-en-0"], id="of one language"),
        pytest.param("?judgement=missed&language=en", [], id="none"),
    ],
)
def test_they_can_be_narrowed(page: Opened, query: str, shown: list[str]) -> None:
    html = page.as_user(page.shop.reviewer).get(ADDRESS + query).text
    everything = [f"d-{language}-{number}" for language in ("pl", "en") for number in range(10)]
    assert [name for name in everything if f"<bdi>{name}</bdi>" in html] == shown


def test_what_the_reader_is_still_to_rate_is_left_out(page: Opened) -> None:
    with page.session() as session:
        drawn = select(tables.Conversation.id).where(tables.Conversation.external_id == "d-pl-3")
        place = session.scalars(drawn).one()
        reviewing.start_review(session, place, reviewer_id=page.shop.reviewer, now=NOW)
    assert "d-pl-3" not in page.as_user(page.shop.reviewer).get(ADDRESS).text
    assert "d-pl-3" in page.as_user(page.shop.manager).get(ADDRESS).text


def test_agents_do_not_see_them_and_what_is_not_there_is_not_found(page: Opened) -> None:
    assert page.as_user(page.shop.agent_user).get(ADDRESS).status_code == 403
    manager = page.as_user(page.shop.manager)
    assert manager.get("/checks/nonsense/no-blame-check/conversations").status_code == 404
    assert manager.get("/checks/no-blame/nonsense/conversations").status_code == 404
