"""Finds Portuguese words that do not agree, and plurals of verbs that have no subject."""
