"""Rows: things with identity, owner and time. Always written with their module: `tables.Review`."""

from qa.store.base import Base
from qa.store.tables.abuse import AbuseNote
from qa.store.tables.calibration import (
    CalibrationConversation,
    CalibrationGold,
    CalibrationParticipant,
    CalibrationRating,
    CalibrationSession,
    CalibrationState,
    Precedent,
)
from qa.store.tables.calibration_figures import CalibrationFigures
from qa.store.tables.coaching import (
    CoachingAction,
    CoachingNorm,
    CoachingPlan,
    CoachingRequest,
    CoachingSession,
    CoachingTally,
    ContradictedFact,
)
from qa.store.tables.confirming import CriticalDecision
from qa.store.tables.conversations import (
    Conversation,
    FactSet,
    Message,
    Recording,
    ShopOrder,
    State,
    Template,
    TranscriptPiece,
)
from qa.store.tables.corrections import MessageCorrection
from qa.store.tables.dictionary import DictionaryWord
from qa.store.tables.disputes import Dispute, DisputeDecision, WorkingCalendar
from qa.store.tables.insights import Insight, TemplateFault
from qa.store.tables.kept_figures import KeptFigures
from qa.store.tables.notes import AnnotationTag, CommentTemplate, Exemplar, Tag
from qa.store.tables.notices import ChoreRun, MailDelivery, Notice, NoticeChoice
from qa.store.tables.originals import OriginalText
from qa.store.tables.people import Agent, AuditEvent, Team, User, UserRole
from qa.store.tables.reports import ReportFigures
from qa.store.tables.results import CheckRun, Finding, Outcome, Rubric, ShadowResult, UncoveredClaim
from qa.store.tables.reviews import (
    Annotation,
    Feedback,
    FeedbackComment,
    Rating,
    Review,
    ReviewKind,
    ReviewStatus,
)
from qa.store.tables.rubrics import RubricDraft, RubricTerm, RubricTrial
from qa.store.tables.samples import Assignment, PlanDraw, Sample, SamplePick, SamplingPlan
from qa.store.tables.scorecards import Scorecard
from qa.store.tables.sign_in_links import SignInLink
from qa.store.tables.standing import CheckStanding
from qa.store.tables.webhooks import DeliveryStatus, Webhook, WebhookDelivery
from qa.store.tables.work import ImportRun, Worker

__all__ = [
    "AbuseNote",
    "Agent",
    "Annotation",
    "AnnotationTag",
    "Assignment",
    "AuditEvent",
    "Base",
    "CalibrationConversation",
    "CalibrationFigures",
    "CalibrationGold",
    "CalibrationParticipant",
    "CalibrationRating",
    "CalibrationSession",
    "CalibrationState",
    "CheckRun",
    "CheckStanding",
    "ChoreRun",
    "CoachingAction",
    "CoachingNorm",
    "CoachingPlan",
    "CoachingRequest",
    "CoachingSession",
    "CoachingTally",
    "CommentTemplate",
    "ContradictedFact",
    "Conversation",
    "CriticalDecision",
    "DeliveryStatus",
    "DictionaryWord",
    "Dispute",
    "DisputeDecision",
    "Exemplar",
    "FactSet",
    "Feedback",
    "FeedbackComment",
    "Finding",
    "ImportRun",
    "Insight",
    "KeptFigures",
    "MailDelivery",
    "Message",
    "MessageCorrection",
    "Notice",
    "NoticeChoice",
    "OriginalText",
    "Outcome",
    "PlanDraw",
    "Precedent",
    "Rating",
    "Recording",
    "ReportFigures",
    "Review",
    "ReviewKind",
    "ReviewStatus",
    "Rubric",
    "RubricDraft",
    "RubricTerm",
    "RubricTrial",
    "Sample",
    "SamplePick",
    "SamplingPlan",
    "Scorecard",
    "ShadowResult",
    "ShopOrder",
    "SignInLink",
    "State",
    "Tag",
    "Team",
    "Template",
    "TemplateFault",
    "TranscriptPiece",
    "UncoveredClaim",
    "User",
    "UserRole",
    "Webhook",
    "WebhookDelivery",
    "Worker",
    "WorkingCalendar",
]
