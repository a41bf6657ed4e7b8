"""Turns recorded calls into transcripts."""
