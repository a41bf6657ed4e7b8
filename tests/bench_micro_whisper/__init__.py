"""Tests of the recipe of the miniature speech model."""
