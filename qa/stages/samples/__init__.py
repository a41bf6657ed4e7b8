"""Samples as their pages show them: the list with progress, and one with all that defends it."""

from qa.stages.samples.hiding import filters_tell, hidden_picks, tells_of_machine
from qa.stages.samples.listing import SampleLine, list_samples
from qa.stages.samples.picks import PickLine
from qa.stages.samples.reading import LeftOut, ReviewerShare, SamplePage, read_sample

__all__ = [
    "LeftOut",
    "PickLine",
    "ReviewerShare",
    "SampleLine",
    "SamplePage",
    "filters_tell",
    "hidden_picks",
    "list_samples",
    "read_sample",
    "tells_of_machine",
]
