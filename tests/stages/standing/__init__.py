"""Tests of the standing of checks."""
