"""Coaching on a real database."""
