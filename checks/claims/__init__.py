"""Reads from a sentence what it states: durations, sums, dates, statuses."""

from checks.claims.extract import extract_claims
from checks.claims.lexicon import languages

__all__ = ["extract_claims", "languages"]
