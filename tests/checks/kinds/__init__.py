"""Tests of the kinds of checks."""
