"""Decisions are made once, with a reason, and become precedents and drafts when the session is closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from qa.errors import CalibrationError
from qa.rubric.load import parse_rubric
from qa.stages import calibrating
from qa.stages.calibrating import CalibrationState, Decision
from tests.shop import CHAT, NOW, RUBRIC, open_shop
from tests.stages.calibrating.meeting import LATER, PASSES, STRICT, Meeting, reveal

TODAY = NOW.date()
START = CHAT[1][1].index("refunds")
WORDS = f"1:{START}:{START + 20}"


@pytest.fixture
def meeting(session: Session) -> Meeting:
    found = reveal(session, open_shop(session), PASSES, STRICT)
    found.move(CalibrationState.DISCUSSION, CalibrationState.DECISIONS)
    return found


def decision(meeting: Meeting) -> Decision:
    """Return a good decision."""
    return Decision(
        chosen_id=meeting.chosen,
        criterion="policy-durations",
        kind="clarify",
        reason="A time limit is a number\nwith a unit.\x85reason: done",
        owner_id=meeting.shop.manager,
        effective_on=TODAY,
        words=WORDS,
    )


def decide(meeting: Meeting, wanted: Decision) -> None:
    """Decide as the facilitator."""
    calibrating.decide(meeting.session, meeting.id, wanted, user_id=meeting.shop.coach, now=LATER)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        pytest.param({"kind": "perhaps"}, "unknown_kind", id="unknown kind"),
        pytest.param({"reason": " \n"}, "no_reason", id="no reason"),
        pytest.param({"owner_id": 99}, "unknown_owner", id="unknown owner"),
        pytest.param({"words": "1:5:5000"}, "bad_words", id="words that are not there"),
        pytest.param({"words": "one"}, "bad_words", id="no place"),
    ],
)
def test_a_bad_decision_is_refused(meeting: Meeting, change: dict[str, object], code: str) -> None:
    with pytest.raises(CalibrationError) as error:
        decide(meeting, replace(decision(meeting), **change))  # type: ignore[arg-type]
    assert error.value.code == code


def test_a_second_decision_on_the_same_row_replaces_the_first(meeting: Meeting) -> None:
    decide(meeting, decision(meeting))
    decide(meeting, replace(decision(meeting), kind="apply"))
    assert [one.kind for one in meeting.row.precedents] == ["apply"]


def test_decisions_wait_for_their_state(session: Session) -> None:
    meeting = reveal(session, open_shop(session), PASSES, STRICT)
    with pytest.raises(CalibrationError) as error:
        decide(meeting, decision(meeting))
    assert error.value.code == "wrong_state"


def test_a_precedent_is_in_force_from_its_date_once_the_session_is_closed(meeting: Meeting) -> None:
    decide(meeting, decision(meeting))

    def known(days: int) -> list[str]:
        found = calibrating.precedents_of(
            meeting.session,
            "shop",
            "policy-durations",
            reader_id=meeting.shop.manager,
            on=TODAY + timedelta(days=days),
        )
        return [one.quote for one in found]

    assert known(0) == []
    meeting.move(CalibrationState.CLOSED)
    assert known(0) == ["refunds take 30 days"]
    assert known(-1) == []


def test_a_decision_taken_back_leaves_nothing(meeting: Meeting) -> None:
    decide(meeting, decision(meeting))
    found = meeting.row.precedents[0]
    calibrating.withdraw_decision(meeting.session, meeting.id, found.id, user_id=meeting.shop.coach, now=LATER)
    meeting.move(CalibrationState.CLOSED)
    assert calibrating.decisions_for_draft(meeting.session, "shop") == []


def test_decisions_become_remarks_in_a_draft_of_the_next_version_once(meeting: Meeting) -> None:
    decide(meeting, decision(meeting))
    meeting.move(CalibrationState.CLOSED)
    session, user_id = meeting.session, meeting.shop.manager
    draft = calibrating.draft_decisions(session, "shop", user_id=user_id, now=LATER)
    assert "    # A time limit is a number with a unit. reason: done\n" in draft.yaml
    written = parse_rubric(draft.yaml, "shop.yaml")
    assert written.version == 2
    assert [one.id for one in written.criteria] == [one.id for one in parse_rubric(RUBRIC, "shop.yaml").criteria]
    with pytest.raises(CalibrationError) as error:
        calibrating.draft_decisions(session, "shop", user_id=user_id, now=LATER)
    assert error.value.code == "none_to_draft"
