"""Reads from a sentence what it states: durations, sums, dates, statuses."""
