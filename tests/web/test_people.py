"""The page of people and one's own account: who sees what, what is shown once, and what ends at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from qa.stages.accounts import NewUser, add_user
from qa.store import tables
from qa.store.tables import UserRole
from tests.web.opened import Opened, open_page, words

ADA = NewUser(email="ada@acme.example", name="Ada", role=UserRole.ADMIN, password="x" * 12)
EWA = {"email": "ewa@acme.example", "name": "Ewa Wilk", "role": "reviewer", "team": "Nocna", "language": "pl"}


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Opened]:
    with open_page(tmp_path) as opened:
        yield opened


@pytest.fixture
def admin(page: Opened) -> FlaskClient:
    with page.session() as session:
        return page.as_user(add_user(session, ADA).id)


def _user(page: Opened, email: str) -> tables.User:
    with page.session() as session:
        user = session.scalars(select(tables.User).where(tables.User.email == email)).one()
        session.expunge(user)
        return user


def _link(html: str) -> str:
    found = re.search(r"http://localhost(/enter/[\w-]+)", html)
    assert found is not None
    return found[1]


def _password(html: str) -> str:
    found = re.search(r"<code dir=\"ltr\">([0-9a-f-]{19})</code>", html)
    assert found is not None
    return found[1]


@pytest.mark.parametrize(
    ("name", "sees", "keeps"),
    [
        pytest.param("manager", 200, 403, id="manager"),
        pytest.param("coach", 403, 403, id="coach"),
        pytest.param("reviewer", 403, 403, id="reviewer"),
        pytest.param("agent_user", 403, 403, id="agent"),
    ],
)
def test_managers_see_people_and_administrators_keep_them(page: Opened, name: str, sees: int, keeps: int) -> None:
    client, other = page.as_user(getattr(page.shop, name)), page.shop.coach
    assert [client.get(address).status_code for address in ("/people", f"/people/{other}")] == [sees, sees]
    posts = ("new", f"{other}", f"{other}/password", f"{other}/link", f"{other}/close", f"{other}/open")
    assert [client.post(f"/people/{one}", data=EWA).status_code for one in posts] == [keeps] * 6


def test_somebody_is_added_and_comes_in_by_their_link_once(page: Opened, admin: FlaskClient) -> None:
    link = _link(admin.post("/people/new", data={**EWA, "way": "link"}).text)
    guest = page.app.test_client()
    assert "Welcome, Ewa Wilk" in words(guest.get(link).text)
    assert guest.get("/").status_code == 303
    refused = guest.post(link, data={"new": "moje wlasne", "again": "moje inne hasło"})
    assert (refused.status_code, "not the same" in refused.text) == (422, True)
    assert guest.post(link, data={"new": "moje własne hasło", "again": "moje własne hasło"}).status_code == 303
    assert guest.get("/").status_code == 200
    assert page.app.test_client().get(link).status_code == 410
    signed_in = page.app.test_client()
    signed_in.post("/sign-in", data={"email": EWA["email"], "password": "moje własne hasło"})
    assert signed_in.get("/account").status_code == 200


def test_a_link_and_a_password_are_shown_once(page: Opened, admin: FlaskClient) -> None:
    token = _link(admin.post("/people/new", data={**EWA, "way": "link"}).text).rpartition("/")[2]
    user = _user(page, EWA["email"])
    password = _password(admin.post(f"/people/{user.id}/password").text)
    html = admin.get(f"/people/{user.id}").text
    assert token not in html and password not in html
    with page.session() as session:
        assert session.scalars(select(tables.SignInLink)).all() == []


def test_a_one_time_password_opens_nothing_but_the_choice_of_ones_own(page: Opened, admin: FlaskClient) -> None:
    password = _password(admin.post("/people/new", data={**EWA, "way": "password"}).text)
    client = page.app.test_client()
    client.post("/sign-in", data={"email": EWA["email"], "password": password})
    assert client.get("/reviews").headers["Location"] == "/account"
    form = {"old": password, "new": "moje własne hasło", "again": "moje własne hasło"}
    assert client.post("/account/password", data=form).headers["Location"] == "/"
    assert client.get("/reviews").status_code == 200


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        pytest.param({"email": "ewa"}, "expected something like anna@acme.example", id="no e-mail"),
        pytest.param({"email": "coach@acme.example"}, "exists already", id="taken"),
        pytest.param({"role": "boss"}, "Choose a role", id="no role"),
        pytest.param({"role": "agent", "agent": "a-9"}, "Known: a-1, a-2", id="an unknown agent"),
        pytest.param({"role": "agent", "agent": "a-1"}, "has a user already", id="an agent with a user"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_written_stays(
    page: Opened, admin: FlaskClient, changes: dict[str, str], said: str
) -> None:
    answer = admin.post("/people/new", data={**EWA, **changes})
    assert answer.status_code == 422
    assert said in words(answer.text)
    assert 'value="Ewa Wilk"' in answer.text
    with page.session() as session:
        assert session.scalar(select(tables.User.id).where(tables.User.name == "Ewa Wilk")) is None


def test_a_refusal_is_in_the_language_of_the_page(page: Opened, admin: FlaskClient) -> None:
    admin.post("/account/language", data={"language": "pl"})
    assert "to nie jest adres e-mail" in words(admin.post("/people/new", data={**EWA, "email": "ewa"}).text)


def test_a_role_changes_what_the_next_click_may_do(page: Opened, admin: FlaskClient) -> None:
    coach = page.as_user(page.shop.coach)
    assert coach.get("/coaching").status_code == 200
    form = {"email": "coach@acme.example", "name": "Coach", "role": "reviewer", "language": "en"}
    admin.post(f"/people/{page.shop.coach}", data=form)
    assert coach.get("/coaching").status_code == 403
    assert "Role: Coach → Reviewer" in words(admin.get(f"/people/{page.shop.coach}").text)


def test_a_closed_account_is_out_at_once_and_opens_again(page: Opened, admin: FlaskClient) -> None:
    coach = page.as_user(page.shop.coach)
    assert coach.get("/").status_code == 200
    admin.post(f"/people/{page.shop.coach}/close")
    assert coach.get("/").status_code == 303
    admin.post(f"/people/{page.shop.coach}/open")
    assert (coach.get("/").status_code, _user(page, "coach@acme.example").is_active) == (303, True)


def test_the_last_administrator_stays(page: Opened, admin: FlaskClient) -> None:
    ada = _user(page, ADA.email)
    form = {"email": ADA.email, "name": "Ada", "role": "manager", "language": "en"}
    answer = admin.post(f"/people/{ada.id}", data=form)
    assert (answer.status_code, "the last administrator" in answer.text) == (422, True)
    assert _user(page, ADA.email).role is UserRole.ADMIN
    assert admin.post(f"/people/{ada.id}/close").status_code == 422


def test_changing_ones_password_keeps_this_browser_and_ends_the_other(page: Opened) -> None:
    with page.session() as session:
        add_user(session, ADA)
    here, there = page.app.test_client(), page.app.test_client()
    for client in (here, there):
        client.post("/sign-in", data={"email": ADA.email, "password": "x" * 12})
    wrong = {"old": "y" * 12, "new": "moje własne hasło", "again": "moje własne hasło"}
    assert "not your present password" in here.post("/account/password", data=wrong).text
    assert here.post("/account/password", data={**wrong, "old": "x" * 12}).status_code == 303
    assert (here.get("/").status_code, there.get("/").status_code) == (200, 303)


def test_guessing_the_password_of_an_open_browser_has_to_wait(page: Opened, admin: FlaskClient) -> None:
    form = {"old": "y" * 12, "new": "moje własne hasło", "again": "moje własne hasło"}
    answers = [admin.post("/account/password", data=form).status_code for _ in range(11)]
    assert answers == [422] * 10 + [429]


def test_people_are_sought_and_paged(page: Opened, admin: FlaskClient) -> None:
    assert "Reviewer" in words(admin.get("/people?words=reviewer").text)
    assert "Nobody is found" in words(admin.get("/people?words=nobody-like-that").text)
    assert "Nobody is found" in words(admin.get("/people?closed=yes&role=agent").text)


def test_everybody_finds_their_account(page: Opened) -> None:
    agent = page.as_user(page.shop.agent_user)
    assert 'href="/account"' in agent.get("/").text
    assert "changed by an administrator" in words(agent.get("/account").text)
