"""Tests of transcripts that cloud services wrote."""
