"""Calls in which numbers are spoken, for bench/redaction_sound.py."""
