"""Trials of a draft: its examples with real checks, and what it would change in reviewed conversations."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from qa.errors import RubricDraftError
from qa.stages.rubrics import drafts, trials
from qa.stages.rubrics.trying_changes import last_reviewed
from qa.store import tables
from tests.rubric.edited import TEXT
from tests.stages.rubrics.conftest import NOW, Shop, add_review


def draft_of(shop: Shop, *pairs: tuple[str, str]) -> int:
    """Open a draft in which texts are replaced."""
    with shop.writing.begin() as session:
        draft = drafts.open_draft(session, shop.rubric, user_id=1, now=NOW)
        for old, new in pairs:
            assert old in draft.yaml
            draft.yaml = draft.yaml.replace(old, new)
        return draft.id


def carried_out(shop: Shop, draft_id: int, kind: str = trials.EXAMPLES, **options: Any) -> trials.Trial:
    """Ask for a trial, carry it out and return it."""
    with shop.writing.begin() as session:
        trial_id = trials.ask_trial(session, draft_id, kind, user_id=1, now=NOW, **options)
    shop.carry_out(trial_id)
    with shop.reading() as session:
        draft = drafts.find_draft(session, draft_id)
        found = trials.last_trial(session, draft, kind, criterion=options.get("criterion"))
    assert found is not None
    return found


def test_examples_that_pass_are_counted(shop: Shop) -> None:
    trial = carried_out(shop, draft_of(shop))
    assert trials.is_clean(trial)
    assert (trial.result["run"], trial.done, trial.total) == (2, 2, 2)


def test_a_miss_is_told_with_its_line_and_carets(shop: Shop) -> None:
    trial = carried_out(shop, draft_of(shop, ("agent: Hello.", "agent: You should have read it.")))
    (miss,) = trial.result["misses"]
    assert (miss["criterion"], miss["example"], miss["line"]) == ("no-blame", "pass-1", 30)
    assert "expected pass, is fail" in miss["text"]
    assert "^^^" in miss["text"]
    assert not trials.is_clean(trial)


def test_a_check_that_no_example_tries_is_told_though_examples_run(shop: Shop) -> None:
    trial = carried_out(shop, draft_of(shop, ("- fail: |\n          agent: [[You should have read]] it.\n      ", "")))
    assert "has no 'fail' example that only it catches" in trial.result["problems"][0]["problem"]
    assert trial.result["run"] == 1


def test_a_pattern_that_matches_nothing_is_told(shop: Shop) -> None:
    trial = carried_out(shop, draft_of(shop, ("forbid: {use: blame}", "forbid: {use: blame, add: {en: ['(x)?']}}")))
    assert "matches the empty string" in trial.result["problems"][0]["problem"]


def test_a_text_that_does_not_read_ends_the_trial_with_the_line(shop: Shop) -> None:
    trial = carried_out(shop, draft_of(shop, ("weight: 6", "weight: heavy")))
    assert trial.result["problems"][0]["line"] == 11
    assert trial.total == 0


def test_the_examples_of_one_criterion_are_run_alone(shop: Shop) -> None:
    draft_id = draft_of(shop, ("weight: 6", "weight: heavy"))
    assert trials.is_clean(carried_out(shop, draft_id, criterion="no-blame"))
    with shop.reading() as session:
        assert trials.passing_trial(session, drafts.find_draft(session, draft_id)) is None


def test_a_trial_of_an_older_text_does_not_count(shop: Shop) -> None:
    draft_id = draft_of(shop)
    carried_out(shop, draft_id)
    with shop.writing.begin() as session:
        draft = drafts.find_draft(session, draft_id)
        assert trials.passing_trial(session, draft) is not None
        draft.yaml += "# changed\n"
        assert trials.passing_trial(session, draft) is None


def test_materials_outside_the_rubrics_folder_are_not_read(shop: Shop) -> None:
    trial = carried_out(shop, draft_of(shop, ("criteria:", "example_materials: {facts: ../../etc/passwd}\ncriteria:")))
    assert "only files beside the rubric" in trial.result["problems"][0]["problem"]


def test_a_repeated_part_changes_nothing(shop: Shop) -> None:
    with shop.writing.begin() as session:
        trial_id = trials.ask_trial(session, draft_of_in(session, shop), trials.EXAMPLES, user_id=1, now=NOW)
    assert shop.trying.plan(trial_id, now=NOW) == shop.trying.plan(trial_id, now=NOW) == 2
    assert [shop.trying.try_part(trial_id, number) for number in (0, 1, 1, 0)] == [0, 2, 0, 0]
    shop.trying.finish(trial_id, now=NOW)
    assert shop.trying.plan(trial_id, now=NOW) == 0


def test_asking_twice_asks_once_and_another_text_takes_its_place(shop: Shop) -> None:
    draft_id = draft_of(shop)
    with shop.writing.begin() as session:
        first, second = (trials.ask_trial(session, draft_id, trials.EXAMPLES, user_id=1, now=NOW) for _ in range(2))
        drafts.find_draft(session, draft_id).yaml += "# changed\n"
        third = trials.ask_trial(session, draft_id, trials.EXAMPLES, user_id=1, now=NOW)
        assert first == second != third
        assert list(trials.due_trials(session, limit=5)) == [third]


def test_what_would_change_is_told_with_what_people_said(shop: Shop) -> None:
    with shop.writing.begin() as session:
        for conversation_id, verdict in ((1, "fail"), (2, "pass"), (3, "fail")):
            add_review(session, conversation_id, shop.rubric, verdict=verdict)
    draft_id = draft_of(shop, ("forbid: {use: blame}", "forbid: {add: {en: [trust me, hello]}}"))
    result = carried_out(shop, draft_id, trials.CHANGES, size=50).result
    (one,) = result["criteria"]
    assert (result["conversations"], result["changed"]) == (3, 3)
    assert (one["gained"], one["gained_agreed"], one["gained_refused"]) == (2, 1, 1)
    assert (one["lost"], one["lost_agreed"], one["lost_refused"]) == (1, 0, 1)
    assert result["scores"]["n"] == 3
    assert result["scores"]["low"] < result["scores"]["difference"] < result["scores"]["high"]


def test_ratings_made_with_the_machine_in_sight_take_no_side(shop: Shop) -> None:
    with shop.writing.begin() as session:
        add_review(session, 3, shop.rubric, verdict="fail", is_shown=True)
    draft_id = draft_of(shop, ("forbid: {use: blame}", "forbid: {add: {en: [trust me]}}"))
    (one,) = carried_out(shop, draft_id, trials.CHANGES, size=50).result["criteria"]
    assert (one["gained"], one["gained_agreed"], one["conversations"]) == (1, 0, [[3, "pass", "fail", ""]])


def test_a_conversation_that_somebody_has_still_to_rate_is_left_out(shop: Shop) -> None:
    with shop.writing.begin() as session:
        for conversation_id in (1, 2):
            add_review(session, conversation_id, shop.rubric, verdict="pass")
        sample = tables.Sample(name="s", design="simple", size=1, seed=1, frame_size=3, strata=[], created_at=NOW)
        session.add(sample)
        session.flush()
        session.add(tables.Assignment(sample_id=sample.id, conversation_id=2, reviewer_id=1, created_at=NOW))
        session.flush()
        assert last_reviewed(session, size=50) == [1]


@pytest.mark.parametrize("size", [0, 501])
def test_a_number_of_conversations_out_of_bounds_is_refused(shop: Shop, size: int) -> None:
    with shop.writing.begin() as session, pytest.raises(RubricDraftError, match="1 to 500"):
        trials.ask_trial(session, draft_of_in(session, shop), trials.CHANGES, user_id=1, now=NOW, size=size)


def draft_of_in(session: Any, shop: Shop) -> int:
    assert TEXT
    return drafts.open_draft(session, session.scalar(select(tables.Rubric.id)), user_id=1, now=NOW).id
