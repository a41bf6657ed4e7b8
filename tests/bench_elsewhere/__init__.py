"""Tests of the bench with text from elsewhere."""
