"""Signing in: only with the right password, not for ever, and never away from this site."""

from __future__ import annotations

import pytest

from tests.web.seed import PASSWORD
from tests.web.seeded import Seeded, post, token


def test_a_page_asks_a_visitor_to_sign_in_and_comes_back(seeded: Seeded) -> None:
    client = seeded.visit()
    asked = client.get("/conversations?channel=chat")
    assert (asked.status_code, asked.headers["Location"]) == (303, "/sign-in?next=/conversations?channel%3Dchat")
    target = "/conversations?channel=chat"
    entered = post(
        client, "/sign-in", token_at="/sign-in", email="manager@acme.example", password=PASSWORD, next=target
    )
    assert entered.headers["Location"] == target


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"email": "manager@acme.example", "password": "wrong"}, id="wrong password"),
        pytest.param({"email": "nobody@acme.example", "password": PASSWORD}, id="unknown e-mail"),
        pytest.param({"email": "", "password": ""}, id="nothing"),
    ],
)
def test_who_does_not_know_the_password_stays_outside(seeded: Seeded, fields: dict[str, str]) -> None:
    client = seeded.visit()
    refused = post(client, "/sign-in", token_at="/sign-in", **fields)
    assert refused.status_code == 422
    assert "do not go together" in refused.text
    assert client.get("/").status_code == 303


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_never_leads_to_another_site(seeded: Seeded, target: str) -> None:
    client = seeded.visit()
    fields = {"email": "coach@acme.example", "password": PASSWORD, "next": target}
    assert post(client, "/sign-in", token_at="/sign-in", **fields).headers["Location"] == "/"


def test_guessing_a_password_has_to_wait(seeded: Seeded) -> None:
    client = seeded.app.test_client()
    place = {"REMOTE_ADDR": "203.0.113.9"}
    data = {"csrf_token": token(client, "/sign-in"), "email": "admin@acme.example", "password": "guess"}
    answers = [client.post("/sign-in", data=data, environ_base=place).status_code for _ in range(11)]
    assert answers == [422] * 10 + [429]
    right = data | {"password": PASSWORD}
    assert client.post("/sign-in", data=right, environ_base=place).status_code == 429


def test_guessing_from_elsewhere_does_not_lock_the_owner_out(seeded: Seeded) -> None:
    client = seeded.visit()
    place = {"REMOTE_ADDR": "203.0.113.10"}
    data = {"csrf_token": token(client, "/sign-in"), "email": "admin@acme.example", "password": "guess"}
    for _ in range(11):
        client.post("/sign-in", data=data, environ_base=place)
    assert seeded.sign_in("admin").get("/").status_code == 200


def test_signing_out_everywhere_ends_the_other_browser_too(seeded: Seeded) -> None:
    here, there = seeded.sign_in("reviewer2"), seeded.sign_in("reviewer2")
    post(here, "/sign-out", everywhere="yes")
    assert there.get("/").status_code == 303


def test_signing_out_leaves_the_other_browser_alone(seeded: Seeded) -> None:
    here, there = seeded.sign_in("reviewer"), seeded.sign_in("reviewer")
    post(here, "/sign-out")
    assert (here.get("/").status_code, there.get("/").status_code) == (303, 200)
