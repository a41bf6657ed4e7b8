"""The page of one check: everybody who reviews reads its state and history, managers decide."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from qa.store import tables
from tests.shop import NOW
from tests.web.judged import add_judged, give_checks
from tests.web.opened import Opened, open_page, words

PAGE = "/checks/no-blame/no-blame-check"


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Opened]:
    with open_page(tmp_path) as opened:
        give_checks(opened)
        with opened.session() as session:
            add_judged(session, opened.shop, language="en", right=40, wrong=2, missed=3, spared=20)
        yield opened


def _read(page: Opened, user: int, address: str = PAGE) -> str:
    return words(page.as_user(user).get(address).text).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(("name", "status"), [("manager", 200), ("coach", 200), ("reviewer", 200), ("agent_user", 403)])
def test_who_may_read_it(page: Opened, name: str, status: int) -> None:
    assert page.as_user(getattr(page.shop, name)).get(PAGE).status_code == status


@pytest.mark.parametrize("name", ["coach", "reviewer", "agent_user"])
def test_managers_alone_decide(page: Opened, name: str) -> None:
    client = page.as_user(getattr(page.shop, name))
    assert client.post(PAGE, data={"state": "shadow", "reason": "No."}).status_code == 403
    assert "Decide how far it counts" not in words(client.get(PAGE).text)


def test_the_record_and_what_it_speaks_for_are_told(page: Opened) -> None:
    html = _read(page, page.shop.reviewer)
    assert "Assists as the rubric says. Its record speaks for: Trusted." in html
    assert "Right 40 of 42 times" in html
    assert "Nobody has decided anything yet" in html


def test_the_page_of_all_checks_leads_to_it(page: Opened) -> None:
    assert f'href="{PAGE}"' in page.as_user(page.shop.reviewer).get("/checks").text


def test_a_decision_is_kept_shown_and_in_force_at_once(page: Opened) -> None:
    manager = page.as_user(page.shop.manager)
    _read(page, page.shop.manager, "/checks")
    answer = manager.post(PAGE, data={"state": "trusted", "reason": "40 of 42 are <right>."})
    assert (answer.status_code, answer.headers["Location"]) == (303, PAGE)
    html = _read(page, page.shop.reviewer)
    assert "decided by Manager. The rubric says: Assists." in html
    assert "40 of 42 are &lt;right&gt;." in html
    assert '<span class="badge state trusted">Trusted</span>' in manager.get("/checks").text


def test_a_decision_for_one_language_is_for_that_one_alone(page: Opened) -> None:
    manager = page.as_user(page.shop.manager)
    answer = manager.post(f"{PAGE}?language=en", data={"state": "trusted", "reason": "Measured in English."})
    assert answer.headers["Location"] == f"{PAGE}?language=en"
    assert "Trusted since" in _read(page, page.shop.manager, f"{PAGE}?language=en")
    assert "Assists as the rubric says." in _read(page, page.shop.manager)


@pytest.mark.parametrize(
    ("form", "problem"),
    [
        pytest.param({"state": "trusted", "reason": " "}, "A reason of at most", id="no reason"),
        pytest.param({"state": "draft", "reason": "No."}, "cannot be draft", id="not open to it"),
        pytest.param({"reason": "No."}, "Choose a state.", id="no state"),
        pytest.param({"state": "moon", "reason": "No."}, "Choose a state.", id="no such state"),
    ],
)
def test_a_decision_that_cannot_be_is_refused_with_the_reason(page: Opened, form: dict[str, str], problem: str) -> None:
    answer = page.as_user(page.shop.manager).post(PAGE, data=form)
    assert answer.status_code == 422
    assert problem in words(answer.text)
    with page.session() as session:
        assert session.scalars(select(tables.CheckStanding)).all() == []


def test_what_drift_took_is_told(page: Opened) -> None:
    with page.session() as session:
        session.add(
            tables.CheckStanding(
                rubric_name="shop",
                criterion="no-blame",
                check="no-blame-check",
                language="*",
                state="assist",
                is_drift=True,
                record={"firings": 9, "right": 3},
                at=NOW,
            )
        )
    html = _read(page, page.shop.manager)
    assert "it lost its trust by itself" in html
    assert "What took its trust Right 3 of 9 times" in html


def test_a_draft_is_left_to_its_author(page: Opened) -> None:
    assert "A draft is taken out by its author" in _read(page, page.shop.manager, "/checks/no-blame/blame-draft")


@pytest.mark.parametrize("address", ["/checks/no-blame/moon", "/checks/moon/no-blame-check"])
def test_a_check_that_is_not_there_is_not_found(page: Opened, address: str) -> None:
    assert page.as_user(page.shop.manager).get(address).status_code == 404


def test_a_decision_for_a_channel_of_a_language_is_for_that_one_alone(page: Opened) -> None:
    manager = page.as_user(page.shop.manager)
    address = f"{PAGE}?language=en&channel=chat"
    answer = manager.post(address, data={"state": "trusted", "reason": "Measured in English chats."})
    assert answer.headers["Location"] == address
    assert "Trusted since" in _read(page, page.shop.manager, address)
    assert "Assists as the rubric says" in _read(page, page.shop.manager, f"{PAGE}?language=en&channel=email")
    assert "English, Chat" in _read(page, page.shop.manager, f"{PAGE}?language=en")
    assert "English, Chat: Trusted" in _read(page, page.shop.manager, "/checks")
