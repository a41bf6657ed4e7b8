"""Tests of the language packs."""
