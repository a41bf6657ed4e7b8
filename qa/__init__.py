"""Plumbline: quality-assurance review of customer-support conversations."""

__version__ = "0.1.0"
