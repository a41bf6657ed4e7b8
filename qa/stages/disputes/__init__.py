"""Disputes: opened by agents, decided by somebody else than the reviewer, appealed once, counted for all to see."""

from qa.stages.disputes.appealing import Appeal, answer_appeal, appeal_dispute, close_appeal, list_appeals
from qa.stages.disputes.counting import DisputeStatistics, OutcomeCount, count_outcomes
from qa.stages.disputes.deciding import can_be_appealed, decide_dispute
from qa.stages.disputes.finding import Author, find_dispute
from qa.stages.disputes.listing import DisputeLine, count_disputes, list_disputes
from qa.stages.disputes.opening import Objection, disputable_ratings, open_dispute
from qa.stages.disputes.reading import DisputeView, GradeChoice, milder_choices, read_dispute
from qa.stages.disputes.settling import Ruling
from qa.stages.disputes.watching import watch_disputes
from qa.stages.disputes.withdrawing import withdraw_dispute
from qa.stages.feedback.terms import Terms, terms_of

__all__ = [
    "Appeal",
    "Author",
    "DisputeLine",
    "DisputeStatistics",
    "DisputeView",
    "GradeChoice",
    "Objection",
    "OutcomeCount",
    "Ruling",
    "Terms",
    "answer_appeal",
    "appeal_dispute",
    "can_be_appealed",
    "close_appeal",
    "count_disputes",
    "count_outcomes",
    "decide_dispute",
    "disputable_ratings",
    "find_dispute",
    "list_appeals",
    "list_disputes",
    "milder_choices",
    "open_dispute",
    "read_dispute",
    "terms_of",
    "watch_disputes",
    "withdraw_dispute",
]
