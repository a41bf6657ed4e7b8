"""Calibration: several people rate the same conversations blind, compare, talk, and decide what the rubric means."""

from qa.stages.calibrating.access import REVEALED, Pulse, Viewer, pulse_of, visible_session
from qa.stages.calibrating.answers import Cell, Quote, Rater, Reveal, Row
from qa.stages.calibrating.appeals import AppealAnswer, OpenAppeal, answer_appeal, open_appeals, read_appeals
from qa.stages.calibrating.deciding import KINDS, Decision, decide, withdraw_decision
from qa.stages.calibrating.discussing import SECONDS_EACH, RoomItem, agree_gold, item_of, turn_to
from qa.stages.calibrating.drafting import draft_decisions
from qa.stages.calibrating.exporting import export_ratings
from qa.stages.calibrating.figures import Agreement, Figures, RaterFigures, measure_quarter, measure_session
from qa.stages.calibrating.following import Drift, follow_up_of, measure_drift, start_follow_ups
from qa.stages.calibrating.kept import KeptFigures, find_figures
from qa.stages.calibrating.moving import advance, agree_in_the_room, cancel, next_state, take_over
from qa.stages.calibrating.planning import (
    SessionOrder,
    add_conversation,
    plan_session,
    remove_conversation,
    replace_conversation,
    rubric_in_force,
)
from qa.stages.calibrating.precedents import (
    PrecedentLine,
    decisions_for_draft,
    mark_drafted,
    precedents_for,
    precedents_of,
)
from qa.stages.calibrating.rating import hand_in, pin_evidence, rate
from qa.stages.calibrating.reading import (
    Progress,
    SessionLine,
    SessionView,
    Sheet,
    list_sessions,
    read_session,
    read_sheet,
)
from qa.stages.calibrating.revealing import read_answers, read_reveal
from qa.store.tables import CalibrationState

__all__ = [
    "KINDS",
    "REVEALED",
    "SECONDS_EACH",
    "Agreement",
    "AppealAnswer",
    "CalibrationState",
    "Cell",
    "Decision",
    "Drift",
    "Figures",
    "KeptFigures",
    "OpenAppeal",
    "PrecedentLine",
    "Progress",
    "Pulse",
    "Quote",
    "Rater",
    "RaterFigures",
    "Reveal",
    "RoomItem",
    "Row",
    "SessionLine",
    "SessionOrder",
    "SessionView",
    "Sheet",
    "Viewer",
    "add_conversation",
    "advance",
    "agree_gold",
    "agree_in_the_room",
    "answer_appeal",
    "cancel",
    "decide",
    "decisions_for_draft",
    "draft_decisions",
    "export_ratings",
    "find_figures",
    "follow_up_of",
    "hand_in",
    "item_of",
    "list_sessions",
    "mark_drafted",
    "measure_drift",
    "measure_quarter",
    "measure_session",
    "next_state",
    "open_appeals",
    "pin_evidence",
    "plan_session",
    "precedents_for",
    "precedents_of",
    "pulse_of",
    "rate",
    "read_answers",
    "read_appeals",
    "read_reveal",
    "read_session",
    "read_sheet",
    "remove_conversation",
    "replace_conversation",
    "rubric_in_force",
    "start_follow_ups",
    "take_over",
    "turn_to",
    "visible_session",
    "withdraw_decision",
]
