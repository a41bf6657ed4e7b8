"""People's reviews: started, rated criterion by criterion, annotated and submitted."""

from qa.stages.reviewing.annotating import Pin, annotate, remove_annotation
from qa.stages.reviewing.queue import next_review
from qa.stages.reviewing.rating import ROOT_CAUSES, RatingChange, rate
from qa.stages.reviewing.reading import (
    CriterionView,
    MachineVerdict,
    Progress,
    ReviewView,
    read_criterion,
    read_machine,
    read_progress,
    read_review,
)
from qa.stages.reviewing.rubrics import rubric_of
from qa.stages.reviewing.starting import start_review
from qa.stages.reviewing.submitting import add_active_seconds, score_review, submit_review

__all__ = [
    "ROOT_CAUSES",
    "CriterionView",
    "MachineVerdict",
    "Pin",
    "Progress",
    "RatingChange",
    "ReviewView",
    "add_active_seconds",
    "annotate",
    "next_review",
    "rate",
    "read_criterion",
    "read_machine",
    "read_progress",
    "read_review",
    "remove_annotation",
    "rubric_of",
    "score_review",
    "start_review",
    "submit_review",
]
