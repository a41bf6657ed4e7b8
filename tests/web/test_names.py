"""What a conversation is known by, on every page that speaks of one."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.web.seeded import Seeded, post

SUBJECT = "Uszkodzony ekspres"
PAGES = ("/", "/reviews", "{review}", "{review}/submit", "{conversation}", "/conversations?channel=email")


@pytest.fixture(scope="module")
def manager(seeded: Seeded) -> FlaskClient:
    return seeded.sign_in("manager")


@pytest.fixture(scope="module")
def places(manager: FlaskClient) -> dict[str, str]:
    listed = manager.get("/conversations?channel=email").text
    found = re.search(rf'href="(/conversations/\d+)">(?:(?!</a>).)*<bdi title="[^"]+">{SUBJECT}', listed, re.DOTALL)
    assert found is not None
    return {"conversation": found[1], "review": post(manager, f"{found[1]}/review").headers["Location"]}


@pytest.mark.parametrize("page", PAGES)
def test_an_email_under_review_goes_by_its_subject(manager: FlaskClient, places: dict[str, str], page: str) -> None:
    html = manager.get(page.format(**places)).text
    assert re.search(rf"<(bdi|h1)[^>]*>[^<]*{SUBJECT}</", html) is not None
