"""The pages of rubrics: reading for reviewers, writing and publishing for managers, nothing for agents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from qa.store import tables
from tests.web.carried_out import carry_out
from tests.web.judged import give_checks
from tests.web.opened import HTMX, Opened, open_page, words


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Opened]:
    with open_page(tmp_path) as opened:
        yield opened


@pytest.fixture
def manager(page: Opened) -> FlaskClient:
    return page.as_user(page.shop.manager)


@pytest.fixture
def draft(page: Opened, manager: FlaskClient) -> str:
    """Begin a draft and return its address."""
    return manager.post("/rubrics/drafts", data={"base": page.shop.rubric}).headers["Location"]


def part_of(client: FlaskClient, draft: str, part: int) -> dict[str, str]:
    """Return the hidden fields and the YAML of a piece as its page shows them."""
    html = client.get(f"{draft}?part={part}").text
    key = re.search(r'name="key" value="([0-9a-f]+)"', html)
    shown = re.search(r"<textarea id=\"yaml\"[^>]*>\n(.*?)</textarea>", html, re.DOTALL)
    assert key and shown
    body = shown[1].replace("&#34;", '"').replace("&#39;", "'").replace("&amp;", "&")
    return {"key": key[1], "position": str(part), "yaml": body, "side": "yaml"}


def test_a_reviewer_reads_the_rubric_and_edits_nothing(page: Opened, draft: str) -> None:
    reviewer = page.as_user(page.shop.reviewer)
    assert "Version 1" in reviewer.get("/rubrics").text
    assert "Begin a draft" not in reviewer.get("/rubrics").text
    assert "Every question is answered" in reviewer.get(f"/rubrics/{page.shop.rubric}").text
    assert reviewer.get(draft).status_code == 403
    assert reviewer.post("/rubrics/drafts", data={"base": 1}).status_code == 403


def test_an_agent_sees_no_rubric(page: Opened) -> None:
    assert page.as_user(page.shop.agent_user).get("/rubrics").status_code == 403


def test_a_criterion_is_shown_with_its_checks_in_words_and_its_examples(page: Opened, manager: FlaskClient) -> None:
    give_checks(page)
    html = manager.get(f"/rubrics/{page.shop.rubric}/criteria/no-blame").text
    assert "can sound like blame" in words(html)
    assert "/checks#check-no-blame-no-blame-check" in html
    assert manager.get(f"/rubrics/{page.shop.rubric}/criteria/nothing").status_code == 404


def test_the_text_of_a_version_can_be_downloaded_to_the_byte(page: Opened, manager: FlaskClient) -> None:
    answer = manager.get(f"/rubrics/{page.shop.rubric}/yaml")
    with page.session() as session:
        assert answer.text == session.get_one(tables.Rubric, page.shop.rubric).yaml
    assert answer.headers["Content-Disposition"] == 'attachment; filename="shop-1.yaml"'


def test_what_the_form_says_shows_in_the_yaml(manager: FlaskClient, draft: str) -> None:
    part = part_of(manager, draft, 2)
    fields = {"id": "questions-answered", "dimension": "accuracy", "weight": "7", "title-en": "Every one"}
    saved = manager.post(f"{draft}/part", data=part | fields | {"side": "form"}, headers=HTMX)
    assert saved.status_code == 200
    body = part_of(manager, draft, 2)["yaml"]
    assert "weight: 7\n" in body
    assert "title: {en: Every one}" in body
    assert "scale" not in body


def test_what_the_yaml_says_shows_in_the_form(manager: FlaskClient, draft: str) -> None:
    part = part_of(manager, draft, 2)
    part["yaml"] = part["yaml"].replace("weight: 4", "weight: 9")
    html = manager.post(f"{draft}/part", data=part, headers=HTMX).text
    assert 'name="weight" value="9"' in html
    assert html.lstrip().startswith('<div class="sides" id="sides"')


def test_without_script_a_saved_piece_leads_back_to_its_page(manager: FlaskClient, draft: str) -> None:
    saved = manager.post(f"{draft}/part", data=part_of(manager, draft, 2))
    assert (saved.status_code, saved.headers["Location"]) == (303, f"{draft}?part=2")


def test_broken_yaml_is_kept_and_told_with_line_and_column(manager: FlaskClient, draft: str) -> None:
    part = part_of(manager, draft, 2)
    part["yaml"] = part["yaml"].replace("weight: 4", "weight: heavy")
    html = manager.post(f"{draft}/part", data=part, headers=HTMX).text
    assert 'data-line="16" data-column="13"' in html
    assert "expected a number" in html
    assert "weight: heavy" in part_of(manager, draft, 2)["yaml"]


def test_a_form_over_yaml_that_does_not_read_says_so(manager: FlaskClient, draft: str) -> None:
    part = part_of(manager, draft, 2)
    manager.post(f"{draft}/part", data=part | {"yaml": part["yaml"].replace("weight: 4", "weight: [")})
    broken = part_of(manager, draft, 2)
    assert "The form shows again once the YAML reads." in manager.get(f"{draft}?part=2").text
    refused = manager.post(f"{draft}/part", data=broken | {"side": "form", "weight": "4"}, headers=HTMX)
    assert refused.status_code == 422
    assert 'role="alert"' in refused.text


def test_two_people_on_one_criterion_lose_nothing(page: Opened, manager: FlaskClient, draft: str) -> None:
    mine, theirs = part_of(manager, draft, 2), part_of(manager, draft, 2)
    theirs["yaml"] = theirs["yaml"].replace("weight: 4", "weight: 5")
    mine["yaml"] = mine["yaml"].replace("weight: 4", "weight: 6")
    manager.post(f"{draft}/part", data=theirs)
    refused = manager.post(f"{draft}/part", data=mine | {"criterion": "questions-answered"}, headers=HTMX)
    assert refused.status_code == 409
    assert 'data-conflict="yes"' in refused.text
    assert "weight: 6" in refused.text
    assert "weight: 5" in part_of(manager, draft, 2)["yaml"]
    key = re.search(r'id="yaml-keys"><input type="hidden" name="key" value="(\w+)"', refused.text)
    assert key
    assert manager.post(f"{draft}/part", data=mine | {"key": key[1]}).status_code == 303
    assert "weight: 6" in part_of(manager, draft, 2)["yaml"]


def test_the_whole_text_is_saved_on_its_revision_alone(manager: FlaskClient, draft: str) -> None:
    assert manager.post(f"{draft}/text", data={"yaml": "rubric: a\n", "revision": "1"}).status_code == 303
    refused = manager.post(f"{draft}/text", data={"yaml": "rubric: mine\n", "revision": "1"})
    assert refused.status_code == 422
    assert "rubric: mine" in refused.text
    assert "has no &#39;title&#39;" in manager.get(f"{draft}/text").text


def test_criteria_are_added_moved_and_taken_out(manager: FlaskClient, draft: str) -> None:
    added = manager.post(f"{draft}/criteria", data={"id": "links", "dimension": "accuracy"})
    assert added.headers["Location"] == f"{draft}?part=3"
    key = part_of(manager, draft, 3)["key"]
    assert manager.post(f"{draft}/move", data={"key": key, "by": "-1"}).headers["Location"] == f"{draft}?part=2"
    manager.post(f"{draft}/remove", data={"key": key})
    assert "Links" not in manager.get(draft).text


def test_trials_wait_for_a_worker_and_say_when_there_is_none(manager: FlaskClient, draft: str) -> None:
    asked = manager.post(f"{draft}/trials", data={"kind": "examples"})
    html = manager.get(asked.headers["Location"]).text
    assert "No worker is running" in html
    assert 'hx-trigger="every 1s"' in html


@pytest.mark.parametrize("size", ["0", "501", "many"])
def test_a_number_of_conversations_out_of_bounds_is_refused(manager: FlaskClient, draft: str, size: str) -> None:
    assert manager.post(f"{draft}/trials", data={"kind": "changes", "size": size}).status_code == 422


def test_a_draft_is_published_after_its_examples_passed(page: Opened, manager: FlaskClient, draft: str) -> None:
    part = part_of(manager, draft, 2)
    manager.post(f"{draft}/part", data=part | {"yaml": part["yaml"].replace("weight: 4", "weight: 5")})
    assert "Run all examples first" in manager.get(f"{draft}/publish").text
    assert manager.post(f"{draft}/publish", data={"revision": "2"}).status_code == 422
    manager.post(f"{draft}/trials", data={"kind": "examples"})
    carry_out(page)
    html = manager.get(f"{draft}/publish").text
    assert '<del dir="auto">4</del> <span class="arrow">→</span> <ins dir="auto">5</ins>' in html
    published = manager.post(f"{draft}/publish", data={"revision": "2", "note": "Questions count more"})
    assert published.status_code == 303
    html = manager.get(published.headers["Location"]).text
    assert "Questions count more" in html
    assert "in force" in html
    assert manager.get(draft).status_code == 404


@pytest.mark.parametrize("from_day", ["soon", "2026-13-01"])
def test_a_day_that_is_none_is_refused(manager: FlaskClient, draft: str, from_day: str) -> None:
    refused = manager.post(f"{draft}/publish", data={"revision": "1", "from": from_day})
    assert refused.status_code == 422
    assert "is no day" in refused.text


def test_a_conversation_one_has_still_to_rate_is_not_named_in_what_would_change(
    page: Opened, manager: FlaskClient, draft: str
) -> None:
    changed = {"criterion": "no-blame", "changed": 1, "pairs": [["pass", "fail", 1]], "gained": 1, "gained_agreed": 1}
    rest = {"gained_refused": 0, "lost": 0, "lost_agreed": 0, "lost_refused": 0}
    conversations = {"conversations": [[page.shop.chat, "pass", "fail", "fail"]]}
    result = {"conversations": 1, "changed": 1, "scores": {"n": 0}, "criteria": [changed | rest | conversations]}
    manager.post(f"{draft}/trials", data={"kind": "changes", "size": "50"})
    with page.session() as session:
        trial = session.query(tables.RubricTrial).one()
        trial.result, trial.ended_at = result, trial.asked_at
    assert f"/conversations/{page.shop.chat}" in manager.get(f"{draft}/changes").text
    page.start(manager, page.shop.chat)
    html = manager.get(f"{draft}/changes").text
    assert f"/conversations/{page.shop.chat}" not in html


def test_two_versions_are_compared_without_yaml(page: Opened, manager: FlaskClient) -> None:
    with page.session() as session:
        old = session.get_one(tables.Rubric, page.shop.rubric)
        text = old.yaml.replace("version: 1", "version: 2").replace("critical: true", "critical: false")
        new = tables.Rubric(
            name="shop", version=2, content_hash="new", yaml=text, created_at=old.created_at, is_active=False
        )
        session.add(new)
        session.flush()
        new_id = new.id
    html = words(manager.get(f"/rubrics/compare?old={page.shop.rubric}&new={new_id}").text)
    assert "Time limits are right changed Critical yes → no" in html
    assert manager.get("/rubrics/compare?old=x").status_code == 404


def test_a_draft_overtaken_by_another_is_warned_and_takes_the_next_number(page: Opened, manager: FlaskClient) -> None:
    first, second = (
        manager.post("/rubrics/drafts", data={"base": page.shop.rubric}).headers["Location"] for _ in range(2)
    )
    for draft, weight in ((first, "5"), (second, "7")):
        part = part_of(manager, draft, 2)
        manager.post(f"{draft}/part", data=part | {"yaml": part["yaml"].replace("weight: 4", f"weight: {weight}")})
    manager.post(f"{first}/trials", data={"kind": "examples"})
    carry_out(page)
    manager.post(f"{first}/publish", data={"revision": "2"})
    html = manager.get(f"{second}/publish").text
    assert "This draft did not begin as the version in force" in html
    assert "Version 2 is stored already; this one must be 3 or more." in html
    manager.post(f"{second}/raise")
    assert "version: 3" in manager.get(f"{second}/text").text
