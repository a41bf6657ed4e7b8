"""Drawing a sample on the page: what is asked, what is refused, what is shown."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from qa.store import tables
from tests.web.seeded import Seeded, post


@pytest.fixture(scope="module")
def manager(seeded: Seeded) -> FlaskClient:
    return seeded.sign_in("manager")


def draw(client: FlaskClient, **fields: object) -> TestResponse:
    return post(client, "/samples", **({"token_at": "/samples/new", "name": "May", "size": "12"} | fields))  # type: ignore[arg-type]


def test_a_stratified_sample_shows_all_that_defends_it(seeded: Seeded, manager: FlaskClient) -> None:
    drawn = draw(manager, stratify_by="channel", seed="42", language="pl")
    assert drawn.status_code == 303
    html = manager.get(drawn.headers["Location"]).text
    for words in ("Stratified by channel", "<code>42</code>", "Language: Polish", "Inclusion probability", "25 %"):
        assert words in html
    assert html.count('href="/conversations/') == 12


def test_the_same_seed_draws_the_same_conversations(seeded: Seeded, manager: FlaskClient) -> None:
    addresses = [draw(manager, seed="7").headers["Location"] for _ in range(2)]
    with seeded.session() as session:
        picks = [
            session.scalars(
                select(tables.SamplePick.conversation_id)
                .where(tables.SamplePick.sample_id == int(address.rpartition("/")[2]))
                .order_by(tables.SamplePick.position)
            ).all()
            for address in addresses
        ]
    assert picks[0] == picks[1]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        pytest.param({"size": "many"}, "“many” is no size", id="size"),
        pytest.param({"size": "0"}, "The size is 0", id="no size"),
        pytest.param({"seed": "-3"}, "“-3” is no seed", id="seed"),
        pytest.param({"name": " "}, "needs a name", id="name"),
        pytest.param({"text": "nobody"}, "nothing to draw from", id="empty frame"),
        pytest.param({"stratify_by": "mood"}, "Unknown stratum", id="stratum"),
        pytest.param({"due": "soon"}, "soon", id="due"),
        pytest.param({"score_min": "high"}, "cannot be used", id="filter"),
    ],
)
def test_a_bad_form_says_what_is_wrong_and_keeps_what_was_entered(
    manager: FlaskClient, fields: dict[str, str], words: str
) -> None:
    refused = draw(manager, **({"name": "Mine"} | fields))
    assert refused.status_code == 422
    assert words in refused.text
    assert fields.get("size", 'value="Mine"' if fields.get("name") is None else "") in refused.text


def test_the_preview_counts_the_frame(manager: FlaskClient) -> None:
    assert "12 conversations meet the filters" in manager.get("/samples/frame?channel=sms").text


def test_what_nobody_has_is_given_out_later(seeded: Seeded, manager: FlaskClient) -> None:
    address = draw(manager, seed="9", channel="chat").headers["Location"]
    with seeded.session() as session:
        reviewers = [seeded.user(session, name).id for name in ("reviewer", "reviewer2")]
    post(manager, f"{address}/assign", reviewer=reviewers)
    html = manager.get(address).text
    assert html.count("0/6") == 2
    assert "is waiting" not in seeded.sign_in("reviewer").get("/").text
    assert "May" in seeded.sign_in("reviewer").get("/").text


def test_an_agent_cannot_be_made_a_reviewer_by_a_forged_form(seeded: Seeded, manager: FlaskClient) -> None:
    with seeded.session() as session:
        agent = seeded.user(session, "agent").id
    html = manager.get(draw(manager, reviewer=agent).headers["Location"]).text
    assert "Not given out yet." in html
