"""Transcripts that other programs wrote: conversations as JSON, WebVTT, SubRip, and those of cloud services."""
