"""The page of facts: what is missing and what is old, for managers, in every language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from qa.store import tables
from tests.facts.texts import fact
from tests.web.seed import NOW
from tests.web.seeded import Seeded, open_seeded, post

OLD = fact(id="old-one", source="{kind: law, ref: 'UPK, art. 32', reviewed: 2024-01-01}")


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seeded]:
    with open_seeded(tmp_path_factory.mktemp("asking"), count=12) as page:
        _ask(page)
        yield page


def _ask(page: Seeded) -> None:
    """Let the first agent message of every checked conversation ask for a fact, and load an old fact."""
    with page.session() as session:
        session.add(tables.FactSet(content_hash="f", yaml=OLD, name="<shop>.yaml", is_active=True, loaded_at=NOW))
        for run in session.scalars(select(tables.CheckRun)):
            said = next(one for one in run.conversation.messages if one.role == "agent")
            said.text = f"<i>Wow</i> {said.text}"
            run.claims, run.covered_claims, run.fact_coverage = 2, 1, 0.5
            session.add(_claim(run, said))


def _claim(run: tables.CheckRun, said: tables.Message) -> tables.UncoveredClaim:
    return tables.UncoveredClaim(
        check_run_id=run.id,
        conversation_id=run.conversation_id,
        topic="dispatch.time" if run.id % 3 else "order.status",
        message_position=said.position,
        start=0,
        end=len("<i>Wow"),
        sentence_start=0,
        sentence_end=len(said.text),
    )


def test_topics_are_listed_with_sentences_that_lead_to_their_conversations(asking: Seeded) -> None:
    html = asking.sign_in("manager").get("/facts").text
    assert "Time until dispatch" in html and "Status of an order" in html
    assert "<mark>&lt;i&gt;Wow</mark>" in html
    assert 'href="/conversations/1"' in html


def test_what_records_answer_is_told_apart_from_what_facts_answer(asking: Seeded) -> None:
    html = asking.sign_in("manager").get("/facts").text
    assert "qa import --orders FILE" in html and "qa facts load FILE" in html


def test_the_coverage_and_the_file_in_force_are_shown(asking: Seeded) -> None:
    html = asking.sign_in("manager").get("/facts").text
    assert "&lt;shop&gt;.yaml" in html
    assert "50 %" in html


@pytest.mark.parametrize("page", ["/", "/facts"])
@pytest.mark.parametrize(
    ("name", "sees"),
    [
        pytest.param("manager", True, id="manager"),
        pytest.param("admin", True, id="admin"),
        pytest.param("coach", False, id="coach"),
        pytest.param("agent", False, id="agent"),
    ],
)
def test_managers_are_told_of_facts_nobody_reviewed_for_long(asking: Seeded, page: str, name: str, sees: bool) -> None:
    answer = asking.sign_in(name).get(page)
    assert ("1 fact in force was last reviewed more than six months ago" in answer.text) is sees
    assert (answer.status_code == 200) is (sees or page == "/")


def test_the_banner_speaks_polish(asking: Seeded) -> None:
    client = asking.sign_in("manager")
    post(client, "/language", language="pl")
    html = client.get("/facts").text
    assert "1 obowiązujący fakt sprawdzono ostatnio ponad pół roku temu." in html
    assert "Czas do wysyłki" in html


def test_without_claims_the_page_says_what_will_appear(seeded: Seeded) -> None:
    html = seeded.sign_in("manager").get("/facts").text
    assert "Nothing has been stated yet" in html
    assert "No facts are loaded." in html
    assert "more than six months" not in html


@pytest.mark.parametrize("page", ["/conversations", "/conversations/1"])
def test_the_coverage_stands_beside_the_score(asking: Seeded, page: str) -> None:
    assert "Facts: 50 %" in asking.sign_in("coach").get(page).text
