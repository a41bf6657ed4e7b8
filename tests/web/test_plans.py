"""Plans on the page: kept, refused with a reason, drawn, paused."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from qa.store import tables
from tests.web.seeded import Seeded, post


@pytest.fixture(scope="module")
def manager(seeded: Seeded) -> FlaskClient:
    return seeded.sign_in("manager")


def keep(client: FlaskClient, **fields: object) -> TestResponse:
    usual = {
        "token_at": "/plans/new",
        "name": "Weekly",
        "cadence": "weekly",
        "starts_on": "2026-05-04",
        "design": "risk",
        "size": "12",
        "random_share": "30",
        "due_days": "3",
        "is_blind": "yes",
    }
    return post(client, "/plans", **(usual | fields))  # type: ignore[arg-type]


def test_a_plan_is_kept_and_shows_what_it_draws_next(manager: FlaskClient) -> None:
    kept = keep(manager, name="By risk", language="pl", groups="2", **{"or1-channel": "call"})
    assert kept.status_code == 303
    html = manager.get(kept.headers["Location"]).text
    for words in (
        "By risk",
        "Risk-weighted",
        "Every week",
        "30 %",
        "Language: Polish",
        "Channel: Call",
        "3 working days",
    ):
        assert words in html
    assert "By risk" in manager.get("/plans").text


def test_two_groups_are_kept_as_they_were_entered(manager: FlaskClient, seeded: Seeded) -> None:
    kept = keep(manager, name="Groups", channel="chat", groups="2", **{"or1-language": "th"})
    with seeded.session() as session:
        plan = session.get_one(tables.SamplingPlan, int(kept.headers["Location"].rpartition("/")[2]))
        assert plan.order["filters"] == {"any_of": [{"channel": "chat"}, {"language": "th"}]}
    html = manager.get(f"{kept.headers['Location']}/edit").text
    assert re.search(r'name="or1-language">.*?<option value="th" selected>', html, re.DOTALL)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        pytest.param({"name": " "}, "The plan needs a name", id="name"),
        pytest.param({"random_share": "10"}, "write down why", id="too little random"),
        pytest.param({"random_share": "many"}, "“many” is no share", id="share"),
        pytest.param({"starts_on": "soon"}, "“soon” is no day", id="day"),
        pytest.param({"wait_days": "-1"}, "“-1” is no number of days", id="wait"),
        pytest.param({"design": "guess"}, "“guess” is no design", id="design"),
        pytest.param({"cadence": "hourly"}, "Unknown cadence", id="cadence"),
        pytest.param({"design": "neyman"}, "told by what", id="strata"),
    ],
)
def test_a_bad_plan_says_what_is_wrong_and_keeps_what_was_entered(
    manager: FlaskClient, fields: dict[str, str], words: str
) -> None:
    refused = keep(manager, **({"name": "Mine", "size": "77"} | fields))
    assert refused.status_code == 422
    assert words in refused.text and 'value="77"' in refused.text


def test_another_group_is_added_without_keeping_anything(manager: FlaskClient) -> None:
    shown = keep(manager, name="Not yet", add_group="yes")
    assert shown.status_code == 200 and 'name="or1-channel"' in shown.text
    assert "Not yet" not in manager.get("/plans").text


def test_the_last_period_is_drawn_by_hand_once(manager: FlaskClient, seeded: Seeded) -> None:
    address = keep(manager, name="One-off", cadence="once", random_reason="x").headers["Location"]
    drawn = post(manager, f"{address}/draw", token_at=address)
    assert "/samples/" in drawn.headers["Location"]
    html = manager.get(drawn.headers["Location"]).text
    assert "Plain random" in html and "One-off" in html
    assert "Draw it now" not in manager.get(address).text
    assert "All that this plan asks for is drawn." in manager.get(address).text


def test_a_plan_is_changed_paused_and_taken_up_again(manager: FlaskClient, seeded: Seeded) -> None:
    address = keep(manager, name="To change").headers["Location"]
    fields = {"name": "Changed", "cadence": "daily", "starts_on": "2026-05-04", "size": "5"}
    assert post(manager, address, token_at=f"{address}/edit", **fields).status_code == 303
    post(manager, f"{address}/switch", token_at=address)
    assert "Resume" in manager.get(address).text
    post(manager, f"{address}/switch", token_at=address)
    assert "Every day" in manager.get(address).text and "Pause" in manager.get(address).text
    with seeded.session() as session:
        actions = session.scalars(
            select(tables.AuditEvent.action).where(tables.AuditEvent.subject == "sampling_plan")
        ).all()
    assert {"plan.added", "plan.changed", "plan.paused", "plan.resumed"} <= set(actions)


@pytest.mark.parametrize("who", ["reviewer", "coach", "agent"])
def test_plans_are_for_those_who_draw_samples(seeded: Seeded, who: str) -> None:
    assert seeded.sign_in(who).get("/plans").status_code in (403, 404)
