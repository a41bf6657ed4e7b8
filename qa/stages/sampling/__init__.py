"""Samples of conversations: drawn from a frame, given to reviewers, left out or replaced with a reason."""

from qa.stages.sampling.asking import OpenAssignment, read_assignment
from qa.stages.sampling.assigning import assign, expected_minutes, open_minutes
from qa.stages.sampling.choosing import choose_first, find_chosen
from qa.stages.sampling.drawing import LARGEST, SampleOrder, draw_sample
from qa.stages.sampling.frame import count_frame
from qa.stages.sampling.groups import FilterGroups
from qa.stages.sampling.leaving import LEAVE_REASONS, REVIEWER_REASONS, LeaveOrder, Left, hand_over, leave_out
from qa.stages.sampling.moving import Moved, move_assignments
from qa.stages.sampling.shortfall import read_shortfall
from qa.stages.sampling.strata import STRATA, UNKNOWN

__all__ = [
    "LARGEST",
    "LEAVE_REASONS",
    "REVIEWER_REASONS",
    "STRATA",
    "UNKNOWN",
    "FilterGroups",
    "LeaveOrder",
    "Left",
    "Moved",
    "OpenAssignment",
    "SampleOrder",
    "assign",
    "choose_first",
    "count_frame",
    "draw_sample",
    "expected_minutes",
    "find_chosen",
    "hand_over",
    "leave_out",
    "move_assignments",
    "open_minutes",
    "read_assignment",
    "read_shortfall",
]
