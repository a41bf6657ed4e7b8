"""A sign-in link by e-mail: it reaches a real mail server, and where that refuses the link is still shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from qa.stages.accounts import NewUser, add_user
from qa.store.tables import UserRole
from tests.web.opened import Opened, open_page, words
from tests.workflows.test_mailing import Post, post

__all__ = ["post"]
EWA = {"email": "ewa@acme.example", "name": "Ewa Wilk", "role": "reviewer", "language": "pl", "mail": "yes"}


@pytest.fixture
def page(tmp_path: Path, post: Post) -> Iterator[Opened]:
    with open_page(tmp_path) as opened:
        kept = opened.app.extensions
        kept["plumbline.settings"] = replace(
            kept["plumbline.settings"],
            smtp_url=f"smtp://qa:p%3Ass%2Fword@127.0.0.1:{post.port}",
            mail_from="Plumbline <quality@acme.example>",
            public_url="https://qa.acme.example",
        )
        yield opened


@pytest.fixture
def admin(page: Opened) -> FlaskClient:
    with page.session() as session:
        new = NewUser(email="ada@acme.example", name="Ada", role=UserRole.ADMIN, password="x" * 12)
        return page.as_user(add_user(session, new).id)


def test_the_link_is_sent_in_the_persons_language_and_lets_them_in(
    page: Opened, admin: FlaskClient, post: Post
) -> None:
    html = admin.post("/people/new", data=EWA).text
    assert "The link was sent to ewa@acme.example." in words(html)
    [letter] = post.letters
    assert (letter["To"], letter["Subject"]) == ("ewa@acme.example", "Plumbline: link do logowania")
    found = re.search(r"https://qa\.acme\.example(/enter/[\w-]+)", str(letter.get_content()))
    assert found is not None
    guest = page.app.test_client()
    form = {"new": "trzy słowa razem", "again": "trzy słowa razem"}
    assert guest.post(found[1], data=form).status_code == 303


def test_a_refused_e_mail_leaves_the_link_on_the_page(page: Opened, admin: FlaskClient, post: Post) -> None:
    post.refused = {"ewa@acme.example"}
    html = admin.post("/people/new", data=EWA).text
    assert "could not be sent (550 no such mailbox)" in words(html)
    assert re.search(r"http://localhost/enter/[\w-]+", html)


def test_nothing_is_sent_unless_it_is_asked_for(admin: FlaskClient, post: Post) -> None:
    admin.post("/people/new", data=EWA | {"mail": ""})
    assert post.letters == []
