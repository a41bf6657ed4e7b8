"""Tests of the bench with injected faults."""
