"""Which conversations are drawn for review, and with what probability."""

from qa.domain.sample.allocation import allocate, allocate_quota, allocate_shares, neyman_shares
from qa.domain.sample.drawing import draw, draw_grouped
from qa.domain.sample.load import Bearer, share_out
from qa.domain.sample.periods import CADENCES, Period, Periods
from qa.domain.sample.plan import (
    LEAST_RANDOM,
    Design,
    Exclusion,
    ExclusionKind,
    Layer,
    Pick,
    Sample,
    SamplePlan,
    Stratum,
    Unit,
)
from qa.domain.sample.risk import RISK_POINTS, chances_by_risk, counts_by_chance
from qa.domain.sample.shortfall import Shortfall, shortfall_of

__all__ = [
    "CADENCES",
    "LEAST_RANDOM",
    "RISK_POINTS",
    "Bearer",
    "Design",
    "Exclusion",
    "ExclusionKind",
    "Layer",
    "Period",
    "Periods",
    "Pick",
    "Sample",
    "SamplePlan",
    "Shortfall",
    "Stratum",
    "Unit",
    "allocate",
    "allocate_quota",
    "allocate_shares",
    "chances_by_risk",
    "counts_by_chance",
    "draw",
    "draw_grouped",
    "neyman_shares",
    "share_out",
    "shortfall_of",
]
