"""A short scorecard says of which conversations it is asked, and what of a rubric it comes to."""

from __future__ import annotations

import pytest

from qa.domain.conversation import Channel
from qa.domain.rubric import Criterion
from qa.domain.scorecard import Scorecard, asked_criteria, choose_scorecard, pinned_criteria

ANY = Scorecard(1, "Daily", ("greeting",))
MAIL = Scorecard(2, "Mail", ("greeting",), channels=("email",))
COMPLAINT = Scorecard(3, "Complaint", ("apology",), reasons=("complaint", "damaged"))
MAILED_COMPLAINT = Scorecard(4, "Complaint by mail", ("apology",), channels=("email",), reasons=("complaint",))
CRITERIA = tuple(
    Criterion(name, "tone", 1.0, {}, is_critical=name == "no-rudeness")
    for name in ("greeting", "no-rudeness", "apology", "closing")
)


@pytest.mark.parametrize(
    ("channel", "reason", "name"),
    [
        pytest.param("email", "complaint", "Complaint by mail", id="both"),
        pytest.param("email", "damaged", "Complaint", id="reason before channel"),
        pytest.param("email", None, "Mail", id="reason not known yet"),
        pytest.param("chat", "return", "Daily", id="any"),
    ],
)
def test_the_scorecard_that_says_most_of_a_conversation_is_chosen(channel: str, reason: str | None, name: str) -> None:
    chosen = choose_scorecard([ANY, MAIL, COMPLAINT, MAILED_COMPLAINT], channel=channel, reason=reason)
    assert chosen is not None
    assert chosen.name == name


def test_where_none_fits_none_is_chosen() -> None:
    assert choose_scorecard([MAIL, COMPLAINT], channel=Channel.CALL.value, reason="return") is None


def test_critical_criteria_are_asked_whatever_a_scorecard_names() -> None:
    assert pinned_criteria(COMPLAINT, CRITERIA) == ("no-rudeness", "apology")


@pytest.mark.parametrize(
    ("pinned", "rated", "asked"),
    [
        pytest.param(None, (), ["greeting", "no-rudeness", "apology", "closing"], id="no scorecard"),
        pytest.param(("apology", "no-rudeness"), (), ["no-rudeness", "apology"], id="a scorecard"),
        pytest.param(("apology",), ("closing",), ["apology", "closing"], id="rated beside it"),
    ],
)
def test_a_review_is_about_what_is_asked_or_rated(
    pinned: tuple[str, ...] | None, rated: tuple[str, ...], asked: list[str]
) -> None:
    assert [one.id for one in asked_criteria(CRITERIA, pinned=pinned, rated=rated)] == asked


def test_a_scorecard_comes_back_as_it_was_stored() -> None:
    assert Scorecard.from_json(MAILED_COMPLAINT.as_json()) == MAILED_COMPLAINT
