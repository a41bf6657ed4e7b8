"""Figures of calibration as a worker keeps them: read as they were measured, and measured anew after new gold."""

from __future__ import annotations

from sqlalchemy.orm import Session

from qa.domain.finding import Verdict
from qa.stages import calibrating
from qa.stages.calibrating import CalibrationState
from qa.stages.calibrating.kept import KeptFigures, find_figures, keep_figures, measure_figures, next_due
from qa.stages.reviewing import RatingChange
from tests.shop import NOW, open_shop
from tests.stages.calibrating.meeting import LATER, PASSES, STRICT, plan, reveal


def _keep(session: Session) -> KeptFigures:
    due = next_due(session)
    assert due is not None
    figures = measure_figures(session, due.session_id)
    keep_figures(session, due, figures, now=NOW)
    return figures


def test_nothing_is_measured_before_the_reveal(session: Session) -> None:
    plan(session, open_shop(session)).move(CalibrationState.RATING)
    assert next_due(session) is None


def test_what_is_kept_is_read_as_it_was_measured(session: Session) -> None:
    meeting = reveal(session, open_shop(session), PASSES, STRICT)
    assert find_figures(session, meeting.id) is None
    assert _keep(session) == find_figures(session, meeting.id)
    assert next_due(session) is None


def test_new_gold_is_measured_anew(session: Session) -> None:
    meeting = reveal(session, open_shop(session), PASSES, STRICT)
    _keep(session)
    meeting.move(CalibrationState.DISCUSSION)
    assert next_due(session) is None
    change = RatingChange(criterion="policy-durations", verdict=Verdict.FAIL)
    calibrating.agree_gold(session, meeting.id, meeting.chosen, change, user_id=meeting.shop.coach, now=LATER)
    assert [one.compared for one in _keep(session).session.raters] == [1, 1]
