"""People's reviews: started, rated criterion by criterion, annotated and submitted."""

from qa.stages.reviewing.annotating import Pin, annotate, remove_annotation
from qa.stages.reviewing.causes import CauseCount, count_causes
from qa.stages.reviewing.criticals import settle_criticals
from qa.stages.reviewing.listing import ReviewLine, list_reviews
from qa.stages.reviewing.queue import next_review
from qa.stages.reviewing.rating import ROOT_CAUSES, RatingChange, SavedRating, rate
from qa.stages.reviewing.reading import read_criterion, read_machine, read_progress, read_review
from qa.stages.reviewing.rest import PassedRest, pass_rest, take_back_rest
from qa.stages.reviewing.rubrics import rubric_of
from qa.stages.reviewing.shown import CriterionView, Group, MachineVerdict, Progress, ReviewView
from qa.stages.reviewing.spoken import PlacedWord, place_words, spoken_between
from qa.stages.reviewing.starting import is_about_to_review, is_repeating, start_review, store_review
from qa.stages.reviewing.submitting import Submission, add_active_seconds, score_review, submit, submit_review
from qa.stages.reviewing.tags import tags_to_choose

__all__ = [
    "ROOT_CAUSES",
    "CauseCount",
    "CriterionView",
    "Group",
    "MachineVerdict",
    "PassedRest",
    "Pin",
    "PlacedWord",
    "Progress",
    "RatingChange",
    "ReviewLine",
    "ReviewView",
    "SavedRating",
    "Submission",
    "add_active_seconds",
    "annotate",
    "count_causes",
    "is_about_to_review",
    "is_repeating",
    "list_reviews",
    "next_review",
    "pass_rest",
    "place_words",
    "rate",
    "read_criterion",
    "read_machine",
    "read_progress",
    "read_review",
    "remove_annotation",
    "rubric_of",
    "score_review",
    "settle_criticals",
    "spoken_between",
    "start_review",
    "store_review",
    "submit",
    "submit_review",
    "tags_to_choose",
    "take_back_rest",
]
