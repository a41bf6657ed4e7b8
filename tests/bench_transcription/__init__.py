"""Tests of what the bench of transcription counts."""
