"""Estimates from samples: stratified, unequal chances, and machine verdicts corrected by people."""

from qa.statistics.estimate.corrected import VerdictStratum, corrected_rate
from qa.statistics.estimate.ppi import prediction_powered_mean
from qa.statistics.estimate.strata import neyman_allocation, proportional_allocation, stratified_mean
from qa.statistics.estimate.unequal import hajek_mean, horvitz_thompson_mean

__all__ = [
    "VerdictStratum",
    "corrected_rate",
    "hajek_mean",
    "horvitz_thompson_mean",
    "neyman_allocation",
    "prediction_powered_mean",
    "proportional_allocation",
    "stratified_mean",
]
