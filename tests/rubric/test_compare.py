"""What two versions ask differently is said criterion by criterion, whatever the layout."""

from __future__ import annotations

import pytest

from qa.rubric.compare import FieldChange, RubricChange, compare_rubrics
from qa.rubric.load import parse_rubric
from tests.rubric.edited import TEXT


def compare(*pairs: tuple[str, str]) -> RubricChange:
    new = TEXT
    for old, text in pairs:
        assert old in new
        new = new.replace(old, text)
    return compare_rubrics(parse_rubric(TEXT, "a.yaml"), parse_rubric(new, "b.yaml"))


def test_comments_layout_and_version_are_no_difference() -> None:
    assert compare(
        ("# Our own rubric.\n", ""), ("version: 1", "version: 2"), ("title: Durations", "title: {en: Durations}")
    ).is_empty


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        pytest.param("weight: 6", "weight: 4", FieldChange("weight", "6", "4"), id="weight"),
        pytest.param("critical: true", "critical: false", FieldChange("critical", "yes", "no"), id="critical"),
        pytest.param(
            "Are times right?",
            "Are they?",
            FieldChange("question", "Are times right?", "Are they?", "en"),
            id="question",
        ),
        pytest.param(
            "    title: Durations",
            "    title: Durations\n    scale: [0, 1]",
            FieldChange("scale", "", "0, 1"),
            id="scale",
        ),
    ],
)
def test_a_changed_field_is_told_with_both_values(old: str, new: str, change: FieldChange) -> None:
    (one,) = compare((old, new)).criteria
    assert (one.criterion.id, one.change, one.fields) == ("durations", "changed", (change,))


def test_wording_alone_changes_no_verdict_and_a_weight_does() -> None:
    assert not compare(("Are times right?", "Are they?")).criteria[0].changes_verdicts
    assert compare(("weight: 6", "weight: 4")).criteria[0].changes_verdicts


def test_an_option_of_a_check_is_told() -> None:
    (one,) = compare(("forbid: {use: blame}", "forbid: {use: blame, add: {en: [you people]}}")).criteria
    assert one.checks[0].fields == (FieldChange("forbid", "blame", "blame + (en) you people"),)


def test_examples_are_counted_by_what_they_say() -> None:
    (one,) = compare(("agent: Hello.", "agent: Good day.")).criteria
    assert [example.verdict.value for example in (*one.examples_added, *one.examples_removed)] == ["pass", "pass"]
    assert not one.changes_verdicts


def test_an_example_moved_is_no_difference() -> None:
    first = "      - fail: |\n          agent: [[You should have read]] it.\n"
    assert compare((first, ""), ("agent: Hello.\n", f"agent: Hello.\n{first}")).is_empty


def test_a_channel_of_the_criterion_is_no_change_of_its_examples() -> None:
    (one,) = compare(("weight: 2", "weight: 2\n    channels: [email]")).criteria
    assert one.fields == (FieldChange("channels", "", "email"),)
    assert one.examples_added == one.examples_removed == ()


def test_criteria_that_came_and_went_are_named() -> None:
    change = compare(("id: durations", "id: times"))
    assert [(one.criterion.id, one.change) for one in change.criteria] == [("times", "added"), ("durations", "removed")]
