"""Rows: things with identity, owner and time. Always written with their module: `tables.Review`."""

from qa.store.base import Base
from qa.store.tables.conversations import (
    Conversation,
    FactSet,
    Message,
    Recording,
    ShopOrder,
    State,
    Template,
)
from qa.store.tables.dictionary import DictionaryWord
from qa.store.tables.disputes import Dispute, DisputeDecision, WorkingCalendar
from qa.store.tables.insights import Insight, TemplateFault
from qa.store.tables.notices import ChoreRun, Notice
from qa.store.tables.people import Agent, AuditEvent, Team, User, UserRole
from qa.store.tables.reports import ReportFigures
from qa.store.tables.results import CheckRun, Finding, Outcome, Rubric, ShadowResult, UncoveredClaim
from qa.store.tables.reviews import (
    Annotation,
    Assignment,
    Feedback,
    FeedbackComment,
    Rating,
    Review,
    ReviewStatus,
    Sample,
    SamplePick,
)
from qa.store.tables.rubrics import RubricDraft, RubricTerm, RubricTrial
from qa.store.tables.work import ImportRun, Worker

__all__ = [
    "Agent",
    "Annotation",
    "Assignment",
    "AuditEvent",
    "Base",
    "CheckRun",
    "ChoreRun",
    "Conversation",
    "DictionaryWord",
    "FactSet",
    "Dispute",
    "DisputeDecision",
    "Feedback",
    "FeedbackComment",
    "Finding",
    "ImportRun",
    "Insight",
    "Message",
    "Notice",
    "Outcome",
    "Rating",
    "Recording",
    "ReportFigures",
    "Review",
    "ReviewStatus",
    "Rubric",
    "RubricDraft",
    "RubricTerm",
    "RubricTrial",
    "Sample",
    "SamplePick",
    "ShopOrder",
    "ShadowResult",
    "State",
    "Team",
    "Template",
    "TemplateFault",
    "UncoveredClaim",
    "User",
    "UserRole",
    "Worker",
    "WorkingCalendar",
]
