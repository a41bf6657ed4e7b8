"""Two weeks after its end a session is followed up once, and drift is measured when that is revealed."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from qa.settings import Settings
from qa.stages import calibrating
from qa.stages.calibrating import CalibrationState
from tests.shop import open_shop
from tests.stages.calibrating.meeting import LATER, PASSES, STRICT, Meeting, reveal

END = (CalibrationState.DISCUSSION, CalibrationState.DECISIONS, CalibrationState.CLOSED)
AFTER = LATER + timedelta(days=14)
SETTINGS = Settings.from_environment({})


def test_a_follow_up_opens_two_weeks_later_and_only_once(session: Session) -> None:
    meeting = reveal(session, open_shop(session), PASSES, STRICT)
    meeting.move(*END)
    started = [calibrating.start_follow_ups(session, SETTINGS, moment) for moment in (LATER, AFTER, AFTER)]
    assert started == [0, 1, 0]
    child = calibrating.follow_up_of(session, meeting.id)
    assert child is not None
    assert (child.state, child.name) == (CalibrationState.RATING, "May")
    assert [one.reason for one in child.conversations] == ["follow_up"]


def test_a_session_called_off_is_not_followed_up(session: Session) -> None:
    meeting = reveal(session, open_shop(session), PASSES, STRICT)
    meeting.move(*END)
    meeting.row.cancelled_at = LATER
    assert calibrating.start_follow_ups(session, SETTINGS, AFTER) == 0


def test_the_first_reveal_is_hidden_from_those_who_rate_again(session: Session) -> None:
    meeting = reveal(session, open_shop(session), PASSES, STRICT)
    meeting.move(*END)
    calibrating.start_follow_ups(session, SETTINGS, AFTER)
    viewer = calibrating.Viewer(meeting.shop.reviewer)
    assert calibrating.read_reveal(session, meeting.id, viewer).rows == ()


def test_drift_says_how_each_rater_changed(session: Session) -> None:
    meeting = reveal(session, open_shop(session), PASSES, STRICT)
    meeting.move(*END)
    calibrating.start_follow_ups(session, SETTINGS, AFTER)
    child = calibrating.follow_up_of(session, meeting.id)
    assert child is not None
    again = Meeting(session, meeting.shop, child.id, child.conversations[0].id)
    for user_id in meeting.raters:
        again.rate(user_id, PASSES, now=AFTER)
    assert calibrating.measure_drift(session, meeting.row) == ()
    again.move(CalibrationState.REVEAL, now=AFTER)
    drift = {one.name: one for one in calibrating.measure_drift(session, meeting.row)}
    assert (drift["Reviewer"].change, drift["Reviewer"].same, drift["Reviewer"].compared) == (0.0, 5, 5)
    assert drift["Other"].change > 0
    assert (drift["Other"].same, drift["Other"].compared) == (3, 5)
