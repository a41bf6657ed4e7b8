"""The company's words on the page: kept by managers, added beside a spelling finding."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from qa.store import tables
from qa.store.tables import State
from tests.web.seeded import Seeded, open_seeded, post


@pytest.fixture(scope="module")
def worded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seeded]:
    with open_seeded(tmp_path_factory.mktemp("worded"), count=6) as page:
        with page.session() as session:
            outcome = session.scalars(select(tables.Outcome).where(tables.Outcome.criterion == "spelling")).first()
            assert outcome is not None
            outcome.verdict, outcome.score = "fail", 0.0
            finding = tables.Finding(check="spelling-marks", verdict="fail", message_position=1, start=0, end=1)
            finding.quote, finding.outcome_id = "Plumbexu", outcome.id
            session.add(finding)
        yield page


def test_a_manager_adds_and_takes_out_words(worded: Seeded) -> None:
    client = worded.sign_in("manager")
    post(client, "/dictionary", token_at="/dictionary", word="Northwind", language="en", note="<b>brand</b>")
    html = client.get("/dictionary").text
    assert "Northwind" in html and "&lt;b&gt;brand&lt;/b&gt;" in html and "manager@acme.example" in html
    with worded.session() as session:
        word_id = session.scalars(select(tables.DictionaryWord.id)).one()
    post(client, f"/dictionary/{word_id}/remove", token_at="/dictionary")
    assert "Northwind</bdi>" not in client.get("/dictionary").text


def test_what_is_no_word_is_refused_with_the_reason(worded: Seeded) -> None:
    client = worded.sign_in("manager")
    post(client, "/dictionary", token_at="/dictionary", word="12345")
    assert "That is no word" in client.get("/dictionary").text


def test_a_marked_word_is_added_beside_its_finding_and_judged_again(worded: Seeded) -> None:
    client = worded.sign_in("manager")
    with worded.session() as session:
        marked = select(tables.Outcome.conversation_id).join(tables.Outcome.findings)
        number = session.scalars(marked.where(tables.Finding.quote == "Plumbexu")).one()
    page = f"/conversations/{number}"
    assert 'name="word" value="Plumbexu"' in client.get(page).text
    answer = post(client, "/dictionary", token_at=page, word="Plumbexu", conversation=str(number))
    assert (answer.status_code, answer.headers["Location"]) == (303, page)
    with worded.session() as session:
        conversation = session.get_one(tables.Conversation, number)
        assert conversation.state is State.TO_CHECK


@pytest.mark.parametrize("name", ["reviewer", "coach"])
def test_others_keep_no_words(worded: Seeded, name: str) -> None:
    assert worded.sign_in(name).get("/dictionary").status_code == 403
