"""Loads, lints and tests rubric files."""
