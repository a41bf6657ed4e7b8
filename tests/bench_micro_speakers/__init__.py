"""Tests of the recipe of the miniature models that tell speakers apart."""
