"""Finds English verbs that do not agree with the subject right before them."""
