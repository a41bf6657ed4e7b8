"""Tests that start and kill real processes."""
