"""What coaching works with: the kinds of actions, who agreed to something, and how a plan may end."""

from __future__ import annotations

import enum


class ActionKind(enum.Enum):
    """What is done for a plan."""

    EXEMPLAR = "exemplar"
    REWRITE = "rewrite"
    SIDE_BY_SIDE = "side_by_side"
    TEMPLATE = "template"


class AgreedBy(enum.Enum):
    """Who will do what was agreed in a session."""

    AGENT = "agent"
    COACH = "coach"
    BOTH = "both"


class Ending(enum.Enum):
    """What the test at the end of a plan may say."""

    IMPROVED = "improved"
    UNCHANGED = "unchanged"
    WORSE = "worse"
    TOO_FEW = "too_few"


class Topic(enum.Enum):
    """What a line of an agenda is about, in the order of an agenda."""

    STRENGTH = "strength"
    QUESTION = "question"
    GOAL = "goal"
    POINT = "point"
    EXERCISE = "exercise"
    DISPUTE = "dispute"
    WORKLOAD = "workload"
    WELLBEING = "wellbeing"


FEWEST_REVIEWS = 10
"""Below so many random reviews before or after, a plan's test says nothing."""
