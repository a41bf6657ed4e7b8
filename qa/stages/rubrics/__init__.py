"""Rubrics as people keep them: versions and which is in force, drafts, what is tried on them, and publishing."""
