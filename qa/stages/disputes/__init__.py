"""Disputes: opened by agents, decided by somebody else than the reviewer, appealed once, counted for all to see."""

from qa.stages.disputes.appealing import Appeal, answer_appeal, appeal_dispute, close_appeal, list_appeals
from qa.stages.disputes.deciding import can_be_appealed, decide_dispute
from qa.stages.disputes.finding import Author, find_dispute
from qa.stages.disputes.opening import Objection, disputable_ratings, open_dispute
from qa.stages.disputes.settling import Ruling
from qa.stages.disputes.terms import Terms, terms_of

__all__ = [
    "Appeal",
    "Author",
    "Objection",
    "Ruling",
    "Terms",
    "answer_appeal",
    "appeal_dispute",
    "can_be_appealed",
    "close_appeal",
    "decide_dispute",
    "disputable_ratings",
    "find_dispute",
    "list_appeals",
    "open_dispute",
    "terms_of",
]
