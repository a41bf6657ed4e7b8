"""Feedback to agents: chosen from a submitted review, published, acknowledged and talked about."""

from qa.stages.feedback.answering import acknowledge_feedback, comment_feedback
from qa.stages.feedback.hints import Hint, HintKind, find_hints
from qa.stages.feedback.listing import FeedbackLine, PendingReview, list_feedback, list_unpublished, next_unread
from qa.stages.feedback.proposing import Candidate, Proposal, Quote, propose_feedback
from qa.stages.feedback.publishing import MOST_POINTS, FeedbackDraft, Point, publish_feedback
from qa.stages.feedback.reading import FeedbackItem, FeedbackView, Scope, Turn, find_feedback, item_of, read_feedback
from qa.stages.feedback.telling import remind_of_feedback
from qa.stages.feedback.wording import Wording

__all__ = [
    "MOST_POINTS",
    "Candidate",
    "FeedbackDraft",
    "FeedbackItem",
    "FeedbackLine",
    "FeedbackView",
    "Hint",
    "HintKind",
    "PendingReview",
    "Point",
    "Proposal",
    "Quote",
    "Scope",
    "Turn",
    "Wording",
    "acknowledge_feedback",
    "comment_feedback",
    "find_feedback",
    "find_hints",
    "item_of",
    "list_feedback",
    "list_unpublished",
    "next_unread",
    "propose_feedback",
    "publish_feedback",
    "read_feedback",
    "remind_of_feedback",
]
