"""Drafts are changed piece by piece; nobody's text is lost silently."""

from __future__ import annotations

import pytest

from qa.errors import ConflictError, NotFoundError, RubricDraftError
from qa.stages.rubrics import drafts
from qa.store import tables
from tests.stages.rubrics.conftest import NOW, Shop


def open_draft(shop: Shop) -> int:
    with shop.writing.begin() as session:
        return drafts.open_draft(session, shop.rubric, user_id=1, now=NOW).id


def keys(shop: Shop, draft_id: int) -> list[str]:
    with shop.reading() as session:
        return [one.key for one in drafts.pieces_of(drafts.find_draft(session, draft_id)).blocks]


def save(shop: Shop, draft_id: int, key: str, old: str, new: str, *, user: int = 1) -> None:
    with shop.writing.begin() as session:
        blocks = drafts.pieces_of(drafts.find_draft(session, draft_id))
        body = next((one.body for one in blocks.blocks if one.key == key), f"  - {old}\n")
        drafts.save_part(session, draft_id, body.replace(old, new), key=key, user_id=user, now=NOW)


def text(shop: Shop, draft_id: int) -> str:
    with shop.reading() as session:
        return drafts.find_draft(session, draft_id).yaml


def test_a_draft_begins_with_the_version_raised(shop: Shop) -> None:
    assert "version: 2\n" in text(shop, open_draft(shop))


def test_two_people_change_two_criteria_and_both_changes_stay(shop: Shop) -> None:
    draft_id = open_draft(shop)
    _head, durations, no_blame = keys(shop, draft_id)
    save(shop, draft_id, durations, "weight: 6", "weight: 5")
    save(shop, draft_id, no_blame, "weight: 2", "weight: 3", user=2)
    assert "weight: 5" in text(shop, draft_id)
    assert "weight: 3" in text(shop, draft_id)


def test_two_people_change_one_criterion_and_the_second_is_told(shop: Shop) -> None:
    draft_id = open_draft(shop)
    _head, durations, _no_blame = keys(shop, draft_id)
    save(shop, draft_id, durations, "weight: 6", "weight: 5")
    with pytest.raises(ConflictError):
        save(shop, draft_id, durations, "weight: 6", "weight: 4", user=2)
    assert "weight: 5" in text(shop, draft_id)


def test_the_whole_text_is_saved_on_the_revision_it_was_read_at_alone(shop: Shop) -> None:
    draft_id = open_draft(shop)
    with shop.writing.begin() as session:
        drafts.save_text(session, draft_id, "rubric: a\r\n", revision=1, user_id=1, now=NOW)
    assert text(shop, draft_id) == "rubric: a\n"
    with shop.writing.begin() as session, pytest.raises(ConflictError):
        drafts.save_text(session, draft_id, "rubric: b\n", revision=1, user_id=1, now=NOW)


@pytest.mark.parametrize(
    ("body", "words"),
    [pytest.param(" ", "empty", id="empty"), pytest.param("x" * 1_500_001, "at most", id="endless")],
)
def test_a_text_that_cannot_be_kept_is_refused(shop: Shop, body: str, words: str) -> None:
    draft_id = open_draft(shop)
    key = keys(shop, draft_id)[1]
    with shop.writing.begin() as session, pytest.raises(RubricDraftError, match=words):
        drafts.save_part(session, draft_id, body, key=key, user_id=1, now=NOW)


def test_broken_yaml_is_kept_and_can_be_mended(shop: Shop) -> None:
    draft_id = open_draft(shop)
    save(shop, draft_id, keys(shop, draft_id)[2], "weight: 2", "weight: [")
    save(shop, draft_id, keys(shop, draft_id)[2], "weight: [", "weight: 4")
    assert "weight: 4" in text(shop, draft_id)


def test_criteria_are_added_after_their_dimension_moved_and_taken_out(shop: Shop) -> None:
    draft_id = open_draft(shop)
    with shop.writing.begin() as session:
        draft, at = drafts.add_criterion(session, draft_id, "links", dimension="accuracy", user_id=1, now=NOW)
        assert [one.id for one in drafts.pieces_of(draft).criteria] == ["durations", "links", "no-blame"]
        key = drafts.pieces_of(draft).blocks[at].key
        draft, at = drafts.move_criterion(session, draft_id, key=key, by=1, user_id=1, now=NOW)
        assert [one.id for one in drafts.pieces_of(draft).criteria] == ["durations", "no-blame", "links"]
        draft = drafts.remove_criterion(session, draft_id, key=key, user_id=1, now=NOW)
        assert [one.id for one in drafts.pieces_of(draft).criteria] == ["durations", "no-blame"]
        assert "# ---- tone" in draft.yaml


@pytest.mark.parametrize("id", ["durations", "Polite", "polite closing", ""])
def test_an_id_that_is_taken_or_none_is_refused(shop: Shop, id: str) -> None:
    draft_id = open_draft(shop)
    with shop.writing.begin() as session, pytest.raises(RubricDraftError):
        drafts.add_criterion(session, draft_id, id, dimension="tone", user_id=1, now=NOW)


def test_a_draft_thrown_away_is_gone_and_leaves_a_trace(shop: Shop) -> None:
    draft_id = open_draft(shop)
    with shop.writing.begin() as session:
        drafts.discard_draft(session, draft_id, user_id=1, now=NOW)
    with shop.reading() as session, pytest.raises(NotFoundError):
        drafts.find_draft(session, draft_id)
    with shop.reading() as session:
        assert [event.action for event in session.query(tables.AuditEvent)] == ["discard draft"]
