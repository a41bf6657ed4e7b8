"""The reveal sets everybody's answers side by side, the most divided first, and measures them."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from qa.domain.finding import Verdict
from qa.errors import CalibrationError, NotFoundError
from qa.stages import calibrating
from qa.stages.calibrating import CalibrationState, Viewer
from qa.stages.reviewing import RatingChange
from tests.shop import NOW, open_shop
from tests.stages.calibrating.meeting import LATER, PASSES, STRICT, Meeting, plan, reveal, review

TALK = (CalibrationState.DISCUSSION, CalibrationState.DECISIONS)


def seen(meeting: Meeting) -> calibrating.Reveal:
    """Read the reveal as the coach."""
    return calibrating.read_reveal(meeting.session, meeting.id, Viewer(meeting.shop.coach, sees_all=True))


def test_before_the_reveal_nobody_reads_any_answer(session: Session) -> None:
    shop = open_shop(session)
    meeting = plan(session, shop)
    meeting.move(CalibrationState.RATING)
    meeting.rate(shop.reviewer, PASSES)
    for viewer in (Viewer(shop.coach, sees_all=True), Viewer(shop.reviewer)):
        with pytest.raises(CalibrationError) as error:
            calibrating.read_reveal(session, meeting.id, viewer)
        assert error.value.code == "not_revealed"


def test_who_is_not_invited_does_not_find_it(session: Session) -> None:
    meeting = reveal(session, open_shop(session), PASSES, STRICT)
    with pytest.raises(NotFoundError):
        calibrating.read_reveal(session, meeting.id, Viewer(meeting.shop.agent_user))


def test_the_most_divided_rows_come_first_and_the_machine_stands_beside(session: Session) -> None:
    meeting = reveal(session, open_shop(session), PASSES, STRICT)
    rows = seen(meeting).rows
    assert [(row.criterion.id, row.disagreement) for row in rows[:3]] == [
        ("policy-durations", 1.0),
        ("questions-answered", 0.5),
        ("spelling", 0.0),
    ]
    assert rows[0].machine is not None
    assert rows[0].machine.answer.verdict is Verdict.FAIL
    assert rows[0].machine.quotes[0].text == "refunds take 30 days"


def test_late_ratings_are_shown_and_count_nowhere(session: Session) -> None:
    shop = open_shop(session)
    meeting = plan(session, shop)
    meeting.move(CalibrationState.RATING)
    rest = {name: PASSES[name] for name in PASSES if name != "policy-durations"}
    meeting.rate(shop.reviewer, PASSES)
    meeting.rate(shop.other_reviewer, rest)
    meeting.rate(shop.other_reviewer, {"policy-durations": "fail"}, now=NOW + timedelta(days=3))
    meeting.move(CalibrationState.REVEAL)
    row = next(one for one in seen(meeting).rows if one.criterion.id == "policy-durations")
    assert row.cells[shop.other_reviewer].is_late
    assert row.disagreement == 0
    figures = calibrating.measure_session(seen(meeting))
    assert "policy-durations" not in figures.by_criterion


def test_juniors_speak_first(session: Session) -> None:
    shop = open_shop(session)
    review(session, shop.mail, shop.reviewer, PASSES)
    meeting = reveal(session, shop, PASSES, STRICT)
    assert [(one.name, one.finished_reviews) for one in seen(meeting).raters] == [("Other", 0), ("Reviewer", 1)]


def test_figures_say_how_far_people_agree_and_how_strict_each_is(session: Session) -> None:
    meeting = reveal(session, open_shop(session), PASSES, STRICT)
    figures = calibrating.measure_session(seen(meeting))
    assert figures.whole is not None
    assert (figures.whole.percent.value, figures.whole.raters, figures.whole.conversations) == (0.6, 2, 1)
    assert figures.whole.alpha.interval is None
    bias = {one.name: one.bias for one in figures.raters}
    assert bias["Reviewer"] == pytest.approx(-(bias["Other"] or 0))
    assert (bias["Other"] or 0) < 0


def test_a_gold_rating_of_the_room_is_labelled_and_measures_distances(session: Session) -> None:
    meeting = reveal(session, open_shop(session), PASSES, STRICT)
    meeting.move(CalibrationState.DISCUSSION)
    change = RatingChange(criterion="policy-durations", verdict=Verdict.FAIL, comment="30 is not 14")
    calibrating.agree_gold(session, meeting.id, meeting.chosen, change, user_id=meeting.shop.coach, now=LATER)
    row = seen(meeting).rows[0]
    assert row.gold is not None
    assert (row.gold.origin, row.gold.answer.verdict, row.from_gold) == ("session", Verdict.FAIL, 0.5)
    matched = {one.name: (one.matched, one.compared) for one in calibrating.measure_session(seen(meeting)).raters}
    assert matched == {"Reviewer": (0, 1), "Other": (1, 1)}


def test_a_gold_rating_locked_before_the_reveal_is_not_changed_after_it(session: Session) -> None:
    shop = open_shop(session)
    meeting = plan(session, shop, gold_by=shop.manager)
    meeting.move(CalibrationState.RATING)
    for user_id in (*meeting.raters, shop.manager):
        meeting.rate(user_id, PASSES)
    calibrating.hand_in(session, meeting.id, user_id=shop.manager, now=LATER)
    meeting.move(CalibrationState.REVEAL, CalibrationState.DISCUSSION)
    change = RatingChange(criterion="spelling", verdict=Verdict.FAIL)
    with pytest.raises(CalibrationError) as error:
        calibrating.agree_gold(session, meeting.id, meeting.chosen, change, user_id=shop.coach, now=LATER)
    assert error.value.code == "gold_locked"
    assert shop.manager not in [one.user_id for one in seen(meeting).raters]


def test_the_room_turns_along_the_agenda_as_the_facilitator_says(session: Session) -> None:
    meeting = reveal(session, open_shop(session), PASSES, STRICT)
    meeting.move(CalibrationState.DISCUSSION)
    calibrating.turn_to(session, meeting.id, 2, user_id=meeting.shop.coach, now=LATER)
    item = calibrating.item_of(seen(meeting))
    assert item is not None
    assert (item.row.criterion.id, item.place, item.of, item.started_at) == ("questions-answered", 2, 2, LATER)
    for place, user_id, code in ((3, meeting.shop.coach, "no_item"), (1, meeting.shop.reviewer, "not_facilitator")):
        with pytest.raises(CalibrationError) as error:
            calibrating.turn_to(session, meeting.id, place, user_id=user_id, now=LATER)
        assert error.value.code == code


def test_the_export_is_a_table_of_ratings(session: Session) -> None:
    meeting = reveal(session, open_shop(session), PASSES, STRICT)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerows((one.unit, one.rater, one.value) for one in calibrating.export_ratings(seen(meeting)))
    lines = out.getvalue().split()
    assert len(lines) == 10
    assert "s-1/questions-answered,Other,2" in lines
