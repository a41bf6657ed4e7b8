"""How states, reasons, decisions and refusals of calibration are called on the page."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from qa.errors import QaError
from qa.stages.calibrating import KINDS
from web.refusals import told
from web.template_words import said

STATES = {
    "plan": _l("Plan"),
    "rating": _l("Blind rating"),
    "reveal": _l("Reveal"),
    "discussion": _l("Discussion"),
    "decisions": _l("Decisions"),
    "closed": _l("Closed"),
}
MOVES = {
    "rating": _l("Open for blind rating"),
    "reveal": _l("Reveal the ratings"),
    "discussion": _l("Begin the discussion"),
    "decisions": _l("Go on to the decisions"),
    "closed": _l("Close the session"),
}
REASONS = {
    "random": _l("By chance"),
    "hard": _l("Hard case"),
    "rule_change": _l("After a rule change"),
    "appeal": _l("Appeal"),
    "chosen": _l("Chosen by hand"),
    "follow_up": _l("Rated once more"),
}
DECISIONS = dict(
    zip(
        KINDS,
        (
            _l("Apply the rule as it is"),
            _l("Clarify the rule’s words"),
            _l("Add an example"),
            _l("Change weight or critical"),
            _l("Split or drop the criterion"),
            _l("Fix the check"),
        ),
        strict=True,
    )
)
_PROBLEMS = {
    "not_facilitator": _l("Only the facilitator of this session can do that."),
    "wrong_state": _l("The session has moved on; this can no longer be done here."),
    "not_next": _l("The session has moved on; this can no longer be done here."),
    "no_name": _l("Give the session a name."),
    "few_people": _l("Choose at least two people who rate."),
    "gold_rates": _l("Who makes the gold rating cannot also be one of those held against it."),
    "bad_size": _l("A session has one to eight conversations."),
    "past_deadline": _l("The deadline has passed already; choose a later one."),
    "unknown_criterion": _l("One of the criteria is not in the rubric."),
    "unknown_conversation": _l("There is no conversation with that id."),
    "conversation_twice": _l("This conversation is in the session already."),
    "too_many": _l("A session has at most eight conversations; three to five are usual."),
    "none_left": _l("There is no other reviewed conversation to draw."),
    "no_conversations": _l("Choose at least one conversation before people rate."),
    "gold_open": _l("The gold rating is not locked yet: it comes before the reveal. It can also be left to the room."),
    "gold_locked": _l("The gold rating is locked."),
    "few_ratings": _l("Fewer than two people have rated in time: there is nothing to compare."),
    "would_spoil": _l("Somebody here is still to rate one of these conversations blind elsewhere: that comes first."),
    "locked": _l("Ratings are locked: the session is not open for rating."),
    "in_time": _l("The deadline has passed: a rating made in time stays as it is."),
    "bad_words": _l("Evidence is words of a message: select some and try again."),
    "no_item": _l("The agenda has no such place."),
    "no_reason": _l("Give the reason: which words of the rule decide this?"),
    "unknown_kind": _l("Choose what is decided."),
    "unknown_owner": _l("Choose an owner who has an account here."),
    "not_revealed": _l("The ratings of this session are not revealed yet."),
    "closed": _l("The session is closed."),
    "none_to_draft": _l("Every decision that changes the rubric is in a draft already."),
    "no_appeal": _l("Nothing was appealed in this conversation."),
    "appeal_open": _l("An appeal still waits for this session’s answer."),
}


def problem_of(error: QaError) -> str:
    """Say in the user's language why something was refused."""
    code = getattr(error, "code", "")
    return str(_PROBLEMS.get(code, "")) or told(error)


def state_name(code: str) -> str:
    """Name a state of a session."""
    return said(STATES, code)


def move_name(code: str) -> str:
    """Name the step into a state."""
    return said(MOVES, code)


def reason_name(code: str) -> str:
    """Name why a conversation was chosen."""
    return said(REASONS, code)


def decision_name(code: str) -> str:
    """Name what is decided."""
    return said(DECISIONS, code)
