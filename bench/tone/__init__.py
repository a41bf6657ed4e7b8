"""Compares what phrases and what a classifier tell of sentences nobody wrote the phrases for."""
