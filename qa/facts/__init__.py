"""Loads and lints facts and orders files."""
